from odoo import api, fields, models


class CrmOrderPromise(models.TransientModel):
    """Asks for another delivery date of an order, and why (TUR-6)."""

    _name = "crm.order.promise"
    _description = "Change the Delivery Date"

    order_id = fields.Many2one(comodel_name="sale.order", required=True)
    promised_date = fields.Date(
        string="Promised so far", compute="_compute_promised_date"
    )
    day = fields.Date(string="New Delivery Date", required=True)
    reason = fields.Char(required=True)

    @api.depends("order_id")
    def _compute_promised_date(self):
        for wizard in self:
            wizard.promised_date = wizard.order_id.promised_date

    def action_promise(self):
        """Promise the order for the day that was chosen (TUR-6)."""
        self.ensure_one()
        self.order_id.action_promise(self.day, self.reason)
        return {"type": "ir.actions.act_window_close"}
