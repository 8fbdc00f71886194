from odoo.tests import tagged

from odoo.addons.jl_crm_pipeline.tests.access_table import EVERYTHING, AccessTable
from odoo.addons.jl_crm_pipeline.tests.common import SALES_ROLES

from .common import QuoteCommon

# who may do what with the models of the add-on; whoever is not named may do nothing
ACCESS = {
    "crm.review.level": {
        **dict.fromkeys(SALES_ROLES, "read"),
        "manager": EVERYTHING,
    },
    "crm.review.stand.in": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.review.decision": dict.fromkeys(SALES_ROLES, "read"),
    "crm.review.reason": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.review.act": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.review.compare": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.offer.import": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.offer.import.line": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.service.kind": {
        **dict.fromkeys(SALES_ROLES, "read"),
        "manager": EVERYTHING,
    },
    "crm.contract": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.contract.line": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.contract.payment": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.contract.change": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.contract.change.line": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.contract.change.payment": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.contract.order": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.contract.order.line": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.order.closing": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.order.promise": dict.fromkeys(SALES_ROLES, EVERYTHING),
}


@tagged("post_install", "-at_install")
class TestSecurityAccess(AccessTable, QuoteCommon):
    access = ACCESS

    def test_reviewers_see_what_they_review(self):
        """K3Q-4: whoever is asked, or stands in, reads the quotation, nobody else."""
        stranger = self._create_user("stranger", "sales_team.group_sale_salesman")
        self.level.write({"reviewer": "users", "user_ids": self.other_seller.ids})
        order = self._create_quotation()
        theirs = order.with_user(self.other_seller)
        self.assertFalse(theirs.has_access("read"))
        order.action_review_submit()
        self.assertTrue(theirs.has_access("read"))
        self.assertTrue(theirs.order_line.has_access("read"))
        self.assertFalse(theirs.has_access("write"))
        self.assertFalse(order.with_user(stranger).has_access("read"))
        self.env["crm.review.stand.in"].create(
            {
                "user_id": self.other_seller.id,
                "stand_in_id": stranger.id,
                "date_from": "2020-01-01",
                "date_until": "2099-01-01",
            }
        )
        self.assertTrue(order.with_user(stranger).has_access("read"))
        order.with_user(stranger).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_settings(self):
        """K3Q-4: what is reviewed is a setting."""
        settings = self.env["res.config.settings"].create({"review_scope": "custom"})
        settings.execute()
        self.assertEqual(self.env["sale.order"]._get_review_scope(), "custom")
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.quote_item_id, self.item)
