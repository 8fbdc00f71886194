from odoo import fields, models

from .crm_lead_missing import LOST_NEEDS
from .crm_lead_reopening import REOPENING
from .crm_stage_history_watch import ESCALATION, ESCALATION_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    lost_needs = fields.Selection(
        selection=[
            ("nothing", "Nothing"),
            ("reason", "The reason"),
            ("competitor", "The reason and who won instead"),
        ],
        string="Needed to Lose an Opportunity",
        default="nothing",
        config_parameter=LOST_NEEDS,
    )
    reopening = fields.Selection(
        selection=[
            ("manager", "Office directors and managers"),
            ("everyone", "Everyone"),
        ],
        string="Who Reopens",
        default="everyone",
        config_parameter=REOPENING,
        help="Who may take up again an opportunity that was won, lost or closed.",
    )
    stage_escalation_days = fields.Integer(
        string="Superior Told after (Days)",
        default=ESCALATION_DAYS,
        config_parameter=ESCALATION,
        help="Working days after the reminder that an opportunity stays too long in a "
        "stage.",
    )
