from odoo import fields, models

from .res_users import UNASSIGNED


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    unassigned_customers = fields.Selection(
        selection=[
            ("everyone", "Everyone"),
            ("office", "Clerks, directors and who registered them"),
        ],
        string="Customers without a Responsible Person",
        default="everyone",
        config_parameter=UNASSIGNED,
        help="Who sees customers that nobody is responsible for.",
    )
