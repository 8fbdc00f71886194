from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_papers import PaperCommon


@tagged("post_install", "-at_install")
class TestHistory(PaperCommon):
    """The chatter keeps who had it before (RES-4): nobody rewrites what it says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.theirs.with_user(cls.junior)
        cls.noted = cls.theirs.message_post(body="Was the seller's")
        cls.comment = cls.mine.message_post(body="Called", message_type="comment")

    def test_what_was_noted_stays(self):
        """RES-4: whose the customer is deletes and rewrites nothing of its history."""
        message = self.noted.with_user(self.junior)
        for act in (
            message.unlink,
            lambda: message.write({"body": "x"}),
            lambda: message.write({"res_id": self.junior.partner_id.id}),
            lambda: message.write({"author_id": self.seller.partner_id.id}),
        ):
            with self.assertRaises(UserError):
                act()
        self.assertTrue(self.noted.exists())

    def test_own_comment(self):
        """RES-4: one's own words can be taken back, as in Odoo; others' cannot."""
        with self.assertRaises(UserError):
            self.comment.with_user(self.seller).unlink()
        self.comment.with_user(self.junior).write({"body": "Called twice"})
        self.comment.with_user(self.junior).unlink()
        self.assertFalse(self.comment.exists())

    def test_goes_with_its_record(self):
        """RES-4: what is deleted takes its history along."""
        lead = self._create_opportunity(self.theirs, user_id=self.junior.id)
        lead.message_post(body="Noted")

        lead.with_user(self.manager).unlink()

        messages = self.env["mail.message"].search(
            [("model", "=", "crm.lead"), ("res_id", "=", lead.id)]
        )
        self.assertFalse(messages)


@tagged("post_install", "-at_install")
class TestTypedDefaults(PaperCommon):
    def test_of_kept_fields(self):
        """K3D-1: a default of one's own sets nothing that the system keeps."""
        defaults = self.env["ir.default"].with_user(self.junior)
        defaults.set("res.partner", "customer_status", "transacting", user_id=True)
        defaults.set("res.partner", "customer_holder", self.seller.id, user_id=True)
        defaults.set("sale.order.line", "is_downpayment", True, user_id=True)
        defaults.set("res.partner", "city", "Dover", user_id=True)

        customer = self.Partner.with_user(self.junior).create(
            {"name": "Quay Doors", "is_company": True}
        )
        line = {"product_id": self.product.id}
        order = self.env["sale.order"].with_user(self.junior)
        order = order.create({"partner_id": customer.id, "order_line": [(0, 0, line)]})

        self.assertEqual(customer.customer_status, "potential")
        self.assertEqual(customer.sudo().customer_holder, self.junior.id)
        self.assertFalse(order.order_line.is_downpayment)
        # what is nobody's but theirs to say
        self.assertEqual(customer.city, "Dover")
