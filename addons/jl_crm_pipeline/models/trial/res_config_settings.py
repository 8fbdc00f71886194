from odoo import fields, models

from .crm_customer_trial_watch import REMINDER, REMINDER_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    trial_reminder_days = fields.Integer(
        string="Responsible Person Told before the End of a Trial (Days)",
        default=REMINDER_DAYS,
        config_parameter=REMINDER,
        help="How many days before the last day the responsible person is told that a "
        "trial ends.",
    )
