from odoo import api, fields, models

TEXTS = [("line_section", "Section"), ("line_note", "Note")]
# what a row says, and what a change order takes over from it
SAID = (
    "display_type",
    "kind_id",
    "name",
    "product_id",
    "quantity",
    "uom_id",
    "price_unit",
    "discount",
    "tax_ids",
    "opportunity_id",
    "amount",
)
ONE = 1000


class ContractRowMixin(models.AbstractModel):
    """A row of a contract, or of its change: what is sold, at which price (CON-1).

    A row of a product has quantity and price. A service may be agreed on with its
    amount alone: the price follows from it, so that what is typed is what is signed.
    """

    _name = "contract.row.mixin"
    _description = "Row with a Price"

    # each paper says which
    partner_id = fields.Many2one(comodel_name="res.partner", string="Customer")
    company_id = fields.Many2one(comodel_name="res.company")
    currency_id = fields.Many2one(comodel_name="res.currency")
    sequence = fields.Integer(default=10)
    display_type = fields.Selection(selection=TEXTS)
    kind_id = fields.Many2one(
        comodel_name="crm.service.kind",
        string="Kind of Service",
        ondelete="restrict",
        default=lambda self: self._default_kind_id(),
    )
    is_free = fields.Boolean(related="kind_id.is_free")
    name = fields.Text(string="Description")
    product_id = fields.Many2one(
        comodel_name="product.product",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('sale_ok', '=', True), ('company_id', 'in', (False, company_id))]",
    )
    quantity = fields.Float(digits="Product Unit", default=1.0)
    uom_id = fields.Many2one(comodel_name="uom.uom", string="Unit", ondelete="restrict")
    price_unit = fields.Float(string="Unit Price", min_display_digits="Product Price")
    discount = fields.Float(string="Discount (%)", digits="Discount")
    tax_ids = fields.Many2many(
        comodel_name="account.tax",
        string="Tax Rate",
        domain="[('type_tax_use', '=', 'sale'), ('company_id', 'parent_of', "
        "company_id)]",
    )
    opportunity_id = fields.Many2one(
        comodel_name="crm.lead",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('type', '=', 'opportunity'), ('partner_id', 'child_of', partner_id)]",
    )
    amount = fields.Monetary(
        compute="_compute_amount",
        inverse="_inverse_amount",
        store=True,
        readonly=False,
        help="With taxes. Of what has no quantity and price it is typed.",
    )

    _kind = models.Constraint(
        "CHECK (display_type IS NOT NULL OR kind_id IS NOT NULL)",
        "Choose the kind of service of each row.",
    )

    @api.model
    def _default_kind_id(self):
        if self.env.context.get("default_display_type"):
            return False
        kinds = self.env["crm.service.kind"]
        return kinds.search([("is_free", "=", False)], limit=1)

    @api.depends("quantity", "price_unit", "discount", "tax_ids", "display_type")
    def _compute_amount(self):
        for row in self:
            row.amount = row._sum_up(row.price_unit)

    @api.onchange("amount")
    def _inverse_amount(self):
        for row in self.filtered("currency_id"):
            amount = row.amount
            if row.currency_id.compare_amounts(row._sum_up(row.price_unit), amount):
                row._fit_price(amount)

    def _fit_price(self, amount):
        """Set the price that comes to an amount."""
        self.quantity = self.quantity or 1.0
        # what the discount takes off wholly has no price that would fit
        self.discount = 0.0 if self.discount >= 100 else self.discount
        each = self._sum_up(ONE)
        self.price_unit = amount * ONE / each if each else amount / self.quantity

    def _sum_up(self, price):
        """Return what the row comes to with taxes, at a unit price.

        :rtype: float
        """
        if self.display_type:
            return 0.0
        taxes, company = self.env["account.tax"].sudo(), self._get_row_company()
        base = self._prepare_base_line(price_unit=price)
        taxes._add_tax_details_in_base_line(base, company)
        taxes._round_base_lines_tax_details([base], company)
        return base["tax_details"]["total_included_currency"]

    def _prepare_base_line(self, **values):
        row = self.sudo()
        return row.env["account.tax"]._prepare_base_line_for_taxes_computation(
            row,
            **{
                "product_uom_id": row.uom_id,
                "partner_id": row.partner_id,
                "currency_id": row.currency_id,
                **values,
            },
        )

    def _get_row_company(self):
        return self.sudo().company_id or self.env.company

    def _sum_rows(self, currency, company):
        """Return (untaxed, taxes, total) of the rows of one paper, as an order has it.

        :rtype: tuple[float, float, float]
        """
        taxes = self.env["account.tax"].sudo()
        rows = self.filtered(lambda row: not row.display_type)
        bases = [row._prepare_base_line() for row in rows]
        taxes._add_tax_details_in_base_lines(bases, company)
        taxes._round_base_lines_tax_details(bases, company)
        sums = taxes._get_tax_totals_summary(bases, currency, company)
        return (
            sums["base_amount_currency"],
            sums["tax_amount_currency"],
            sums["total_amount_currency"],
        )

    @api.onchange("product_id")
    def _onchange_product_id(self):
        """Fill in what the product says, at the customer's price."""
        for row in self.filtered("product_id"):
            product = row.product_id.with_context(lang=row.partner_id.lang)
            row.name = product.get_product_multiline_description_sale()
            row.uom_id = product.uom_id
            row.tax_ids = row._find_taxes()
            row.price_unit = row._find_list_price()

    def _find_taxes(self):
        company = self._get_row_company()
        taxes = self.product_id.taxes_id._filter_taxes_by_company(company)
        positions = self.env["account.fiscal.position"].with_company(company)
        return positions._get_fiscal_position(self.partner_id).map_tax(taxes)

    def _find_list_price(self):
        company = self._get_row_company()
        customer = self.partner_id.with_company(company)
        return customer.property_product_pricelist._get_product_price(
            self.product_id,
            self.quantity or 1.0,
            currency=self.currency_id,
            uom=self.uom_id,
        )

    def _describe(self):
        """Return what the row says, as a content has it (plain JSON)."""
        said = {}
        for name in SAID:
            value, field = self[name], self._fields[name]
            if field.type == "many2one":
                value = value.id
            elif field.type == "many2many":
                value = sorted(value.ids)
            elif field.type in ("float", "monetary"):
                value = round(value, 6)
            said[name] = value or None
        return said

    def _prepare_copy(self):
        """Return the values of a row that says the same.

        :rtype: dict
        """
        taxes = [fields.Command.set(self.tax_ids.ids)]
        exact = {"sequence": self.sequence, "amount": self.amount, "tax_ids": taxes}
        return {**self._describe(), "price_unit": self.price_unit, **exact}
