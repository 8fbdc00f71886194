import base64
import io
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.offer_error import OfferError, Problem
from .offer_common import HEADINGS, OfferCommon, make_workbook

HANDLE = ["QT-ZS07", "执手", "七字型", "套", 10, 28.5, "5%", "17.5%", "银色"]
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

    def test_rows_that_do_not_fit_say_why(self):
        """Each with its row and a reason; the others still fit (K3Q-3)."""
        self.env["product.product"].create(
            {"name": self.handle.name, "default_code": "QT-ZS08"}
        )
        rows = [
            HANDLE,
            ["QT-NONE", "x", None, None, 1, 1, None, None, None],
            [None, "没有的东西", None, None, 1, 1, None, None, None],
            [None, "平开窗执手", "七字型", None, 1, 1, None, None, None],
            ["QT-ZS07", None, None, "吨", 1, 1, None, None, None],
            ["QT-ZS07", None, None, None, "many", 1, None, None, None],
            ["QT-ZS07", None, None, None, -1, 1, None, None, None],
            ["QT-ZS07", None, None, None, 1, 1, 0.9, None, None],
            ["QT-ZS07", None, None, None, 1, 1, None, 0.99, None],
            ["QT-ZS07", None, None, None, None, 1, None, None, None],
            ["合计", None, None, None, 14, None, None, None, None],
            ["一、五金", None, None, None, None, None, None, None, None],
        ]
        wizard = self._preview(self._create_quotation(), rows)

        reasons = [
            "",
            "No product has the code “QT-NONE”",
            "No product is called “没有的东西”",
            "Several products fit “平开窗执手”: .*QT-ZS0",
            "The unit “吨” does not fit",
            "“many” in “数量” is no number",
            "“数量” has to be more than 0",
            "“0.9” in “折扣率” may mean two things: write 10% for a tenth off",
            "There is no tax on sales of 99 %",
            "“数量” is empty",
        ]
        lines = wizard.line_ids.sorted("number")
        self.assertEqual(len(lines), len(reasons))
        for line, reason in zip(lines, reasons, strict=True):
            self.assertRegex(line.problem or "fits", reason or "fits")
        self.assertEqual(wizard.unfit_count, 9)
        self.assertIn("Row 13: a total, “合计”", wizard.skipped)
        self.assertIn("Row 14: “一、五金”", wizard.skipped)

    def test_nothing_half_done(self):
        """K3Q-3: a row that does not fit keeps all out, unless it is left out."""
        order = self._create_quotation()
        rows = [HANDLE, ["QT-NONE", "x", None, None, 1, 1, None, None, None]]
        wizard = self._preview(order, rows)

        with self._assert_refused("1 rows do not fit, the first one in row 4"):
            wizard.action_take_over()
        self.assertEqual(order.order_line.product_id, self.quote_item)

        wizard.write({"is_partial": True, "moment": "now"})
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
        self.assertFalse(order.is_quote_item_offer)

    def test_a_product_is_chosen_in_the_preview(self):
        """What the file calls otherwise is told by the user (K3Q-3)."""
        rows = [["QT-NONE", "x", None, None, 2, 3, None, None, None]]
        wizard = self._preview(self._create_quotation(), rows)

        wizard.line_ids.product_id = self.hinge

        self.assertTrue(wizard.line_ids.is_fitting)
        self.assertEqual(wizard.amount, 6)

    def test_rows_wait_for_the_order(self):
        """The quote item gets the sum, and the rows its place when ordered (K3Q-3)."""
        order = self._create_quotation()
        untaxed = [*HANDLE[:7], None, HANDLE[8]]
        wizard = self._preview(order, [untaxed, HINGE])
        self.assertEqual(wizard.moment, "order")

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
        wizard = self._preview(order, [HANDLE, HINGE])
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

    def test_price_with_tax(self):
        """A price that includes the tax is brought to what a line has (K3Q-3)."""
        headings = [*HEADINGS[:5], "含税单价", *HEADINGS[6:]]
        order = self._create_quotation(is_quote_item_offer=False)
        wizard = self._preview(
            order,
            [
                [*HANDLE[:5], 117.5, None, 0.175, None],
                [*HANDLE[:5], 9, None, None, None],
            ],
            headings=headings,
        )
        self.assertEqual(wizard.moment, "now")

        wizard.action_take_over()

        self.assertEqual(order.order_line.mapped("price_unit"), [100.0, 9.0])

    def test_units_as_people_write_them(self):
        """A set is a piece; a dozen is converted (K3Q-3)."""
        rows = [
            ["QT-ZS07", None, None, unit, 1, 1, None, None, None]
            for unit in ("樘", "打", "Units", None)
        ]
        wizard = self._preview(self._create_quotation(), rows)
        wizard.moment = "now"

        wizard.action_take_over()

        units = wizard.order_id.order_line.product_uom_id
        unit, dozen = (
            self.env.ref(f"uom.product_uom_{name}") for name in ("unit", "dozen")
        )
        self.assertEqual(units, unit | dozen)

    def test_files_that_are_no_offer(self):
        """Each is told what to do, and nothing is changed (K3Q-3)."""
        plain = make_workbook([HANDLE])
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"<a>" + b" " * 5_000_000)
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        files = {
            "The file is empty": b"",
            "This is no Excel file": b"a,b\n1,2\n",
            "protected with a password": ole + "EncryptedPackage".encode("utf-16-le"),
            "old format of Excel": ole + b"Workbook",
            "damaged": plain[:200],
            "unpack to more": bomb.getvalue(),
            "larger than 20 MB": b"PK" + bytes(21 * 1024 * 1024),
            "No row of headings": make_workbook([[1, 2]], headings=["甲", "乙"]),
            "headings, but none for: Quantity, Unit price": make_workbook(
                [], headings=["编码", "名称"]
            ),
            "No row with a quantity": make_workbook([]),
        }
        for sentence, content in files.items():
            with self.subTest(sentence=sentence):
                order = self._create_quotation()
                self._attach(order, content)
                with self._assert_refused(sentence):
                    self._open_import(order).action_preview()
                self.assertEqual(order.order_line.product_id, self.quote_item)

    def test_too_much(self):
        """Rows and sheets beyond the limits are refused with the figure (K3Q-3)."""
        sentences = self.env["offer.sentence.mixin"]
        for key, text in (
            ("rows", "more than 7 rows"),
            ("sheets", "more than 7 sheets"),
        ):
            self.assertIn(text, sentences._word_error(OfferError(key, most=7)))

    def test_every_reason_has_a_sentence(self):
        """No reason of the reader is without words (K3Q-3)."""
        for key in ("date", "error", "formula", "merged", "long", "range"):
            sentence = self.env["offer.sentence.mixin"]._word_problem(
                Problem(key, "数量", "7")
            )
            self.assertIn("数量", sentence)

    def test_a_file_chosen_in_the_dialogue_is_kept(self):
        """K3Q-3: it is attached to the quotation, and its hash with what was taken."""
        order = self._create_quotation()
        wizard = self._open_import(order)
        with self._assert_refused("Choose the file"):
            wizard.action_preview()
        content = make_workbook([HINGE])
        wizard.write({"upload": base64.b64encode(content), "upload_name": "更改.xlsx"})

        wizard.action_preview()
        wizard.action_back()
        self.assertEqual(wizard.state, "file")
        wizard.action_preview()
        wizard.action_take_over()

        self.assertEqual(order.offer_file_ids.name, "更改.xlsx")
        self.assertEqual(order.offer_file_ids.raw, content)
        self.assertEqual(order.offer_source, "更改.xlsx")
        self.assertEqual(len(order.offer_hash), 64)

    def test_nothing_to_take_over(self):
        """Without a row that fits nothing is taken over (K3Q-3)."""
        rows = [["QT-NONE", "x", None, None, 1, 1, None, None, None]]
        wizard = self._preview(self._create_quotation(), rows)
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
            with self._assert_refused("no quotation any more"):
                step()
        with self._assert_refused("no quotation any more"):
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

    def test_many_rows_that_were_left_out(self):
        """The list of what was left out has an end (K3Q-3)."""
        rows = [HANDLE] + [["小计", *[None] * 8]] * 60

        wizard = self._preview(self._create_quotation(), rows)

        self.assertIn("… and 10 more", wizard.skipped)

    def test_template_can_be_read(self):
        """What is downloaded is understood, in every language (K3Q-3)."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(
            self._create_quotation().action_import_offer()["res_model"],
            "crm.offer.import",
        )
        action = self.env["crm.offer.import"].action_template()
        self.assertEqual(action["url"], "/jl_crm_quote/offer_template")
        for lang in ("en_US", "zh_CN"):
            order = self._create_quotation()
            wizards = self.env["crm.offer.import"].with_context(lang=lang)
            self.handle.default_code = "KL-ZS07X"
            self._attach(order, wizards._make_template())
            wizard = self._open_import(order)
            wizard.action_preview()
            self.assertEqual(wizard.line_ids.row["tax"], 13.0)
            self.assertEqual(wizard.line_ids.discount, 5.0)

    def test_errors_leave_no_trace(self):
        """A refusal is a UserError, for RPC as well (K3Q-3)."""
        order = self._create_quotation()
        self._attach(order, b"PK\x03\x04broken")
        with self.assertRaises(UserError):
            self._open_import(order).action_preview()
