from odoo import fields, models

from odoo.addons.jl_crm_pipeline.roles import SALES_MANAGER


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = "res.partner"

    is_confirmed_potential = fields.Boolean(
        string="Confirmed Potential",
        copy=False,
        groups=SALES_MANAGER,
        help="Sales management expects much of this customer: "
        "it is handed over like a key customer.",
        prefetch="customer_profile",
    )
