from odoo import fields, models

from .crm_handover import CONTACT_DAYS, WATCH_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    handover_contact_days = fields.Integer(
        string="Days to the First Contact",
        default=CONTACT_DAYS,
        config_parameter="jl_crm_handover.contact_days",
        help="Within how many days a receiver speaks with a customer.",
    )
    handover_watch_days = fields.Integer(
        string="Days Watched",
        default=WATCH_DAYS,
        config_parameter="jl_crm_handover.watch_days",
        help="Orders of this many days before and after a handover are compared.",
    )
