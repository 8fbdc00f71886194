from odoo import api, fields, models
from odoo.fields import Command

from ..tools.execution import FULL


class CrmContractOrderLine(models.TransientModel):
    """A row of the contract, and how much of it is ordered (TUR-6)."""

    _name = "crm.contract.order.line"
    _description = "Row of an Order from a Contract"

    order_id = fields.Many2one(
        comodel_name="crm.contract.order",
        required=True,
        ondelete="cascade",
    )
    contract_line_id = fields.Many2one(
        comodel_name="crm.contract.line",
        string="Row of the Contract",
        required=True,
    )
    name = fields.Text(related="contract_line_id.name")
    product_id = fields.Many2one(
        comodel_name="product.product",
        domain="[('sale_ok', '=', True)]",
    )
    uom_id = fields.Many2one(related="contract_line_id.uom_id")
    agreed = fields.Float(related="contract_line_id.quantity", string="In the Contract")
    remaining = fields.Float(string="Left", digits="Product Unit", readonly=True)
    quantity = fields.Float(string="To Order", digits="Product Unit")

    price_unit = fields.Float(related="contract_line_id.price_unit")
    discount = fields.Float(related="contract_line_id.discount")
    currency_id = fields.Many2one(related="contract_line_id.currency_id")
    amount = fields.Monetary(compute="_compute_amount")

    @api.depends("quantity", "price_unit", "discount")
    def _compute_amount(self):
        for line in self:
            share = 1 - line.discount / FULL
            line.amount = line.quantity * line.price_unit * share

    def _get_label(self):
        row = self.contract_line_id
        text = row.name or row.product_id.name or row.kind_id.name or ""
        return text.splitlines()[0] if text else ""

    def _prepare_order_line(self):
        row = self.contract_line_id
        product = row.product_id or self.product_id
        return {
            "product_id": product.id,
            "name": row.name or product.display_name,
            "product_uom_qty": self.quantity,
            "product_uom_id": (row.uom_id or product.uom_id).id,
            "price_unit": row.price_unit,
            "discount": row.discount,
            "tax_ids": [Command.set(row.tax_ids.ids)],
            "contract_line_id": row.id,
        }
