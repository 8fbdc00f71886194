from odoo import fields, models


class CrmOrderClosing(models.TransientModel):
    """Asks why the rest of an order is not delivered (TUR-6)."""

    _name = "crm.order.closing"
    _description = "Close an Order Short"

    order_id = fields.Many2one(comodel_name="sale.order", required=True)
    reason = fields.Char(required=True)

    def action_close(self):
        """Close the order with the reason that was typed (TUR-6)."""
        self.ensure_one()
        self.order_id.action_close_short(self.reason)
        return {"type": "ir.actions.act_window_close"}
