from odoo import fields, models


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = "res.company"

    contract_terms = fields.Html(
        translate=True,
        help="Filled in on new contracts.",
    )
