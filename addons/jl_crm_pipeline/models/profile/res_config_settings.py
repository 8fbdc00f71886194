from odoo import fields, models

from .res_partner import CHECK, DEFAULT_CHECK
from .res_partner_completeness import DEFAULT_TARGET, TARGET
from .res_partner_contact_number import NUMBERED
from .res_partner_grade import DEFAULT_STRATEGIC, STRATEGIC


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

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
    contact_number = fields.Boolean(
        string="Contacts Need a Number",
        config_parameter=NUMBERED,
        help="A contact of a customer is not saved without a mobile or a phone.",
    )
    strategic_purchases = fields.Float(
        string="Purchases of a Year from",
        digits=(16, 0),
        default=DEFAULT_STRATEGIC,
        config_parameter=STRATEGIC,
        help="In the currency of the main company, without taxes.",
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
