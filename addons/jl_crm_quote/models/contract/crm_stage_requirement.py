from odoo import fields, models
from odoo.fields import Domain


class CrmStageRequirement(models.Model):
    """The condition of a stage that a contract is signed (CON-2)."""

    _name = "crm.stage.requirement"
    _inherit = "crm.stage.requirement"

    kind = fields.Selection(
        selection_add=[("contract", "Signed contract")],
        ondelete={"contract": "cascade"},
    )

    def _check_contract(self, leads):
        """A contract that the opportunity is in has returned signed."""
        domain = Domain("opportunity_id", "in", leads.ids) & Domain(
            "contract_id.state", "=", "signed"
        )
        return self._browse_found(leads, "crm.contract.line", domain, "opportunity_id")

    def _check_deal(self, leads):
        found = super()._check_deal(leads)
        return found | self._check_contract(leads - found)
