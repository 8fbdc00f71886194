from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    is_confirmed_potential = fields.Boolean(
        string="Confirmed Potential",
        copy=False,
        groups="sales_team.group_sale_manager",
        help="Sales management expects much of this customer: "
        "it is handed over like a key customer.",
    )
