from odoo import api, models
from odoo.fields import Domain


class CrmFigure(models.Model):
    """Whose work figures count: one's offices' and that of the people below (RES-1)."""

    _name = "crm.figure"
    _inherit = "crm.figure"

    @api.model
    def _get_names(self):
        user = self.env.user
        return {
            **super()._get_names(),
            "people": lambda: sorted(user._get_led_ids()),
            "offices": lambda: sorted(user._get_office_ids()),
        }

    @api.model
    def _get_people(self):
        """Return the colleagues whom the reader leads, at any depth."""
        # whoever is led is seen, and so is the name
        users = self.env["res.users"].sudo()
        led = sorted(self.env.user._get_led_ids())
        return users.search_fetch(Domain("id", "in", led), ["partner_id"])
