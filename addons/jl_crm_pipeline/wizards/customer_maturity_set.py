from odoo import fields, models

from ..models.profile.customer_maturity_change import MATURITIES


class CustomerMaturitySet(models.TransientModel):
    """Sets the maturity of one or many customers and asks why (MAT-1)."""

    _name = "customer.maturity.set"
    _description = "Set the Maturity of Customers"

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="customer_maturity_set_partner_rel",
        string="Customers",
        required=True,
        domain=[("customer_status", "!=", False)],
    )
    maturity = fields.Selection(selection=MATURITIES, required=True)
    note = fields.Char(string="Reason")

    def action_set(self):
        """Set it for all of them or for none (MAT-1)."""
        self.ensure_one()
        self.partner_ids._set_maturity(self.maturity, self.note)
        return {"type": "ir.actions.act_window_close"}
