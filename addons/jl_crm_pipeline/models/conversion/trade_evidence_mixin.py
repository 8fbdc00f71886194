from odoo import api, fields, models
from odoo.fields import Domain


class TradeEvidenceMixin(models.AbstractModel):
    """The evidence that a customer has really traded, shown where one decides on it.

    Everything is computed for all the records at once. The sums are made with the
    rights of the reader: they tell of what the buttons open, and of nothing else.
    """

    _name = "trade.evidence.mixin"
    _description = "Evidence of Trade"

    partner_id = fields.Many2one(comodel_name="res.partner", string="Customer")
    trade_currency_id = fields.Many2one(
        comodel_name="res.currency",
        compute="_compute_trade_currency_id",
    )
    order_count = fields.Integer(
        string="Confirmed Orders",
        compute="_compute_orders",
    )
    order_amount = fields.Monetary(
        string="Ordered",
        compute="_compute_orders",
        currency_field="trade_currency_id",
    )
    last_order_date = fields.Datetime(
        string="Last Order",
        compute="_compute_orders",
    )
    invoice_count = fields.Integer(
        string="Posted Invoices",
        compute="_compute_invoices",
    )
    invoiced_amount = fields.Monetary(
        string="Invoiced",
        compute="_compute_invoices",
        currency_field="trade_currency_id",
    )
    paid_amount = fields.Monetary(
        string="Paid",
        compute="_compute_invoices",
        currency_field="trade_currency_id",
    )
    same_customer_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Possible Duplicates",
        compute="_compute_same_customer_ids",
        help="Other customers with the same name, tax ID or phone number.",
    )
    same_customer_count = fields.Integer(
        string="Duplicates",
        compute="_compute_same_customer_ids",
    )
    completeness = fields.Integer(
        string="Completeness (%)",
        compute="_compute_completeness",
        compute_sudo=True,
    )
    missing_data = fields.Char(
        compute="_compute_completeness",
        compute_sudo=True,
    )
    open_work = fields.Char(
        compute="_compute_open_work",
        help="What is still open on this customer: opportunities, quotations, "
        "invoices, activities.",
    )

    def _compute_trade_currency_id(self):
        self.trade_currency_id = self.env.company.currency_id

    @api.depends("partner_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_orders(self):
        rows = self.env["sale.order"]._read_group(
            self._get_order_domain(),
            groupby=["partner_id"],
            aggregates=["__count", "amount_total:sum_currency", "date_order:max"],
        )
        totals = self._add_up(rows)
        for record in self:
            count, amount, last = totals.get(record._get_trader(), (0, 0.0, False))
            record.order_count = count
            record.order_amount = amount
            record.last_order_date = last

    @api.depends("partner_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_invoices(self):
        rows = self.env["account.move"]._read_group(
            self._get_invoice_domain(),
            groupby=["commercial_partner_id"],
            aggregates=[
                "__count",
                "amount_total_signed:sum_currency",
                "amount_residual_signed:sum_currency",
            ],
        )
        totals = {partner: values for partner, *values in rows}
        for record in self:
            count, total, due = totals.get(record._get_trader(), (0, 0.0, 0.0))
            record.invoice_count = count
            record.invoiced_amount = total
            record.paid_amount = total - due

    @api.depends("partner_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_same_customer_ids(self):
        same = self.sudo()._get_trader()._find_same_customers()
        partners = self.env["res.partner"]
        # a form that shows one whom its reader may not read does not open at all
        everybody = partners.union(*same.values()).with_env(self.env)
        readable = everybody._filtered_access("read")
        for record in self:
            found = same.get(record.sudo()._get_trader(), partners)
            record.same_customer_ids = readable & found
            record.same_customer_count = len(record.same_customer_ids)

    @api.depends("partner_id")
    def _compute_completeness(self):
        missing = self._get_trader()._get_missing_data()
        for record in self:
            trader = record._get_trader()
            record.completeness = trader._get_completeness() if trader else 0
            record.missing_data = ", ".join(missing.get(trader, []))

    @api.depends("partner_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_open_work(self):
        for record in self:
            record.open_work = record._describe_open_work()

    def _get_trader(self):
        # whoever sees the record need not see the customer
        return self.sudo().partner_id.commercial_partner_id.with_env(self.env)

    def _get_order_domain(self):
        """Return the domain of the orders that count as trade."""
        return self._get_trader()._get_trade_domain()

    def _get_invoice_domain(self):
        """Return the domain of the invoices that count as trade."""
        return (
            Domain("commercial_partner_id", "in", self._get_trader().ids)
            & Domain("move_type", "in", ("out_invoice", "out_refund"))
            & Domain("state", "=", "posted")
        )

    @api.model
    def _add_up(self, rows):
        """Return {customer: (count, amount, last date)} over their contacts' rows."""
        totals = {}
        for partner, count, amount, last in rows:
            customer = partner.sudo().commercial_partner_id
            old_count, old_amount, old_last = totals.get(customer, (0, 0.0, last))
            totals[customer] = (
                old_count + count,
                old_amount + amount,
                max(old_last, last),
            )
        return totals

    def _describe_open_work(self):
        if not self._get_trader():
            return False
        counts = self.env["customer.work.mixin"]._count_open_work(self._get_trader())
        # what is being decided here is no news
        counts.pop("crm.customer.conversion", None)
        models = self.env["ir.model"]
        parts = [
            self.env._("%(kind)s: %(count)s", count=count, kind=models._get(name).name)
            for name, count in counts.items()
        ]
        return " · ".join(parts)

    def action_view_orders(self):
        """Open the confirmed orders behind the sums (K3C-3)."""
        self.check_access("read")
        return self._get_evidence_action("sale.action_orders", self._get_order_domain())

    def action_view_invoices(self):
        """Open the posted invoices behind the sums (K3C-3)."""
        self.check_access("read")
        return self._get_evidence_action(
            "account.action_move_out_invoice_type", self._get_invoice_domain()
        )

    def action_view_same_customers(self):
        """Open the possible duplicates (K3C-3)."""
        self.check_access("read")
        return self._get_evidence_action(
            "jl_crm_pipeline.res_partner_action_customer",
            Domain("id", "in", self.same_customer_ids.ids),
        )

    def _get_evidence_action(self, xmlid, domain):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return {**action, "domain": list(domain), "context": {"create": False}}
