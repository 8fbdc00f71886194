from odoo import models

from .payment_transaction import BOOKED_ALONE


class SaleOrder(models.Model):
    """Money that comes for a quotation that was changed meanwhile (K3Q-4).

    The payment is booked, the quotation is neither marked as
    sent nor confirmed, and its salesperson is told.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    def action_quotation_sent(self):
        self.check_access("write")
        orders = self
        if BOOKED_ALONE.holds(self.env):
            orders = self.filtered(lambda order: order._is_released())
        return super(SaleOrder, orders).action_quotation_sent()

    def _send_payment_succeeded_for_order_mail(self):
        released = self.filtered(lambda order: order._is_released())
        return super(SaleOrder, released)._send_payment_succeeded_for_order_mail()

    def _notify_blocked_payment(self, transaction):
        for order in self.sudo():
            order._notify_review(
                order._get_parties(),
                self.env._("%(name)s: paid, but not approved", name=order.name),
                self.env._(
                    "The customer has paid with %(reference)s what was approved "
                    "before. It was changed since: have it reviewed, then confirm it.",
                    reference=transaction.reference,
                ),
            )
