from odoo import models
from odoo.exceptions import UserError

from .crm_contract_change import TERMS

# what a change order says, and who applied; once in force, nobody says otherwise
SAID = frozenset({"reason", "line_ids", "payment_ids", "user_id", *TERMS})


class CrmContractChange(models.Model):
    """A change order stays with its contract, and in force is closed (CON-2)."""

    _name = "crm.contract.change"
    _inherit = "crm.contract.change"

    def write(self, vals):
        if "contract_id" in vals:
            self._ensure_same_contract(vals["contract_id"])
            # said again, it would count anew the amounts of what is in force
            vals = {key: vals[key] for key in vals if key != "contract_id"}
        if not SAID.isdisjoint(vals):
            self._ensure_open()
        return super().write(vals)

    def _ensure_same_contract(self, contract_id):
        if any(change.contract_id.id != contract_id for change in self):
            raise UserError(
                self.env._(
                    "A change order stays with its contract: make another one on the "
                    "other contract."
                )
            )

    def _ensure_open(self):
        """:raise UserError: one of them is in force"""
        for change in self.sudo():
            if change.is_applied:
                raise UserError(
                    self.env._(
                        "%(name)s is in force: make another change order.",
                        name=change.name,
                    )
                )

    def _get_submit_blockers(self):
        self._ensure_open()
        return [
            *super()._get_submit_blockers(),
            *self._find_wrong_plan(),
            *self._find_ordered_rows(),
        ]

    def _find_ordered_rows(self):
        """Return what takes away what is ordered already (CON-2)."""
        after = {line.line_id: line.quantity for line in self.line_ids}
        return [
            self.env._(
                "Of “%(row)s” %(ordered)s are ordered already: it cannot become less.",
                row=(row.name or row.kind_id.name or "").split("\n")[0],
                ordered=f"{row.called_off:g}",
            )
            for row in self.contract_id.line_ids
            if round(row.called_off - after.get(row, 0.0), 6) > 0
        ]

    def _find_wrong_plan(self):
        """Return what keeps the payment plan from adding up (CON-2)."""
        planned = sum(self.payment_ids.mapped("amount"))
        if not self.currency_id.compare_amounts(planned, self.amount_after):
            return []
        return [
            self.env._(
                "The payments come to %(planned)s and the contract to %(total)s: "
                "make them equal.",
                planned=self.currency_id.format(planned),
                total=self.currency_id.format(self.amount_after),
            )
        ]

    def action_review_version(self):
        """Begin a new version, of what is not in force (K3Q-5).

        :raise UserError: it is in force
        """
        self.check_access("write")
        self._ensure_open()
        return super().action_review_version()
