from odoo import fields, models


class CustomerRegion(models.Model):
    """A region of sales; a province or a country belongs to one (K3D-1)."""

    _name = "customer.region"
    _description = "Customer Region"
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    state_ids = fields.Many2many(
        comodel_name="res.country.state",
        string="Provinces",
        help="Customers in these provinces get the region automatically.",
    )
    country_ids = fields.Many2many(
        comodel_name="res.country",
        string="Countries",
        help="Customers in these countries get it where no province decides.",
    )
    active = fields.Boolean(default=True)
