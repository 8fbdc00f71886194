from odoo import fields, models

from .crm_contact_record import DEFAULT_HOURS, HOURS
from .crm_contact_record_follow_up import DEFAULT_TODO_DAYS, TODO_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    contact_record_hours = fields.Integer(
        string="Contact Records within (Hours)",
        default=DEFAULT_HOURS,
        config_parameter=HOURS,
        help="Entered later after the contact, they are marked as late.",
    )
    todo_days = fields.Integer(
        string="To-Dos Promised within (Days)",
        default=DEFAULT_TODO_DAYS,
        config_parameter=TODO_DAYS,
        help="Working days, proposed for what is promised to a customer.",
    )
