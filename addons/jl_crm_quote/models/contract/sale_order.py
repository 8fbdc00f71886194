from odoo import fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = "sale.order"

    contract_id = fields.Many2one(
        comodel_name="crm.contract",
        ondelete="set null",
        index="btree_not_null",
        copy=False,
        tracking=True,
        domain="[('partner_id', 'parent_of', partner_id), "
        "('state', '!=', 'cancelled')]",
    )

    def _get_withdraw_blockers(self):
        blockers = super()._get_withdraw_blockers()
        contract = self.contract_id
        if contract and contract.state != "cancelled":
            blockers.append(
                self.env._(
                    "The contract %(contract)s stands on it: cancel that, or take "
                    "the quotation off it.",
                    contract=contract.display_name,
                )
            )
        return blockers

    def action_contract(self):
        """Open the contract of the quotation, or a new application for it (TUR-6).

        :rtype: dict
        """
        self.ensure_one()
        contracts = self.env["crm.contract"]
        if not self.contract_id:
            return contracts._open_new(contracts._prepare_from_order(self))
        return contracts._open_record(self.contract_id)
