from odoo import fields, models


class CrmServiceKind(models.Model):
    """What a contract is about, and whether it needs an opportunity (CON-1)."""

    _name = "crm.service.kind"
    _description = "Kind of Service"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_free = fields.Boolean(
        string="Free of Charge",
        help="Free items need neither an opportunity nor an amount.",
    )
    product_id = fields.Many2one(
        comodel_name="product.product",
        string="Ordered as",
        ondelete="restrict",
        domain="[('sale_ok', '=', True)]",
        help="The product of an order's line, where the contract's row names none.",
    )
