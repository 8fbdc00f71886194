from odoo import api, models

from odoo.addons.jl_crm_base.tools.permit import Permit

from ..quotation.sale_order import OPEN_STATES

# the money is booked, but what it was paid for stays where it is
BOOKED_ALONE = Permit("jl_crm_quote_payment")


class PaymentTransaction(models.Model):
    _name = "payment.transaction"
    _inherit = "payment.transaction"

    @api.model_create_multi
    def create(self, vals_list):
        transactions = super().create(vals_list)
        # nobody pays what was not approved
        transactions.sale_order_ids._ensure_released()
        return transactions

    def write(self, vals):
        result = super().write(vals)
        if "sale_order_ids" in vals:
            self.sale_order_ids._ensure_released()
        return result

    def _post_process(self):
        blocked = self._filter_blocked(OPEN_STATES)
        for transaction in blocked:
            transaction.sale_order_ids._notify_blocked_payment(transaction)
        super(PaymentTransaction, BOOKED_ALONE.give(blocked))._post_process()
        return super(PaymentTransaction, self - blocked)._post_process()

    def _check_amount_and_confirm_order(self):
        ready = self - self._filter_blocked(OPEN_STATES)
        return super(PaymentTransaction, ready)._check_amount_and_confirm_order()

    def _invoice_sale_orders(self):
        # an order that was changed is invoiced when it is approved again
        ready = self - self._filter_blocked()
        return super(PaymentTransaction, ready)._invoice_sale_orders()

    def _filter_blocked(self, states=None):
        """Return the payments of what was changed meanwhile.

        :param states: count orders in these states alone
        """
        return self.filtered(
            lambda transaction: any(
                (not states or order.state in states) and not order._is_released()
                for order in transaction.sudo().sale_order_ids
            )
        )
