from odoo import api, models

from odoo.addons.jl_crm_base.tools.permit import Permit

from .quote_item_mixin import OPEN_STATES

# the money is booked, but what it was paid for stays where it is
BOOKED_ALONE = Permit("jl_crm_quote_payment")


class PaymentTransaction(models.Model):
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
        held = self._filter_held(OPEN_STATES)
        for transaction in held:
            transaction.sale_order_ids._tell_held_payment(transaction)
        super(PaymentTransaction, BOOKED_ALONE.give(held))._post_process()
        return super(PaymentTransaction, self - held)._post_process()

    def _check_amount_and_confirm_order(self):
        ready = self - self._filter_held(OPEN_STATES)
        return super(PaymentTransaction, ready)._check_amount_and_confirm_order()

    def _invoice_sale_orders(self):
        # an order that was changed is invoiced when it is approved again
        ready = self - self._filter_held()
        return super(PaymentTransaction, ready)._invoice_sale_orders()

    def _filter_held(self, states=None):
        """Return the payments of what was changed meanwhile.

        :param states: count orders in these states alone
        """
        return self.filtered(
            lambda transaction: any(
                (not states or order.state in states) and not order._is_released()
                for order in transaction.sudo().sale_order_ids
            )
        )
