from odoo import api, models


class SaleOrder(models.Model):
    """A confirmed order makes a customer, which is then to be converted (K3C-7)."""

    _name = "sale.order"
    _inherit = "sale.order"

    def _action_confirm(self):
        result = super()._action_confirm()
        self._record_trade()
        return result

    def _action_cancel(self):
        traded = self.filtered(lambda order: order.state == "sale")
        result = super()._action_cancel()
        traded.partner_id.commercial_partner_id._refresh_last_transaction_date()
        return result

    def _record_trade(self):
        """A confirmed order makes a customer and asks for its conversion (K3C-7)."""
        # whoever confirms, a portal customer included, the office keeps its books
        news = self.sudo()._filter_news()
        if not news:
            return
        customers = news.partner_id.commercial_partner_id
        fresh = customers.filtered(lambda one: not one.customer_status)
        fresh.filtered(lambda one: not one._is_own())._make_customers()
        news._record_transaction()
        # of two orders confirmed at the same moment, the second fails here to
        # serialize and is repeated, and then finds the request of the first
        customers.flush_recordset(["last_transaction_date"])
        for order in news.with_env(self.env):
            order._open_conversion()

    def _filter_news(self):
        """Return the orders that are news of their customers.

        They are none where the customer has traded on that day already, and is
        converted or waits for it, as most are.
        """
        # whoever confirms signs the message of it: both are read by one question
        (self.partner_id | self.env.user.partner_id).fetch()
        known = self.filtered(lambda order: order._is_known_trade())
        customers = known.partner_id.commercial_partner_id
        traders = customers.filtered(lambda one: one.customer_status == "transacting")
        settled = traders | (customers - traders)._filter_waiting()
        return self - known.filtered(
            lambda order: order.partner_id.commercial_partner_id in settled
        )

    def _is_known_trade(self):
        last = self.partner_id.commercial_partner_id.last_transaction_date
        return last and last >= self._get_trade_day(self)

    @api.model
    def _get_trade_day(self, order):
        return order.company_id._to_day(order.date_order)

    def _record_transaction(self):
        for order in self:
            day = self._get_trade_day(order)
            order.partner_id.commercial_partner_id._record_transaction(day)

    def _open_conversion(self):
        customer = self.partner_id.commercial_partner_id.sudo()
        # an order is confirmed whether its customer can be converted or not
        if customer._is_convertible():
            self.env["crm.customer.conversion"]._open_for_order(self)
