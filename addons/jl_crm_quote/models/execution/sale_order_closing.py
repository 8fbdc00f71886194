from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.execution import FULL


class SaleOrder(models.Model):
    """An order of which the rest is not delivered any more is done (TUR-6).

    What was delivered is what is owed then. To lock an order that was delivered in part
    says the same.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    is_closed_short = fields.Boolean(
        string="Closed Short",
        readonly=True,
        copy=False,
        tracking=True,
        help="The rest is not delivered any more.",
    )
    short_reason = fields.Char(
        string="Why It Was Closed Short",
        readonly=True,
        copy=False,
        tracking=True,
    )

    def action_open_closing(self):
        """Ask why the rest is not delivered (TUR-6).

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close Short"),
            "res_model": "crm.order.closing",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def action_close_short(self, reason):
        """End orders though not all was delivered (TUR-6).

        :param str reason: not empty
        :raise UserError: it says nothing, or there is nothing to end
        """
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the rest is not delivered."))
        if any(order.state != "sale" or order._is_delivered() for order in self):
            raise UserError(
                self.env._("Only orders that are not delivered yet are closed short.")
            )
        values = {"is_closed_short": True, "short_reason": reason.strip()}
        self._as_system().write(values)

    def action_reopen_delivery(self):
        """Deliver the rest after all (TUR-6)."""
        self.check_access("write")
        self._as_system().write({"is_closed_short": False, "short_reason": False})

    def action_lock(self):
        result = super().action_lock()
        partly = self.filtered(
            lambda order: order.delivered_share and not order._is_delivered()
        )
        if partly:
            partly.action_close_short(self.env._("It was locked."))
        return result

    def action_unlock(self):
        result = super().action_unlock()
        if closed := self.filtered("is_closed_short"):
            closed.action_reopen_delivery()
        return result

    def _is_delivered(self):
        return self.delivered_share >= FULL
