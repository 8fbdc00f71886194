from odoo import fields, models

BEFORE = "quotation"


class CrmContractLine(models.Model):
    """What a contract is about, with its opportunity (CON-1)."""

    _name = "crm.contract.line"
    _description = "Service of a Contract"
    _inherit = ["contract.row.mixin", "contract.part.mixin"]
    _order = "sequence, id"

    contract_id = fields.Many2one(
        comodel_name="crm.contract",
        required=True,
        ondelete="cascade",
        index=True,
    )
    partner_id = fields.Many2one(related="contract_id.partner_id")
    company_id = fields.Many2one(related="contract_id.company_id")
    currency_id = fields.Many2one(related="contract_id.currency_id")

    def _lacks_amount(self):
        """Whether an amount is asked for; not below the step of quotations."""
        self.ensure_one()
        return (
            not self.is_free
            and not self.display_type
            and self.currency_id.is_zero(self.amount)
            and not self._is_early()
        )

    def _is_early(self):
        """Whether the opportunity has not come to the step of quotations yet."""
        stage = self.sudo().opportunity_id.stage_id
        first = self.env["crm.stage"].search(
            [("requirement_ids.kind", "=", BEFORE)], limit=1
        )
        return bool(stage and first and stage.sequence < first.sequence)

    def _prepare_change(self):
        """Return the values of a change order's row that changes nothing yet."""
        return {
            **self._prepare_copy(),
            "line_id": self.id,
            "amount_before": self.amount,
        }
