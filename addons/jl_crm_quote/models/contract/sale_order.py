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

    def action_contract(self):
        """Open the contract of the quotation, or a new application for it (TUR-6).

        :rtype: dict
        """
        self.ensure_one()
        contracts = self.env["crm.contract"]
        if not self.contract_id:
            return contracts._open_new(contracts._prepare_from_order(self))
        return contracts._open_record(self.contract_id)
