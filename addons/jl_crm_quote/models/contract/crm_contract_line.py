from odoo import fields, models

BEFORE = "quotation"


class CrmContractLine(models.Model):
    """A service that a contract is about, with its opportunity (CON-1)."""

    _name = "crm.contract.line"
    _description = "Service of a Contract"
    _inherit = ["contract.part.mixin"]
    _order = "sequence, id"

    contract_id = fields.Many2one(
        comodel_name="crm.contract",
        required=True,
        ondelete="cascade",
        index=True,
    )
    sequence = fields.Integer(default=10)
    kind_id = fields.Many2one(
        comodel_name="crm.service.kind",
        string="Kind of Service",
        required=True,
        ondelete="restrict",
    )
    is_free = fields.Boolean(related="kind_id.is_free")
    name = fields.Char(string="Description")
    partner_id = fields.Many2one(related="contract_id.partner_id")
    opportunity_id = fields.Many2one(
        comodel_name="crm.lead",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('type', '=', 'opportunity'), ('partner_id', 'child_of', partner_id)]",
    )
    currency_id = fields.Many2one(related="contract_id.currency_id")
    amount = fields.Monetary()

    def _lacks_amount(self):
        """Whether an amount is asked for; not below the step of quotations."""
        self.ensure_one()
        return (
            not self.is_free
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
            "line_id": self.id,
            "kind_id": self.kind_id.id,
            "name": self.name,
            "opportunity_id": self.opportunity_id.id,
            "amount_before": self.amount,
            "amount": self.amount,
        }
