from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.access import ir_rule
from .test_papers import PaperCommon

BANK = "res.partner.bank"
INVOICE = "account.move"


@tagged("post_install", "-at_install")
class TestDeliveries(PaperCommon):
    """security.md 29: with stock management, deliveries follow their order."""

    def test_what_leads_to_a_hidden_record(self):
        """security.md 29: what belongs to a customer is seen by who sees it.

        Accounts stand in for deliveries, which need stock management.
        """
        self.env[BANK].search([]).unlink()
        accounts = self.env[BANK].create(
            {"acc_number": "29001", "partner_id": self.theirs.id}
        )
        above = (self.junior, self.seller, self.top)
        self._assert_seen(accounts, *above, self.other_seller)

        follows = {BANK: (("partner_id", "res.partner"),)}
        with patch.object(ir_rule, "DELIVERIES", follows):
            self._assert_seen(accounts, *above)


@tagged("post_install", "-at_install", "-standard", "with_stock")
class TestDeliveriesFromStock(PaperCommon):
    def test_of_foreign_orders(self):
        """security.md 29: nobody reads or changes those of others' orders."""
        order = self._ship(self.junior)
        moves = order.order_line.move_ids
        for records in (order.picking_ids, moves, moves.move_line_ids):
            self._assert_seen(records, self.junior, self.seller, self.top)
        with self.assertRaises(AccessError):
            order.picking_ids.with_user(self.other_seller).write({"note": "x"})
        other = self._ship(self.other_seller)
        with self.assertRaises(AccessError):
            other.order_line.with_user(self.other_seller).write(
                {"move_ids": [(4, moves.id)]}
            )

    def test_own_order_goes_on(self):
        """security.md 29: who has the order cancels it with its delivery."""
        order = self._ship(self.junior)

        order.with_user(self.junior)._action_cancel()

        self.assertEqual(order.picking_ids.state, "cancel")

    def test_delivered_is_counted(self):
        """security.md 14: what deliveries say is typed by nobody."""
        line = self._ship(self.junior).order_line.with_user(self.junior)
        with self.assertRaises(UserError):
            line.qty_delivered = 1
            line.flush_recordset()

    def _ship(self, user):
        self.product.write({"type": "consu", "is_storable": True})
        customer = self._create_customer(f"Customer of {user.login}", user_id=user.id)
        order = self._create_order(customer, user_id=user.id)
        order.with_user(user).action_confirm()
        return order


@tagged("post_install", "-at_install")
class TestInvoiceOfSeller(PaperCommon):
    def test_form(self):
        """IMP-5: who sold it opens the invoice, without the right to read payments."""
        fields_ = self.env[INVOICE].with_user(self.junior).get_view(None, "form")
        self.assertNotIn('name="payment_count"', fields_["arch"])
        mine = self.env[INVOICE].with_user(self.env.ref("base.user_admin"))
        self.assertIn('name="payment_count"', mine.get_view(None, "form")["arch"])
