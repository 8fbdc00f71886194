from odoo import fields, models


class CrmCustomerShare(models.TransientModel):
    """Asks with whom customers are shared, and on what terms (K3D-4)."""

    _name = "crm.customer.share"
    _inherit = ["access.share.mixin"]
    _description = "Share Customers"

    _shared_field = "partner_ids"
    _term_fields = (
        *("access", "date_until", "note"),
        *("with_opportunities", "with_quotations"),
    )

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Customers",
        required=True,
        domain="[('customer_status', '!=', False)]",
    )
    with_opportunities = fields.Boolean(string="Opportunities")
    with_quotations = fields.Boolean(string="Quotations and Orders")
