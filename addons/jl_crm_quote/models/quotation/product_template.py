from odoo import fields, models


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = "product.template"

    is_quote_item = fields.Boolean(
        string="Quote Item",
        index="btree_not_null",
        help="Used on quotations for custom work; the offer is in the note and in the "
        "file.",
    )
