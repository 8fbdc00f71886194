from odoo import models


class SaleOrder(models.Model):
    """A deal whose last order is cancelled is no deal any more: people are told."""

    _name = "sale.order"
    _inherit = "sale.order"

    def _action_cancel(self):
        confirmed = self.filtered(lambda order: order.state == "sale")
        leads = confirmed.sudo().opportunity_id
        won = leads.filtered(lambda lead: lead.opportunity_state == "won")
        result = super()._action_cancel()
        won._tell_lost_deal()
        return result
