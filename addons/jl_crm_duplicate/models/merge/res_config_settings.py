from odoo import fields, models

from .crm_partner_merge import UNDO_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    merge_undo_days = fields.Integer(
        string="Days to Undo a Merge",
        default=UNDO_DAYS,
        config_parameter="jl_crm_duplicate.undo_days",
        help="The data needed to undo a merge are kept this long.",
    )
