from odoo import fields, models

from .crm_customer_trial import DAYS, TRIAL_DAYS
from .crm_customer_trial_watch import REMINDER, REMINDER_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    trial_days = fields.Integer(
        string="Length of a Trial (Days)",
        default=TRIAL_DAYS,
        config_parameter=DAYS,
        help="How long a customer is held when nothing else is entered.",
    )
    trial_reminder_days = fields.Integer(
        string="Responsible Person Told before the End of a Trial (Days)",
        default=REMINDER_DAYS,
        config_parameter=REMINDER,
        help="How many days before the last day the responsible person is told that a "
        "trial ends.",
    )
