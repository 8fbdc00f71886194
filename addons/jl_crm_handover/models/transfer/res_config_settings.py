from odoo import fields, models

from .crm_handover_return import UNDO_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    handover_undo_days = fields.Integer(
        string="Days to Undo a Handover",
        default=UNDO_DAYS,
        config_parameter="jl_crm_handover.undo_days",
        help="For how many days a handover can be undone after the last signature.",
    )
