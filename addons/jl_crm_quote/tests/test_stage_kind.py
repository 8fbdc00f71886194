from odoo.tests import tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestStageKind(QuoteCommon):
    def test_approved_quotation(self):
        """K3O-1, K3Q-4: a stage may ask for a quotation that was approved."""
        stage = self.env["crm.stage"].create({"name": "Offered", "sequence": 201})
        condition = self.env["crm.stage.requirement"].create(
            {"stage_id": stage.id, "kind": "approved_quotation"}
        )
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": name,
                    "type": "opportunity",
                    "partner_id": self.customer.id,
                    "user_id": self.seller.id,
                }
                for name in ("Tower", "Bridge")
            ]
        )
        self._create_submitted(opportunity_id=leads[1].id)
        self.assertFalse(condition._check_approved_quotation(leads))
        self._create_approved(opportunity_id=leads[0].id)
        self.assertEqual(condition._check_approved_quotation(leads), leads[0])
        self.assertEqual(condition.name, "Quotation approved")
        self.assertEqual(
            condition._get_input(leads[0]), {"type": "quotation", "state": "draft"}
        )
