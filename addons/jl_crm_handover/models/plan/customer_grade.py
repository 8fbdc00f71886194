from odoo import fields, models


class CustomerGrade(models.Model):
    _name = "customer.grade"
    _inherit = "customer.grade"

    is_key = fields.Boolean(
        string="Key Customers",
        help="Customers of this grade are handed over item by item in the "
        "supervisor's presence.",
    )
