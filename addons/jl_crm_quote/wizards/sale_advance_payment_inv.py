from odoo import models


class SaleAdvancePaymentInv(models.TransientModel):
    _inherit = "sale.advance.payment.inv"

    def _create_invoices(self, sale_orders):
        # a down payment is asked for with an amount of the quotation
        sale_orders._ensure_released()
        return super()._create_invoices(sale_orders)
