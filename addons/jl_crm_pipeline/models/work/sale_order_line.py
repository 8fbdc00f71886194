from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_base.tools.guard import is_person

# as Odoo calls the way of counting where stock is kept
SHIPPED = "stock_move"


class SaleOrderLine(models.Model):
    """A line belongs to its order; what invoicing notes of it nobody types (K3Q-1)."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    _guarded = True

    @api.model
    def _list_closed_fields(self):
        return super()._list_closed_fields() | {
            "extra_tax_data",
            "invoice_lines",
            "is_downpayment",
            "is_expense",
        }

    @api.constrains("qty_delivered")
    def _check_qty_delivered(self):
        """:raise UserError: somebody types what is counted from deliveries"""
        if not is_person(self.env):
            return
        shipped = self.filtered(lambda line: line.qty_delivered_method == SHIPPED)
        counted = shipped._prepare_qty_delivered()
        if typed := shipped.filtered(
            lambda line: line.qty_delivered != counted.get(line, 0)
        ):
            raise UserError(
                self.env._(
                    "What was delivered of “%(line)s” is counted from its deliveries. "
                    "Change the delivery instead.",
                    line=typed[0].name,
                )
            )
