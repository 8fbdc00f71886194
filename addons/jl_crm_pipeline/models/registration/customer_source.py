from odoo import fields, models


class CustomerSource(models.Model):
    """How a customer came to us: a fair, a recommendation, a call (K3D-1)."""

    _name = "customer.source"
    _description = "Source of a Customer"
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
