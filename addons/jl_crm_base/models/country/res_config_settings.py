from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    asks_for_country = fields.Boolean(compute="_compute_asks_for_country")

    @api.depends("company_id")
    def _compute_asks_for_country(self):
        for settings in self:
            settings.asks_for_country = settings.company_id._asks_for_country()
