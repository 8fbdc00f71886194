from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    quote_item_id = fields.Many2one(
        related="company_id.quote_item_id",
        readonly=False,
    )
