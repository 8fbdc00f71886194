import io

import openpyxl

from odoo.fields import Command
from odoo.tests import Form, tagged

from .offer_common import HANDLE, OfferCommon, make_workbook

UNKNOWN = ["X-900", "断桥铝门", "60系列", "樘", 3, 850, "10%", None, "深灰"]


@tagged("post_install", "-at_install")
class TestOfferRows(OfferCommon):
    """Rows of custom work as lines of the quotation (K3Q-2, K3Q-3)."""

    def _create_products(self, *codes):
        return self.env["product.product"].create(
            [{"name": f"Goods {code}", "default_code": code} for code in codes]
        )

    def _take_over(self, rows, **vals):
        order = self._create_quotation(**vals)
        self._preview(order, rows).action_take_over()
        return order

    def test_unknown_rows_take_the_quote_item(self):
        """No product is needed: the words of the row say what it is (K3Q-2)."""
        order = self._take_over([UNKNOWN, [*HANDLE[:7], None, None]])

        self.assertRecordValues(
            order.order_line,
            [
                {
                    "product_id": self.quote_item.id,
                    "name": "X-900 断桥铝门 60系列\nUnit: 樘\n深灰",
                    "product_uom_qty": 3.0,
                    "price_unit": 850.0,
                    "discount": 10.0,
                    "is_offer_row": True,
                },
                {
                    "product_id": self.handle.id,
                    "name": "执手 七字型",
                    "product_uom_qty": 10.0,
                    "price_unit": 28.5,
                    "discount": 5.0,
                    "is_offer_row": True,
                },
            ],
        )
        self.assertEqual(order.amount_untaxed, 2295 + 270.75)

    def test_without_custom_work_a_product_is_needed(self):
        """A row that no product fits says so on any other quotation (K3Q-3)."""
        order = self._create_quotation(is_quote_item_offer=False)

        line = self._preview(order, [UNKNOWN]).line_ids

        self.assertFalse(line.product_id)
        self.assertIn("X-900", line.problem)

    def test_people_choose_between_several(self):
        """Two products of one code are no unknown row (K3Q-3)."""
        self._create_products("QT\uff0dzs07", "qt zs09", "QT ZS 09")
        order = self._create_quotation()
        row = [*HANDLE]
        exact = self._preview(order, [row]).line_ids
        self.assertEqual(exact.product_id, self.handle)

        row[0] = "QTZS09"
        line = self._preview(self._create_quotation(), [row]).line_ids
        self.assertFalse(line.product_id)
        self.assertIn("Several products", line.problem)

    def test_the_mark_stays(self):
        """Taken over now, it is found as custom work, and copied as such (K3Q-3)."""
        order = self._take_over([HANDLE])
        found = self.env["sale.order"].search([("is_quote_item_offer", "=", True)])
        self.assertIn(order, found)

        copied = order.copy()

        self.assertTrue(copied.is_quote_item_offer)
        self.assertEqual(copied.order_line.product_id, self.handle)
        order.action_confirm()
        self.assertTrue(order.is_quote_item_offer)

    def test_nobody_calls_a_line_a_row(self):
        """The number of the row is the system's: products stay refused (K3Q-2)."""
        order = self._take_over([HANDLE]).with_user(self.seller)
        line = {"product_id": self.hinge.id}
        with self._assert_refused("only quote items"):
            order.write({"order_line": [Command.create(line)]})
        with self._assert_refused("only quote items"):
            order.order_line.write({"product_id": self.hinge.id})

        with Form(order) as form, form.order_line.edit(0) as edited:
            edited.price_unit = 30
        self.assertTrue(order.order_line.is_offer_row)

    def test_codes_in_any_writing(self):
        """Both sides are folded: brackets, dashes, characters, blanks (K3Q-3)."""
        codes = {
            "ZS08\uff08黑\uff09": "zs08(黑)",
            "門鎖\u201301": "门锁-01",
            "BV-4mm\u00b2": "bv\uff0d4MM2",
            "A\u00a0B1": "ab1",
        }
        self._create_products(*codes)
        rows = [[word, *HANDLE[1:]] for word in codes.values()]

        lines = self._preview(self._create_quotation(), rows).line_ids

        found = lines.sorted("number").product_id.mapped("default_code")
        self.assertEqual(found, list(codes))

    def test_prices_without_and_with_taxes(self):
        """A line has its price as its taxes are: included, or on top (K3Q-3)."""
        included, on_top = self.env["account.tax"].create(
            [
                {
                    "name": kind,
                    "amount": 13,
                    "type_tax_use": "sale",
                    "price_include_override": kind,
                }
                for kind in ("tax_included", "tax_excluded")
            ]
        )
        for tax in (included, on_top):
            for heading, price, total in (
                ("不含税单价", 100, 113),
                ("含税单价", 113, 113),
            ):
                self.handle.taxes_id = tax
                order = self._create_quotation(is_quote_item_offer=False)
                headings = ("物料代码", "名称", "数量", heading)
                rows = [["QT-ZS07", "执手", 1, price]]
                wizard = self._preview(order, rows, headings=headings)
                wizard.action_take_over()
                line = order.order_line[-1]
                self.assertAlmostEqual(line.price_total, total, 2, (tax.name, heading))
                self.assertAlmostEqual(line.price_subtotal, 100, 2)

    def test_hidden_rows_are_counted(self):
        """Who opens the file sees no such rows: neither does the customer (K3Q-3)."""
        book = openpyxl.load_workbook(io.BytesIO(make_workbook([HANDLE] * 4)))
        book.active.row_dimensions[4].hidden = True
        other = book.copy_worksheet(book.active)
        other.title, other.sheet_state = "成本", "hidden"
        stream = io.BytesIO()
        book.save(stream)
        order = self._create_quotation()
        self._attach(order, stream.getvalue())
        wizard = self._open_import(order)

        wizard.action_preview()

        self.assertEqual(wizard.line_ids.mapped("number"), [3, 5, 6])
        self.assertEqual(wizard.hidden_rows, 1)
        self.assertEqual(wizard.hidden_sheets, "成本")
        self.assertIn("Row 4: hidden", wizard.skipped)

    def test_the_last_price_to_this_customer(self):
        """What was paid last for the same words or product stands beside (K3Q-4)."""
        first = self._take_over([UNKNOWN, HANDLE])
        self.assertEqual(first.order_line.mapped("last_price"), [0.0, 0.0])
        first.action_confirm()

        dearer = [*UNKNOWN[:5], 900, None, None, None]
        other = [*UNKNOWN[:1], "别的", *UNKNOWN[2:]]
        again = self._take_over([dearer, HANDLE, other]).with_user(self.seller)

        prices = again.order_line.mapped("last_price")
        self.assertEqual([round(one, 2) for one in prices], [765.0, 27.08, 0.0])
        foreign = self._take_over([HANDLE], partner_id=self._create_customer().id)
        self.assertFalse(foreign.order_line.last_price)

    def test_below_the_list(self):
        """Each row says how far it is below the list; custom work has none (K3Q-4)."""
        self.handle.list_price = 30
        order = self._take_over([UNKNOWN, HANDLE])

        self.assertEqual(order.order_line[0].below_list, 0.0)
        self.assertAlmostEqual(order.order_line[1].below_list, 9.75, delta=0.06)
