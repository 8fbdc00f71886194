from odoo import fields, models


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = "res.company"

    quote_item_id = fields.Many2one(
        comodel_name="product.product",
        domain="[('is_quote_item', '=', True), ('sale_ok', '=', True), "
        "('company_id', 'in', (False, id))]",
        help="Filled in on new lines of quotations for custom work.",
    )
