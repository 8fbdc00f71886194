from odoo import models
from odoo.exceptions import UserError

from .crm_contract_figures import SUMS


class CrmContract(models.Model):
    """Orders are made from a signed contract (TUR-6)."""

    _name = "crm.contract"
    _inherit = "crm.contract"

    def action_order(self):
        """Open the dialogue that makes an order of it, or calls off a part (TUR-6).

        :rtype: dict
        :raise UserError: it is not in force, or all of it is ordered
        """
        self.ensure_one()
        self._ensure_orderable()
        self._ensure_left()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Order from the Contract"),
            "res_model": "crm.contract.order",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_contract_id": self.id},
        }

    def _ensure_orderable(self):
        """:raise UserError: it is not signed, or not as it was approved"""
        self.check_access("write")
        if self.state != "signed":
            raise UserError(
                self.env._(
                    "%(contract)s is not signed: nothing is ordered from it.",
                    contract=self.display_name,
                )
            )
        self._ensure_released()

    def _ensure_left(self):
        """:raise UserError: all of it is ordered, also by orders linked by hand"""
        self._forget_figures()
        left = self.amount_total - self.called_off_amount
        is_spent = (
            self.amount_total > 0 and self.currency_id.compare_amounts(left, 0) <= 0
        )
        if is_spent or not self._get_open_rows():
            raise UserError(
                self.env._(
                    "All of %(contract)s is ordered. A change order adds to it.",
                    contract=self.display_name,
                )
            )
        # they are others in a moment
        self._forget_figures()

    def _forget_figures(self):
        self.invalidate_recordset([*SUMS, "called_off_share"], flush=False)
        self.line_ids._forget_figures()

    def _get_open_rows(self):
        """Return the rows of which something is left to be ordered."""
        return self.line_ids.filtered(
            lambda row: not row.display_type and row.remaining > 0
        )

    def action_view_orders(self):
        """List the quotations and orders of the contract (TUR-6).

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Orders"),
            "res_model": "sale.order",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("contract_id", "=", self.id)],
            "context": {"create": False},
        }
