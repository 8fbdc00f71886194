from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    conversion_on_order = fields.Selection(
        selection=[
            ("off", "Do nothing"),
            ("request", "Open a conversion request"),
            ("convert", "Convert at once"),
        ],
        string="Confirmed Order of a Potential Customer",
        default="request",
        config_parameter="jl_crm_pipeline.conversion_on_order",
        help="What happens when an order of a potential customer is confirmed.",
    )
    completeness_target = fields.Integer(
        string="Target of the Completeness (%)",
        default=95,
        config_parameter="jl_crm_pipeline.completeness_target",
        help="From this percentage on a customer counts as complete.",
    )
    phone_check = fields.Selection(
        selection=[
            ("refuse", "Refuse numbers that can not be right"),
            ("off", "Take every number"),
        ],
        string="Phone Numbers of Customers",
        default="refuse",
        config_parameter="jl_crm_pipeline.phone_check",
        help="Mobile numbers of 11 digits, landlines with area code; "
        "those of other countries by their rules.",
    )
    strategic_purchases = fields.Float(
        string="Purchases of a Year from",
        digits=(16, 0),
        default=1_000_000,
        config_parameter="jl_crm_pipeline.strategic_purchases",
        help="In the currency of the main company, without taxes.",
    )

    first_password = fields.Selection(
        selection=[
            ("change", "Has to be changed at the first login"),
            ("keep", "May be kept"),
        ],
        string="Password Given by an Administrator",
        default="change",
        config_parameter="jl_crm_pipeline.first_password",
        help="Whether users choose a password of their own before anything else.",
    )
    lost_needs = fields.Selection(
        selection=[
            ("nothing", "Nothing"),
            ("reason", "The reason"),
            ("competitor", "The reason and who won instead"),
        ],
        string="What a Loss Asks for",
        default="nothing",
        config_parameter="jl_crm_pipeline.lost_needs",
    )
    reopening = fields.Selection(
        selection=[
            ("manager", "Office directors and managers"),
            ("everyone", "Everyone"),
        ],
        string="Who Reopens",
        default="everyone",
        config_parameter="jl_crm_pipeline.reopening",
        help="Who may take up again an opportunity that was won, lost or closed.",
    )
    stage_escalation_days = fields.Integer(
        string="Superior Told after (Days)",
        default=3,
        config_parameter="jl_crm_pipeline.stage_escalation_days",
        help="Working days after the reminder of who stays too long in a stage.",
    )
    unassigned_customers = fields.Selection(
        selection=[
            ("everyone", "Everyone"),
            ("office", "Clerks, directors and who registered them"),
        ],
        string="Customers without a Responsible Person",
        default="everyone",
        config_parameter="jl_crm_pipeline.unassigned_customers",
        help="Who sees customers that nobody is responsible for.",
    )
    contact_record_hours = fields.Integer(
        string="Contact Records within (Hours)",
        default=24,
        config_parameter="jl_crm_pipeline.contact_record_hours",
        help="Entered later after the contact, they are marked as late.",
    )
    trial_reminder_days = fields.Integer(
        string="Holder Told before the End of a Trial (Days)",
        default=7,
        config_parameter="jl_crm_pipeline.trial_reminder_days",
        help="So many days before the last day the holder is told that a trial ends.",
    )
    todo_days = fields.Integer(
        string="To-Dos Promised within (Days)",
        default=3,
        config_parameter="jl_crm_pipeline.todo_days",
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
