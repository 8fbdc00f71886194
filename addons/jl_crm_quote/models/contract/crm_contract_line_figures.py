from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.contract_figures import select_rows

READ = {
    "sale.order": ["state"],
    "sale.order.line": [
        "contract_line_id",
        "order_id",
        "product_uom_id",
        "product_uom_qty",
        "qty_delivered",
    ],
    "account.move": ["amount_residual", "amount_total", "payment_state", "state"],
    "account.move.line": ["move_id", "price_total"],
}
NAMES = ("called_off", "delivered", "billed_amount", "paid_amount")


class CrmContractLine(models.Model):
    """What of a row is called off, delivered, invoiced and paid (TUR-6)."""

    _name = "crm.contract.line"
    _inherit = "crm.contract.line"

    order_line_ids = fields.One2many(
        comodel_name="sale.order.line",
        inverse_name="contract_line_id",
        string="Lines of Orders",
        readonly=True,
    )
    called_off = fields.Float(
        string="Called off", digits="Product Unit", compute="_compute_figures"
    )
    delivered = fields.Float(digits="Product Unit", compute="_compute_figures")
    billed_amount = fields.Monetary(string="Invoiced", compute="_compute_figures")
    paid_amount = fields.Monetary(string="Paid", compute="_compute_figures")
    remaining = fields.Float(
        string="To Be Called off", digits="Product Unit", compute="_compute_figures"
    )

    @api.depends("quantity", "order_line_ids.product_uom_qty")
    @api.depends("order_line_ids.qty_delivered", "order_line_ids.state")
    def _compute_figures(self):
        found = self._read_figures()
        nothing = dict.fromkeys(NAMES, 0.0)
        for row in self:
            sums = found.get(row._origin.id, nothing)
            rest = 0.0 if row.display_type else row.quantity - sums["called_off"]
            row.update({**sums, "remaining": max(rest, 0.0)})

    def _read_figures(self):
        """Return {id: {name: figure}} of the rows that were called off."""
        if not self._origin.ids:
            return {}
        for model, names in READ.items():
            self.env[model].flush_model(names)
        rows = self.env.execute_query_dict(select_rows(self._origin.ids))
        return {
            row["id"]: {name: float(row[name] or 0) for name in NAMES} for row in rows
        }

    def _forget_figures(self):
        self.invalidate_recordset([*NAMES, "remaining"], flush=False)

    def _refuse_more(self, label, asked):
        """:raise UserError: always; so many of the row are not left"""
        raise UserError(
            self.env._(
                "Of “%(row)s” %(left)s are left to be ordered, not %(asked)s.",
                row=label,
                left=f"{self.remaining:g}",
                asked=f"{asked:g}",
            )
        )
