from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.day_filter import begin_month, day_filter

from ...tools.execution import FULL, NAMES, select_execution, update_execution

# their values are read in one statement
READ = {
    "sale.order": [
        "state",
        "company_id",
        "user_id",
        "amount_total",
        "currency_id",
        "currency_rate",
        "date_order",
        "commitment_date",
        "is_closed_short",
    ],
    "sale.order.line": [
        "order_id",
        "product_id",
        "display_type",
        "is_downpayment",
        "price_total",
        "product_uom_qty",
        "qty_delivered",
        "customer_lead",
        "invoice_lines",
    ],
    "account.move": [
        "state",
        "move_type",
        "invoice_date",
        "currency_id",
        "payment_state",
        "amount_total",
        "amount_residual",
    ],
    "account.move.line": [
        "move_id",
        "price_total",
        "price_unit",
        "discount",
        "balance",
        "amount_currency",
    ],
    "account.partial.reconcile": ["debit_move_id", "max_date"],
    "product.product": ["product_tmpl_id"],
    "product.template": ["type"],
    "payment.transaction": ["state", "amount", "last_state_change"],
}
# and what changes them
SOURCES = (
    "state",
    "amount_total",
    "currency_rate",
    "date_order",
    "commitment_date",
    "is_closed_short",
    "order_line.price_total",
    "order_line.product_uom_qty",
    "order_line.qty_delivered",
    "order_line.customer_lead",
    "order_line.invoice_lines.price_total",
    "order_line.invoice_lines.move_id.state",
    "order_line.invoice_lines.move_id.invoice_date",
    "order_line.invoice_lines.move_id.payment_state",
    "order_line.invoice_lines.move_id.amount_residual",
    "transaction_ids.state",
)
MOVED = ("sale_line_id", "state", "date", "location_id", "location_dest_id")
SHIPPED = ("order_line.move_ids.state", "order_line.move_ids.date")
STATES = [
    ("ordered", "Ordered"),
    ("partial", "Partly Delivered"),
    ("delivered", "Delivered"),
    ("billed", "Invoiced"),
    ("settled", "Paid"),
]


class SaleOrder(models.Model):
    """How far an order is: delivered, invoiced, paid, when it was promised (TUR-6).

    What changes an order marks it, as with every stored field of Odoo; all that are
    marked are brought up to date in one statement.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    is_of_this_month = day_filter(("date_order", ">=", begin_month))
    delivered_amount = fields.Monetary(
        string="Delivered",
        compute="_compute_execution",
        store=True,
    )
    delivered_share = fields.Float(
        string="Delivered (%)",
        compute="_compute_execution",
        store=True,
        aggregator="avg",
    )
    last_delivery_date = fields.Date(
        string="Last Delivery",
        compute="_compute_execution",
        store=True,
    )
    billed_amount = fields.Monetary(
        string="Invoiced",
        compute="_compute_execution",
        store=True,
    )
    billed_share = fields.Float(
        string="Invoiced (%)",
        compute="_compute_execution",
        store=True,
        aggregator="avg",
    )
    last_bill_date = fields.Date(
        string="Last Invoice",
        compute="_compute_execution",
        store=True,
    )
    paid_amount = fields.Monetary(
        string="Paid",
        compute="_compute_execution",
        store=True,
    )
    paid_share = fields.Float(
        string="Paid (%)",
        compute="_compute_execution",
        store=True,
        aggregator="avg",
    )
    last_payment_date = fields.Date(
        string="Last Payment",
        compute="_compute_execution",
        store=True,
    )
    promised_date = fields.Date(
        string="Promised for",
        compute="_compute_execution",
        store=True,
        help="The delivery date agreed on, or the day that the longest lead time "
        "gives. Without either nothing is promised.",
    )
    first_promised_date = fields.Date(
        string="First Promised for",
        compute="_compute_execution",
        store=True,
    )
    execution_state = fields.Selection(
        selection=STATES,
        string="Execution",
        compute="_compute_execution",
        store=True,
        group_expand=True,
    )

    _execution_mine = models.Index(
        "(user_id, date_order DESC, id DESC) WHERE state = 'sale'"
    )
    _execution_all = models.Index("(date_order DESC, id DESC) WHERE state = 'sale'")

    @api.depends(lambda self: self._list_execution_sources())
    def _compute_execution(self):
        confirmed = self.filtered(lambda order: order.state == "sale")
        # planning the statement takes longer than confirming has time for
        fresh = confirmed._filter_untouched()
        figures = (confirmed - fresh)._read_execution()
        figures.update({one._origin.id: one._get_first_figures() for one in fresh})
        nothing = dict.fromkeys(NAMES, False)
        for order in self:
            values = figures.get(order._origin.id, nothing)
            order.update(order._date_delivery(dict(values)))

    @api.model
    def _list_execution_sources(self):
        return SOURCES + SHIPPED if self._has_deliveries() else SOURCES

    def _filter_untouched(self):
        """Return those of which nothing was delivered, invoiced or paid online."""

        paying = self._list_paying()

        def is_untouched(order):
            lines = order.sudo().order_line
            is_begun = any(lines.mapped("qty_delivered")) or lines.invoice_lines
            is_plain = not order.is_closed_short and order._origin.id not in paying
            return not is_begun and is_plain

        return self.filtered(is_untouched)

    def _list_paying(self):
        """Return the ids of those that somebody pays, or has paid, online."""
        field = self._fields["transaction_ids"]
        query = SQL(
            "SELECT DISTINCT %(order)s FROM %(table)s WHERE %(order)s = ANY(%(ids)s)",
            order=SQL.identifier(field.column1),
            table=SQL.identifier(field.relation),
            ids=self._origin.ids,
        )
        return {order for (order,) in self.env.execute_query(query)} if self else set()

    def _get_first_figures(self):
        """Return {field: value} of an untouched order, as the statement gives them."""
        days = [name for name in NAMES if name.startswith("last_")]
        share = 0 if self.amount_total > 0 else FULL
        promised = self._get_promised_date()
        return {
            **dict.fromkeys(NAMES, 0),
            **dict.fromkeys(days, False),
            "billed_share": share,
            "paid_share": share,
            "promised_date": promised,
            "first_promised_date": self.first_promised_date or promised,
            "execution_state": "ordered",
        }

    def _get_promised_date(self):
        order = self.sudo()
        lead = 0 if order.commitment_date else order._get_longest_lead()
        if not order.commitment_date and not lead:
            return False
        moment = order.commitment_date or order.date_order
        return (order.company_id._to_local(moment) + timedelta(days=lead)).date()

    def _get_longest_lead(self):
        lines = self.order_line.filtered(
            lambda line: (
                line.product_uom_qty
                and not line.display_type
                and not line.is_downpayment
            )
        )
        return max(lines.mapped("customer_lead"), default=0)

    def _date_delivery(self, values):
        """Where no stock is kept the day counts on which the share rose.

        What it was before may not be in the base yet.
        """
        is_kept = values.pop("is_shipped", True)
        if not is_kept and 0 < values["delivered_share"] <= self.delivered_share:
            values["last_delivery_date"] = self.last_delivery_date
        return values

    def _read_execution(self):
        """Return {id: {field: value}} of the confirmed orders, in one statement."""
        if not self.ids:
            return {}
        self._flush_execution()
        query = select_execution(
            SQL("o.id = ANY(%s)", self.ids),
            self.company_id.sudo(),
            self._has_deliveries(),
        )
        rows = self.env.execute_query_dict(query)
        return {row.pop("id"): row for row in rows}

    @api.model
    def _refresh_execution(self, orders=None):
        """Bring orders up to date, all confirmed ones by default (TUR-6)."""
        self._flush_execution()
        self.flush_model(NAMES)
        condition = SQL("TRUE") if orders is None else SQL("o.id = ANY(%s)", orders.ids)
        companies = self.env["res.company"].sudo().search(Domain.TRUE)
        self.env.cr.execute(
            update_execution(condition, companies, self._has_deliveries())
        )
        self.env["sale.order"].invalidate_model(NAMES)

    @api.model
    def _flush_execution(self):
        for model, names in READ.items():
            self.env[model].flush_model(names)
        if self._has_deliveries():
            self.env["stock.move"].flush_model(MOVED)

    @api.model
    def _has_deliveries(self):
        """Whether sale_stock keeps what is delivered."""
        return (
            "stock.move" in self.env
            and "sale_line_id" in self.env["stock.move"]._fields
        )
