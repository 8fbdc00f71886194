from odoo import fields, models

from .ir_ui_menu import SHOWS_OFFERS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    show_odoo_offers = fields.Boolean(
        string="Offers of Odoo",
        config_parameter=SHOWS_OFFERS,
        help="Lead generation, enrichment, SMS, the Odoo.com account, the apps for "
        "everybody, and whether people sign up by themselves as the settings say.",
    )

    def set_values(self):
        """Save the settings; menus are put together anew."""
        result = super().set_values()
        self.env.registry.clear_cache()
        return result
