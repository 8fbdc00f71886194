from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    contract_terms = fields.Html(
        related="company_id.contract_terms",
        readonly=False,
    )
