from odoo import api, fields, models


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

    @api.model
    def _find_region(self, state, country):
        """Return the region of a province, else that of a country."""
        by_state = self.sudo().search([("state_ids", "in", state.ids)], limit=1)
        return by_state or self.sudo().search(
            [("country_ids", "in", country.ids)], limit=1
        )
