from odoo import api, fields, models

from odoo.addons.jl_crm_base.tools.permit import Permit

# a down payment or an expense puts lines of its own on the order
INVOICING = Permit("jl_crm_quote_invoicing")
# a line in another place, or of another order
MOVING = frozenset({"sequence", "order_id"})
LINE_SUMS = frozenset({"price_subtotal", "price_tax", "price_total"})


class SaleOrderLine(models.Model):
    """That the change of a line is seen, and which lines are no offer (K3Q-4)."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    is_of_invoicing = fields.Boolean(
        string="Added by Invoicing",
        readonly=True,
        copy=False,
        help="A down payment or an expense put it there. Whoever writes on it makes it "
        "an offer like the others.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        mark = {"is_of_invoicing": INVOICING.holds(self.env)}
        lines = super().create([{**vals, **mark} for vals in vals_list])
        lines.order_id._touch_review()
        return lines

    def write(self, vals):
        orders = self.order_id
        # the system's sums: they say how much is taken off, and so who is asked
        if not self._get_dropped().isdisjoint(vals):
            kept = vals.keys() - self._get_dropped()
            vals = {name: vals[name] for name in kept}
        is_seen = not self._get_seal_watch().isdisjoint(vals)
        written = self.filtered("is_of_invoicing") if is_seen else self.browse()
        result = super().write(vals)
        if written and not INVOICING.holds(self.env):
            super(SaleOrderLine, written).write({"is_of_invoicing": False})
        if is_seen:
            (orders | self.order_id)._touch_review()
        return result

    def unlink(self):
        self.order_id._touch_review()
        return super().unlink()

    @api.model
    def _get_dropped(self):
        return LINE_SUMS | {"is_of_invoicing"}

    @api.model
    def _get_seal_watch(self):
        return MOVING | self.env["sale.order"]._list_touching(self._name)

    def _is_added_by_invoicing(self):
        """Whether a down payment or an expense put the line there."""
        self.ensure_one()
        return self.is_of_invoicing
