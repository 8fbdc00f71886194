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

    def _find_reservation(self):
        """Customers of a plan change hands by it alone (HUA-6)."""
        if sentence := super()._find_reservation():
            return sentence
        rows = self.env["crm.handover.customer"].sudo()
        row = rows.search(
            [("partner_id", "in", self.ids), ("is_reserved", "=", True)], limit=1
        )
        if not row:
            return ""
        return self.env._(
            "%(customer)s is being handed over in %(handover)s and changes hands there "
            "alone. Take the customer out of it, or cancel it, before you do this.",
            customer=row.name,
            handover=row.handover_id.display_name,
        )
