from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...tools.discount import measure_discount
from ..quotation.sale_order_line_quote_item import OFFERED


class SaleOrder(models.Model):
    """The rows of an offer: order lines now, or when the order is made (K3Q-3)."""

    _name = "sale.order"
    _inherit = "sale.order"

    offer_rows = fields.Json(
        string="Rows of the Offer",
        prefetch=False,
        copy=False,
        readonly=True,
        help="The order lines that replace the quote item when the order is made.",
        system=True,
    )
    offer_row_count = fields.Integer(
        string="Rows Waiting for the Order",
        compute="_compute_offer_row_count",
        store=True,
        system=True,
    )

    @api.depends("offer_rows")
    def _compute_offer_row_count(self):
        for order in self:
            order.offer_row_count = len(order.offer_rows or [])

    def write(self, vals):
        # the rows are the lines by the time the order is confirmed
        if vals.get("state") == "sale":
            self._replace_quote_items()
        return super().write(vals)

    def _describe(self, content):
        """Show what will be ordered as the preview calls it."""
        content = super()._describe(content)
        head, *_more = content.get(self._name) or [{}]
        rows = head.pop("offer_rows", [])
        return {**content, "crm.offer.import.line": _describe_rows(rows)}

    def _review_amount(self):
        """What is ordered in the end counts, where it is more than the quote item."""
        amount = super()._review_amount()
        if not self.offer_row_count or self._is_sum_of_rows():
            return amount
        return max(amount, self._convert_for_review(self._sum_rows(self.offer_rows)))

    def _review_discount(self):
        """The sum on the quote item does not show what its rows take off."""
        rows = self.offer_rows if self.offer_row_count else []
        return max([super()._review_discount(), *map(self._get_row_discount, rows)])

    def _get_row_discount(self, row):
        """Return how far a row is below the list price, as of a line (K3Q-4)."""
        lines = self.env["sale.order.line"]
        product = self.env["product.product"].browse(row["product_id"])
        taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
        if row.get("tax_ids"):
            [[_set, _zero, ids]] = row["tax_ids"]
            taxes = taxes.browse(ids)
        price = lines._exclude_taxes(row["price_unit"], taxes, self.currency_id)
        unit = self.env["uom.uom"].browse(row["product_uom_id"])
        listed = self._get_list_price(product, unit)
        return measure_discount(price, row.get("discount", 0.0), listed)

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if self.offer_row_count and not self._is_sum_of_rows():
            blockers.append(
                self.env._(
                    "The line and the rows of the offer, which take its place when the "
                    "order is made, come to different amounts. Read the offer again."
                )
            )
        return blockers

    def _is_sum_of_rows(self):
        lines = self._get_review_lines()
        offered = sum(line.price_unit * line.product_uom_qty for line in lines)
        taken_off = sum(lines.mapped("discount_amount"))
        total = self._sum_rows(self.offer_rows)
        return not self.currency_id.compare_amounts(offered - taken_off, total)

    def _take_over_rows(self, rows, attachment):
        """Make the rows the lines of the quotation, in one go.

        :param list rows: values of sale.order.line
        :param attachment: the file that they come from
        """
        self._write_system(self._prepare_offer_source(attachment))
        self._put_rows(rows)

    def _keep_rows(self, rows, attachment):
        """Keep the rows until the order is made; the quote item gets their sum.

        :raise UserError: the sum can not stand on one line
        """
        line = self._get_quote_line()
        values = self._prepare_sum(rows)
        item = self.company_id.quote_item_id
        command = (
            Command.update(line.id, values)
            if line
            else Command.create({"product_id": item.id, **values})
        )
        self.write({"order_line": [command]})
        self._write_system(
            {**self._prepare_offer_source(attachment), "offer_rows": rows}
        )

    def _get_quote_line(self):
        """Return the one line that stands for the rows; none where one can be made."""
        lines = self.order_line.filtered(lambda line: not line.display_type)
        if len(lines) > 1 or (not lines and not self.company_id.quote_item_id):
            raise UserError(
                self.env._(
                    "One line with the quote item stands for the rows until the order "
                    "is made. Leave one line, or take the rows over now."
                )
            )
        return lines

    def _prepare_sum(self, rows):
        # whose product has which taxes is not asked: the file says them, or none
        if len({str(row.get("tax_ids")) for row in rows}) > 1:
            raise UserError(
                self.env._(
                    "The rows have different taxes, which one line cannot have. Take "
                    "the rows over now."
                )
            )
        values = {
            "product_uom_qty": 1,
            "price_unit": self._sum_rows(rows),
            "discount": 0,
        }
        if "tax_ids" in rows[0]:
            values["tax_ids"] = rows[0]["tax_ids"]
        return values

    def _sum_rows(self, rows):
        """Return what the rows come to, without taxes, in the quotation's currency."""
        total = sum(
            row["product_uom_qty"]
            * row["price_unit"]
            * (1 - row.get("discount", 0.0) / 100)
            for row in rows
        )
        return self.currency_id.round(total)

    def _put_rows(self, rows):
        """Put the rows in the place of what stood there."""
        old = [Command.delete(line.id) for line in self.order_line]
        new = [Command.create({**row, "sequence": n}) for n, row in enumerate(rows, 1)]
        if self.offer_rows:
            self._write_system({"offer_rows": False})
        OFFERED.give(self).write({"order_line": old + new})

    def _replace_quote_items(self):
        """Put the rows that were kept in the place of the quote item (K3Q-3)."""
        for order in self.filtered("offer_row_count"):
            reason = order.env._("The lines of the offer replaced the quote item.")
            with order._carrying_review(reason):
                order._put_rows(order.offer_rows)


def _describe_rows(rows):
    return [
        {
            "id": number,
            "name": row["name"],
            "product_id": row["product_id"],
            "unit": str(row["product_uom_id"]),
            "quantity": row["product_uom_qty"],
            "price": row["price_unit"],
            "discount": row["discount"],
            "tax_ids": str(row.get("tax_ids")),
        }
        for number, row in enumerate(rows, start=1)
    ]
