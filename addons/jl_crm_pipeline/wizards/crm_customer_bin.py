from odoo import fields, models


class CrmCustomerBin(models.TransientModel):
    """Asks why customers go into the recycle bin (RES-5)."""

    _name = "crm.customer.bin"
    _description = "Put Customers into the Recycle Bin"

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Customers",
        required=True,
        domain="[('customer_status', '!=', False)]",
    )
    reason = fields.Char(required=True)

    def action_bin(self):
        """Archive the customers with the reason that was typed (RES-5)."""
        self.ensure_one()
        self.partner_ids._put_into_bin(self.reason)
        return {"type": "ir.actions.act_window_close"}
