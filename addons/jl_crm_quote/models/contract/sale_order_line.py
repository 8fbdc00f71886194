from odoo import fields, models
from odoo.tools import SQL


class SaleOrderLine(models.Model):
    """Which row of a contract a line calls off (TUR-6)."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    contract_line_id = fields.Many2one(
        comodel_name="crm.contract.line",
        string="Row of the Contract",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        copy=False,
        help="What the line calls off of it.",
    )

    def _count_in(self, unit):
        """Return the quantity in a unit; as it is where there is none.

        :param unit: uom.uom
        :rtype: float
        """
        quantity = self.product_uom_qty
        if not unit or not self.product_uom_id:
            return quantity
        return self.product_uom_id._compute_quantity(quantity, unit, round=False)

    def _says(self, row):
        """Whether the line says what a row of a contract says."""
        names = ("product_id", "discount", "tax_ids", "name")
        return (
            all(self[name] == row[name] for name in names)
            and self.product_uom_id == row.uom_id
            and self.product_uom_qty == row.quantity
            and self.price_unit == row.price_unit
        )

    def _link_contract_rows(self, pairs):
        """Link lines to rows; the lines themselves are not changed.

        :param pairs: [(line, row or no row), …]
        """
        pairs = [(line.id, row.id or None) for line, row in pairs]
        if not pairs:
            return
        lines, rows = zip(*pairs, strict=True)
        self.env.cr.execute(
            SQL(
                """
                UPDATE sale_order_line l SET contract_line_id = k.row
                  FROM unnest(%s::int[], %s::int[]) k(line, row)
                 WHERE l.id = k.line
                """,
                list(lines),
                list(rows),
            )
        )
        self.browse(lines).invalidate_recordset(["contract_line_id"], flush=False)
