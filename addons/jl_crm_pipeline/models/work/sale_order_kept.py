from odoo import api, models


class SaleOrder(models.Model):
    """Of a quotation, what no person sets, and the steps of Odoo that do (K3Q-1)."""

    _name = "sale.order"
    _inherit = "sale.order"

    _guarded = True

    @api.model
    def _list_closed_fields(self):
        return super()._list_closed_fields() | {"access_token"}

    @api.model
    def _list_open_fields(self):
        # written by Odoo's own buttons as whoever presses them
        return super()._list_open_fields() | {"pending_email_template_id", "state"}

    def _create_down_payment_section_line_if_needed(self):
        order = super(SaleOrder, self._as_system())
        line = order._create_down_payment_section_line_if_needed()
        return line and line.with_env(self.env)

    def _create_down_payment_lines_from_base_lines(self, down_payment_base_lines):
        order = super(SaleOrder, self._as_system())
        lines = order._create_down_payment_lines_from_base_lines(
            down_payment_base_lines
        )
        return lines.with_env(self.env)
