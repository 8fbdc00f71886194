from odoo import models
from odoo.fields import Domain


class ContractKindMixin(models.AbstractModel):
    """The condition of a stage that a contract is signed (CON-2).

    A part of crm.stage.requirement.
    """

    _name = "contract.kind.mixin"
    _description = "Stage Condition of a Signed Contract"

    def _check_contract(self, leads):
        """A contract that the opportunity is in has returned signed."""
        domain = Domain("opportunity_id", "in", leads.ids) & Domain(
            "contract_id.state", "=", "signed"
        )
        return self._browse_found(leads, "crm.contract.line", domain, "opportunity_id")

    def _check_deal(self, leads):
        found = super()._check_deal(leads)
        return found | self._check_contract(leads - found)
