from odoo import fields, models

from .activity.crm_contact_record import DEFAULT_HOURS, HOURS
from .activity.crm_contact_record_follow_up import DEFAULT_TODO_DAYS, TODO_DAYS
from .crm_customer_conversion import DEFAULT_MODE, MODE
from .customer_completeness_mixin import DEFAULT_TARGET, TARGET
from .customer_grade_mixin import DEFAULT_STRATEGIC, STRATEGIC
from .customer_phone_mixin import CHECK, DEFAULT_CHECK
from .res_users import UNASSIGNED
from .stage.crm_lead_missing import LOST_NEEDS
from .stage.crm_lead_reopening import REOPENING
from .stage.crm_stage_history_watch import ESCALATION, ESCALATION_DAYS
from .trial_watch_mixin import REMINDER, REMINDER_DAYS
from .user_password_mixin import DEFAULT_SETTING, SETTING


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    conversion_on_order = fields.Selection(
        selection=[
            ("off", "Do nothing"),
            ("request", "Open a conversion request"),
            ("convert", "Convert at once"),
        ],
        string="Confirmed Order of a Potential Customer",
        default=DEFAULT_MODE,
        config_parameter=MODE,
        help="What happens when an order of a potential customer is confirmed.",
    )
    completeness_target = fields.Integer(
        string="Target of the Completeness (%)",
        default=DEFAULT_TARGET,
        config_parameter=TARGET,
        help="A customer counts as complete from this percentage.",
    )
    phone_check = fields.Selection(
        selection=[
            ("refuse", "Refuse numbers that cannot be right"),
            ("off", "Take every number"),
        ],
        string="Phone Numbers of Customers",
        default=DEFAULT_CHECK,
        config_parameter=CHECK,
        help="Mobile numbers of 11 digits, landlines with area code; "
        "those of other countries by their rules.",
    )
    strategic_purchases = fields.Float(
        string="Purchases of a Year from",
        digits=(16, 0),
        default=DEFAULT_STRATEGIC,
        config_parameter=STRATEGIC,
        help="In the currency of the main company, without taxes.",
    )
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
    unassigned_customers = fields.Selection(
        selection=[
            ("everyone", "Everyone"),
            ("office", "Clerks, directors and who registered them"),
        ],
        string="Customers without a Responsible Person",
        default="everyone",
        config_parameter=UNASSIGNED,
        help="Who sees customers that nobody is responsible for.",
    )
    contact_record_hours = fields.Integer(
        string="Contact Records within (Hours)",
        default=DEFAULT_HOURS,
        config_parameter=HOURS,
        help="Entered later after the contact, they are marked as late.",
    )
    trial_reminder_days = fields.Integer(
        string="Responsible Person Told before the End of a Trial (Days)",
        default=REMINDER_DAYS,
        config_parameter=REMINDER,
        help="How many days before the last day the responsible person is told that a "
        "trial ends.",
    )
    todo_days = fields.Integer(
        string="To-Dos Promised within (Days)",
        default=DEFAULT_TODO_DAYS,
        config_parameter=TODO_DAYS,
        help="Working days, proposed for what is promised to a customer.",
    )

    def action_open_requirements(self):
        """Open the list of what is required of a customer (K3D-1)."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.customer_requirement_action"
        )

    def action_open_grades(self):
        """Open the grades and what proposes them (GEN-2)."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.customer_grade_action"
        )
