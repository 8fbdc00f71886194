import base64

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .offer_common import HANDLE, OfferCommon, make_workbook

HINGE = [
    None,
    "不锈钢滑撑",
    "铰链",
    "pcs",
    "\uff11,\uff10\uff10\uff10",
    "￥32.50",
    None,
    None,
    None,
]


@tagged("post_install", "-at_install")
class TestOfferImport(OfferCommon):
    def test_products_are_found_by_code_and_by_name(self):
        """Codes in any writing, then name with specification (K3Q-3)."""
        order = self._create_quotation()
        rows = [["\uff51\uff54\uff0dzs07", *HANDLE[1:]], HINGE]

        wizard = self._preview(order, rows)

        self.assertRecordValues(
            wizard.line_ids.sorted("number"),
            [
                {"number": 3, "product_id": self.handle.id, "quantity": 10.0},
                {"number": 4, "product_id": self.hinge.id, "quantity": 1000.0},
            ],
        )
        self.assertEqual(wizard.fitting_count, 2, wizard.line_ids.mapped("problem"))
        self.assertEqual(wizard.amount, 10 * 28.5 * 0.95 + 32500)
        self.assertEqual(wizard.sheet, "报价")

    def test_nothing_half_done(self):
        """K3Q-3: a row that does not fit keeps all out, unless it is left out."""
        order = self._create_quotation(is_quote_item_offer=False)
        rows = [HANDLE, ["QT-NONE", "x", None, None, 1, 1, None, None, None]]
        wizard = self._preview(order, rows)

        with self._assert_refused("1 rows do not fit, the first one in row 4"):
            wizard.action_take_over()
        self.assertEqual(order.order_line.product_id, self.quote_item)

        wizard.is_partial = True
        wizard.action_take_over()

        self.assertRecordValues(
            order.order_line,
            [
                {
                    "product_id": self.handle.id,
                    "name": "执手 七字型\n银色",
                    "product_uom_qty": 10.0,
                    "price_unit": 28.5,
                    "discount": 5.0,
                    "tax_ids": self.tax.ids,
                }
            ],
        )

    def test_a_product_is_chosen_in_the_preview(self):
        """What the file calls otherwise is told by the user (K3Q-3)."""
        rows = [["QT-NONE", "x", None, None, 2, 3, None, None, None]]
        order = self._create_quotation(is_quote_item_offer=False)
        wizard = self._preview(order, rows)

        wizard.line_ids.product_id = self.hinge

        self.assertTrue(wizard.line_ids.is_fitting)
        self.assertEqual(wizard.amount, 6)

    def test_rows_wait_for_the_order(self):
        """The quote item gets the sum, and the rows its place when ordered (K3Q-3)."""
        order = self._create_quotation()
        untaxed = [*HANDLE[:7], None, HANDLE[8]]
        wizard = self._preview(order, [untaxed, HINGE], moment="order")

        wizard.action_take_over()

        self.assertEqual(order.order_line.product_id, self.quote_item)
        self.assertEqual(order.amount_untaxed, 270.75 + 32500)
        self.assertEqual(order.offer_row_count, 2)

        order.action_confirm()

        self.assertEqual(order.order_line.product_id, self.handle | self.hinge)
        self.assertEqual(order.amount_untaxed, 270.75 + 32500)
        self.assertFalse(order.offer_row_count)

    def test_the_sum_stands_on_one_line(self):
        """Different taxes or several lines can not stand for the rows (K3Q-3)."""
        order = self._create_quotation()
        wizard = self._preview(order, [HANDLE, HINGE], moment="order")
        with self._assert_refused("different taxes"):
            wizard.action_take_over()

        order.order_line.copy({"order_id": order.id})
        with self._assert_refused("Leave one line"):
            wizard.action_take_over()

        order.order_line.unlink()
        wizard.line_ids[1:].unlink()
        wizard.action_take_over()
        self.assertEqual(order.order_line.product_id, self.quote_item)
        self.assertEqual(order.order_line.tax_ids, self.tax)

    def test_a_file_chosen_in_the_dialogue_is_kept(self):
        """K3Q-3: it is attached to the quotation, and its hash with what was taken."""
        order = self._create_quotation()
        wizard = self._open_import(order)
        with self._assert_refused("Choose the file"):
            wizard.action_preview()
        content = make_workbook([HINGE])
        wizard.write({"upload": base64.b64encode(content), "upload_name": "更改.xlsx"})

        wizard.action_preview()
        # one that is only looked at is no offer
        self.assertFalse(order.offer_file_ids)
        wizard.action_back()
        self.assertEqual(wizard.state, "file")
        wizard.action_preview()
        wizard.action_take_over()

        self.assertEqual(order.offer_file_ids.name, "更改.xlsx")
        self.assertEqual(order.offer_file_ids.res_id, order.id)
        self.assertEqual(order.offer_file_ids.raw, content)
        self.assertEqual(order.offer_source, "更改.xlsx")
        self.assertEqual(len(order.offer_hash), 64)

    def test_the_name_of_a_product_stands_once(self):
        """As on a line that was chosen; other words of the file stay (K3Q-3)."""
        rows = [
            ["QT-ZS07", "平开窗执手", "七字型", None, 1, 1, None, None, "银色"],
            ["QT-HC16", "滑撑", "16寸", None, 1, 1, None, None, None],
        ]
        order = self._create_quotation(is_quote_item_offer=False)
        self._preview(order, rows).action_take_over()

        names = order.order_line.filtered("product_id").mapped("name")
        self.assertIn(f"{self.handle.display_name}\n银色", names)
        self.assertIn("滑撑 16寸", names)

    def test_nothing_to_take_over(self):
        """Without a row that fits nothing is taken over (K3Q-3)."""
        rows = [["QT-NONE", "x", None, None, 1, 1, None, None, None]]
        order = self._create_quotation(is_quote_item_offer=False)
        wizard = self._preview(order, rows)
        wizard.is_partial = True

        with self._assert_refused("No row fits"):
            wizard.action_take_over()

    def test_only_quotations(self):
        """What is ordered keeps its lines (K3Q-3)."""
        order = self._create_quotation()
        self._attach(order, make_workbook([HANDLE]))
        wizard = self._open_import(order)
        order.action_cancel()

        for step in (wizard.action_preview, wizard.action_take_over):
            with self._assert_refused("no longer a quotation"):
                step()
        with self._assert_refused("no longer a quotation"):
            order.action_import_offer()

    def test_rights(self):
        """Who may not change the quotation reads nothing into it (K3Q-3)."""
        order = self._create_quotation()
        self._attach(order, make_workbook([HANDLE]))
        wizard = self._open_import(order)

        with self.assertRaises(AccessError):
            self._open_import(order, self.other_seller)
        with self.assertRaises(AccessError):
            wizard.with_user(self.employee).action_preview()
        with self.assertRaises(AccessError):
            wizard.with_user(self.other_seller).action_preview()

    def test_cost(self):
        """Forty rows take hardly more statements to read than four (K3Q-3)."""
        few, many = (
            self._open_import(order)
            for order in (self._create_quotation(), self._create_quotation())
        )
        self._attach(few.order_id, make_workbook([HANDLE, HINGE] * 2))
        self._attach(many.order_id, make_workbook([HANDLE, HINGE] * 20))
        for wizard in (few, many):
            wizard.attachment_id = wizard.order_id.offer_file_ids

        for wizard in (few, many):
            wizard.action_preview()
        more = self._count_queries(many.action_preview)
        self.assertLess(more - self._count_queries(few.action_preview), 12)
