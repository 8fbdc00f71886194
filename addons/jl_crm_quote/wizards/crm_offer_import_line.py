from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.jl_crm_duplicate.tools.text import compact, fold


class CrmOfferImportLine(models.TransientModel):
    """A row of an offer: what the file says, and which product it is (K3Q-3)."""

    _name = "crm.offer.import.line"
    _description = "Row of an Offer"
    _order = "is_fitting, number"

    import_id = fields.Many2one(
        comodel_name="crm.offer.import",
        required=True,
        ondelete="cascade",
        index=True,
    )
    currency_id = fields.Many2one(related="import_id.currency_id")
    number = fields.Integer(string="Row", readonly=True)
    row = fields.Json(string="Values", readonly=True)
    code = fields.Char(readonly=True)
    name = fields.Char(readonly=True)
    specification = fields.Char(readonly=True)
    unit = fields.Char(readonly=True)
    quantity = fields.Float(readonly=True, digits="Product Unit")
    price = fields.Float(readonly=True, digits="Product Price")
    discount = fields.Float(string="Discount (%)", readonly=True, digits="Discount")
    subtotal = fields.Monetary(compute="_compute_subtotal")
    product_id = fields.Many2one(
        comodel_name="product.product",
        domain="[('sale_ok', '=', True)]",
    )
    file_problem = fields.Char(readonly=True)
    product_problem = fields.Char(readonly=True)
    is_custom = fields.Boolean(
        string="Custom Work",
        compute="_compute_is_custom",
        help="No product fits: the quote item has the words of the row.",
    )
    problem = fields.Char(string="Reason", compute="_compute_problem", store=True)
    is_fitting = fields.Boolean(
        string="Fits",
        compute="_compute_problem",
        store=True,
    )

    @api.depends("quantity", "price", "discount")
    def _compute_subtotal(self):
        for line in self:
            full = line.quantity * line.price
            line.subtotal = full * (1 - line.discount / 100)

    @api.depends("product_id")
    def _compute_is_custom(self):
        for line in self:
            line.is_custom = line.product_id.is_quote_item

    @api.depends("product_id", "file_problem", "product_problem")
    def _compute_problem(self):
        matcher = self.env["crm.offer.matcher"]
        units = matcher._get_units()
        taxes = self._find_taxes()
        for line in self:
            product = line.product_id
            _unit, wrong_unit = matcher._find_unit(units, line.unit, product)
            if product.is_quote_item:
                # its words say what it is counted in
                wrong_unit = ""
            words = [
                line.file_problem,
                not product and line.product_problem,
                wrong_unit,
                line._find_tax_problem(taxes),
            ]
            line.problem = " ".join(filter(None, words)) or False
            line.is_fitting = bool(product) and not line.problem

    def _find_taxes(self):
        rates = {(line.row or {}).get("tax") for line in self} - {None}
        order = self.import_id.order_id[:1]
        return self.env["crm.offer.matcher"]._find_taxes(order, rates)

    def _find_tax_problem(self, taxes):
        rate = (self.row or {}).get("tax")
        if rate is None or rate in taxes:
            return ""
        return self.env._("There is no tax on sales of %(rate)g %%.", rate=rate)

    def _prepare_order_lines(self):
        """Return values of sale.order.line, as a file can keep them."""
        taxes = self._find_taxes()
        units = self.env["crm.offer.matcher"]._get_units()
        return [line._prepare_order_line(units, taxes) for line in self]

    def _prepare_order_line(self, units, taxes):
        product = self.product_id
        unit, _problem = self.env["crm.offer.matcher"]._find_unit(
            units, self.unit, product
        )
        values = {
            "product_id": product.id,
            "name": self._describe(unit),
            "product_uom_qty": self.quantity,
            "product_uom_id": unit.id,
            "discount": self.discount,
        }
        rate = self.row.get("tax")
        if rate is not None:
            values["tax_ids"] = [Command.set(taxes[rate].ids)]
        used = taxes[rate] if rate is not None else self._get_product_taxes()
        return {**values, "price_unit": self._get_line_price(used)}

    def _describe(self, unit):
        product = self.product_id.with_context(lang=self.import_id.order_id._get_lang())
        if product.is_quote_item:
            return self._describe_custom(product, unit)
        first = " ".join(filter(None, [self.name or product.name, self.specification]))
        # as any other line has it, so that lists do not show the name twice
        if compact(fold(first)) == compact(fold(product.name)):
            first = product.display_name
        return "\n".join(filter(None, [first, self.row.get("note")]))

    def _describe_custom(self, product, unit):
        """Return the words of the row: nothing else says what is offered."""
        parts = [self.code, self.name, self.specification]
        first = " ".join(filter(None, parts)) or product.display_name
        counted = ""
        if self.unit and fold(self.unit) != fold(unit.name):
            env = product.env
            counted = env._("Unit: %(unit)s", unit=self.unit)
        return "\n".join(filter(None, [first, counted, self.row.get("note")]))

    def _get_product_taxes(self):
        order = self.import_id.order_id
        taxes = self.product_id.taxes_id._filter_taxes_by_company(order.company_id)
        return order.fiscal_position_id.map_tax(taxes)

    def _get_line_price(self, taxes):
        """Return the price as a line has it: with those taxes alone that it includes.

        :param taxes: of the line; a file says its prices with all of them or with none
        """
        price, mode = self.row.get("price"), "total_excluded"
        if price is None:
            price, mode = self.row["price_included"], "total_included"
        details = taxes._get_tax_details(
            price,
            1.0,
            rounding_method="round_globally",
            product=self.product_id,
            special_mode=mode,
        )
        included = sum(
            one["tax_amount"]
            for one in details["taxes_data"]
            if one["tax"].price_include
        )
        return details["total_excluded"] + included
