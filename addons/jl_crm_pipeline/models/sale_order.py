from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# what an order asks of its customer, whose other columns are many
TRADE_FIELDS = (
    "commercial_partner_id",
    "customer_status",
    "active",
    "last_transaction_date",
)


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "customer.work.mixin"]

    _work_amount_field = "amount_total"

    @api.model
    def _work_open_domain(self):
        """Quotations, and orders that are not invoiced to the end."""
        return Domain("state", "in", ("draft", "sent")) | (
            Domain("state", "=", "sale") & Domain("invoice_status", "!=", "invoiced")
        )

    @api.model
    def _get_work_kinds(self):
        order = Domain("state", "=", "sale")
        heading = self._work_handover_heading
        return [
            ("sale.order", self.env._("Quotations"), ~order, heading),
            ("sale.order:sale", self.env._("Orders in process"), order, heading),
        ]

    @api.model
    def _follow_transfer(self, rows, ids):
        self._follow_team(rows)
        self.env.cr.execute(
            SQL(
                """
                UPDATE sale_order_line l
                   SET salesman_id = moved.receiver
                  FROM %(moves)s
                 WHERE l.order_id = moved.id
                """,
                moves=rows,
            )
        )

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
        self.partner_id.fetch(TRADE_FIELDS)
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
        return fields.Datetime.context_timestamp(self, order.date_order).date()

    def _record_transaction(self):
        for order in self:
            day = self._get_trade_day(order)
            order.partner_id.commercial_partner_id._record_transaction(day)

    def _open_conversion(self):
        customer = self.partner_id.commercial_partner_id.sudo()
        # an order is confirmed whether its customer can be converted or not
        if customer._is_convertible():
            self.env["crm.customer.conversion"]._open_for_order(self)
