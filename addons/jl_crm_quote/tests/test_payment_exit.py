from odoo.fields import Command
from odoo.tests import tagged

from .test_exits import ExitCommon


@tagged("post_install", "-at_install")
class TestPaymentExit(ExitCommon):
    def _pay_then_change(self):
        order = self._create_approved(require_payment=True, require_signature=False)
        transaction = self.make_transaction(order)
        order.order_line.price_unit = 1
        self.env.cr.flush()
        return order, transaction

    def test_paid_in_time_confirms(self):
        """K3Q-4: what was approved is confirmed by its payment."""
        order = self._create_approved(require_payment=True, require_signature=False)
        transaction = self.make_transaction(order, state="done")
        transaction._post_process()
        self.assertEqual(order.state, "sale")

    def test_changed_order_is_not_invoiced_by_a_payment(self):
        """K3Q-4: money for an order that was changed is booked without an invoice."""
        self.env["ir.config_parameter"].set_param("sale.automatic_invoice", "True")
        for price, invoices in ((100, 1), (50, 0)):
            order = self._create_approved()
            order.action_confirm()
            transaction = self.make_transaction(order, state="done")
            order.order_line.price_unit = price
            self.env.cr.flush()
            with self.subTest(price=price):
                transaction._invoice_sale_orders()
                self.assertEqual(len(order.sudo().invoice_ids), invoices)

    def test_changed_meanwhile_is_not_confirmed(self):
        """K3Q-4: money that comes for another offer is booked, and somebody told."""
        for state in ("pending", "done"):
            order, transaction = self._pay_then_change()
            with self.subTest(state=state):
                transaction.state = state
                transaction._post_process()
                self.assertEqual(order.state, "draft")
                bodies = " ".join(order.sudo().message_ids.mapped("body"))
                self.assertIn("It was changed since", bodies)

    def test_order_put_into_a_payment_later(self):
        """K3Q-4: nor is it smuggled into a payment that exists."""
        transaction = self.make_transaction(self._create_approved())
        with self._assert_refused("has to be approved"):
            transaction.sale_order_ids = self._create_quotation()

    def test_changed_order_is_not_invoiced(self):
        """K3Q-4: an order that was changed is invoiced when it is approved again."""
        order = self._create_approved(order_line=self._make_ordered_line())
        order.action_confirm()
        self._change(order)
        with self._assert_refused("has to be approved"):
            order.sudo()._create_invoices()
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.sudo()._create_invoices().amount_untaxed, 7)

    def _make_ordered_line(self):
        product = self._create_product("Crane", invoice_policy="order")
        return [Command.create({"product_id": product.id, "price_unit": 100})]
