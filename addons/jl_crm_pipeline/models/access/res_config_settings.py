from odoo import fields, models

from .res_users import UNASSIGNED


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    unassigned_customers = fields.Selection(
        selection=[
            ("office", "Their office's clerks and director, and who registered them"),
            ("everyone", "Everyone"),
        ],
        string="Customers without a Responsible Person",
        default="office",
        config_parameter=UNASSIGNED,
        help="Who sees customers that nobody is responsible for.",
    )
