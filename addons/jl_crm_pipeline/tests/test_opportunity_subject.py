from odoo.tests import Form, tagged

from .stage_common import StageCommon


@tagged("post_install", "-at_install")
class TestOpportunitySubject(StageCommon):
    def _form(self):
        leads = self.Lead.with_user(self.seller).with_context(
            default_type="opportunity"
        )
        return Form(leads, "crm.crm_lead_view_form")

    def test_subject_is_proposed(self):
        """TUR-4: customer-product-task, growing with what is entered."""
        form = self._form()
        form.partner_id = self._create_customer(
            "深圳市鹏晖幕墙工程有限公司", user_id=self.seller.id
        )
        form.main_product_id = self.product.product_tmpl_id
        self.assertEqual(form.name, "鹏晖-Pump")
        form.task = "总部大厦"
        self.assertEqual(form.name, "鹏晖-Pump-总部大厦")

    def test_intent_class_is_grouped(self):
        """POOL-8: 10, 80, 99, signed: each on its opportunity, counted by class."""
        for intent in ("10", "80", "80", "99", "signed"):
            self._create_lead(f"Intent {intent}", intent_class=intent)
        groups = self.Lead.with_user(self.seller).formatted_read_group(
            [("partner_id", "=", self.customer.id), ("intent_class", "!=", False)],
            ["intent_class"],
            ["__count"],
        )
        counts = {group["intent_class"]: group["__count"] for group in groups}
        self.assertEqual(counts, {"10": 1, "80": 2, "99": 1, "signed": 1})

    def test_own_subject_is_kept(self):
        """TUR-4: what somebody wrote is theirs."""
        form = self._form()
        form.name = "My own words"
        form.partner_id = self.customer
        form.task = "Harbour"
        self.assertEqual(form.name, "My own words")

    def test_subject_over_rpc(self):
        """TUR-4: who sends none gets one."""
        lead = self.Lead.create(
            {"partner_id": self.customer.id, "task": "Dock 3", "type": "opportunity"}
        )
        self.assertEqual(lead.name, "Harbour Pumps-Dock 3")
