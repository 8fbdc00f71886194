from odoo import fields, models

from .res_users import DEFAULT_SETTING, SETTING


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    first_password = fields.Selection(
        selection=[
            ("change", "Has to be changed at the first login"),
            ("keep", "May be kept"),
        ],
        string="Password Given by an Administrator",
        default=DEFAULT_SETTING,
        config_parameter=SETTING,
        help="Whether users choose a password of their own before anything else.",
    )
