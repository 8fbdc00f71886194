from odoo import api, models

DELIVERED = "qty_delivered"
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

    def _keep_protected(self, vals):
        # what was shipped is counted, where stock is kept
        if (
            DELIVERED in vals
            and SHIPPED in self.sudo().mapped("qty_delivered_method")
            and not self._is_same(DELIVERED, vals[DELIVERED])
        ):
            self._refuse_protected([DELIVERED])
        return super()._keep_protected(vals)
