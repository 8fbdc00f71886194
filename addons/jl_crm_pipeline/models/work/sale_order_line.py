from odoo import api, models


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
