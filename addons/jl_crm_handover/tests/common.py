from odoo.fields import Command

from odoo.addons.jl_crm_pipeline.tests.common import PipelineCommon

CALL = "mail.mail_activity_data_call"


class HandoverCommon(PipelineCommon):
    """Two salespeople, the superior of the one, and customers of theirs.

    manager plans ─ seller hands over ─▶ other_seller receives; director supervises
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.seller.sales_manager_id = cls.director
        cls.grade = cls.env["customer.grade"].create({"name": "Key", "is_key": True})
        cls.key = cls._create_customer(
            "Key Pumps", user_id=cls.seller.id, customer_grade_id=cls.grade.id
        )
        cls.plain = cls._create_customer("Plain Pumps", user_id=cls.seller.id)
        cls.Handover = cls.env["crm.handover"].with_user(cls.manager)

    @classmethod
    def _create_handover(cls, customers=None, **vals):
        """Return a draft of the manager's that hands the customers over."""
        customers = cls.key | cls.plain if customers is None else customers
        receiver = vals.pop("receiver", cls.other_seller)
        rows = [
            Command.create({"partner_id": one.id, "receiver_id": receiver.id})
            for one in customers
        ]
        values = {"from_user_id": cls.seller.id, "customer_ids": rows}
        return cls.Handover.create({**values, **vals})

    @classmethod
    def _start(cls, handover):
        handover.action_plan()
        handover.action_start()
        return handover

    @classmethod
    def _settle(cls, handover):
        """All do what they have to do on the checklist."""
        cls._attend(handover)
        for line in handover.line_ids:
            line.with_user(handover._get_giver()).action_give()
            line.with_user(line.receiver_id).action_receive()
            if line.is_key:
                line.with_user(handover.supervisor_id).action_witness()

    @classmethod
    def _attend(cls, handover):
        """The supervisor is there."""
        handover.with_user(handover.supervisor_id).action_attend()

    @classmethod
    def _bring_to_signing(cls, handover):
        cls._start(handover)
        cls._settle(handover)
        handover.action_to_signing()
        return handover

    @classmethod
    def _sign(cls, handover, *users):
        for user in users or (user for _role, user in handover._get_parties()):
            handover.with_user(user).action_sign()
        handover.invalidate_recordset()

    @classmethod
    def _hand_over(cls, handover):
        cls._sign(cls._bring_to_signing(handover))
        return handover
