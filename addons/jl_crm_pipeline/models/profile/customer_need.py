from odoo import fields, models


class CustomerNeed(models.Model):
    """A free tag for what a customer needs (CAR-1)."""

    _name = "customer.need"
    _description = "Need of a Customer"
    _order = "name"

    name = fields.Char(required=True, translate=True)
    color = fields.Integer()
    active = fields.Boolean(default=True)
