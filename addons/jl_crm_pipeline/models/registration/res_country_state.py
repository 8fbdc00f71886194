from odoo import api, models


class ResCountryState(models.Model):
    """A province of the own country is called by its name alone."""

    _name = "res.country.state"
    _inherit = "res.country.state"

    @api.depends_context("company")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        country = self.env.company.country_id
        for state in self.filtered(lambda one: one.country_id == country):
            state.display_name = state.name
        return result
