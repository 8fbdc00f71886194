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
