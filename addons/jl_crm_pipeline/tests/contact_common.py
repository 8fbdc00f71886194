from .common import PipelineCommon


class ContactCommon(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.person = cls._create_person(parent_id=cls.customer.id, mobile="13800138000")
        cls.lead = cls._create_opportunity(cls.customer)

    def _record(self, user=None, **vals):
        records = self.env["crm.contact.record"].with_user(user or self.seller)
        return records.create(
            {"partner_id": self.customer.id, "summary": "They like it.", **vals}
        )
