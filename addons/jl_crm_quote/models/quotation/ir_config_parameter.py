from odoo import api, models

from .sale_order_review import SCOPE


class IrConfigParameter(models.Model):
    """Orders that were confirmed before reviews were switched on are left alone."""

    _name = "ir.config_parameter"
    _inherit = "ir.config_parameter"

    @api.model_create_multi
    def create(self, vals_list):
        parameters = super().create(vals_list)
        parameters._seal_orders_if_reviewed()
        return parameters

    def write(self, vals):
        result = super().write(vals)
        self._seal_orders_if_reviewed()
        return result

    def unlink(self):
        is_scope = SCOPE in self.mapped("key")
        result = super().unlink()
        if is_scope:
            self.env["sale.order"].sudo()._seal_unsealed()
        return result

    def _seal_orders_if_reviewed(self):
        orders = self.env["sale.order"].sudo()
        if SCOPE in self.mapped("key") and orders._get_review_scope() != "off":
            orders._seal_unsealed()
