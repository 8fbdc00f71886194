from odoo import fields, models

from .res_users import DEFAULT_SETTING, SETTING


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    begin_page = fields.Selection(
        selection=[
            ("workplace", "The workplace"),
            ("odoo", "Odoo's first app"),
        ],
        string="After Login",
        default=DEFAULT_SETTING,
        config_parameter=SETTING,
        help="The page on which people land for whom the workplace has figures, "
        "unless they have chosen a page of their own.",
    )
