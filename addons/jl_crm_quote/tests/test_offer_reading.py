import io
import zipfile

from odoo.tests import tagged

from ..tools.offer_error import OfferError, Problem
from .offer_common import HANDLE, HEADINGS, OfferCommon, make_workbook

# rows, each with what is said of it
ROWS = [
    (HANDLE, "^fits$"),
    (
        ["QT-NONE", "x", None, None, 1, 1, None, None, None],
        "No product has the code “QT-NONE”",
    ),
    (
        [None, "没有的东西", None, None, 1, 1, None, None, None],
        "No product is called “没有的东西”",
    ),
    (
        [None, "平开窗执手", "七字型", None, 1, 1, None, None, None],
        "Several products fit “平开窗执手”: .*QT-ZS0",
    ),
    (
        ["QT-ZS07", None, None, "吨", 1, 1, None, None, None],
        "The unit “吨” does not fit",
    ),
    (
        ["QT-ZS07", None, None, None, "many", 1, None, None, None],
        "“many” in “数量” is not a number",
    ),
    (
        ["QT-ZS07", None, None, None, -1, 1, None, None, None],
        "“数量” has to be more than 0",
    ),
    (
        ["QT-ZS07", None, None, None, 1, 1, 0.9, None, None],
        "“0.9” in “折扣率” may mean two things: write 10% for a tenth off",
    ),
    (
        ["QT-ZS07", None, None, None, 1, 1, None, 0.99, None],
        "There is no tax on sales of 99 %",
    ),
    (
        ["QT-ZS07", None, None, None, None, 1, None, None, None],
        "“数量” is empty",
    ),
    (
        [None, None, None, None, 1, 1, None, None, None],
        "^“物料代码” is empty.$",
    ),
]
LEFT_OUT = [
    ["合计", None, None, None, 14, None, None, None, None],
    ["一、五金", None, None, None, None, None, None, None, None],
]


@tagged("post_install", "-at_install")
class TestOfferReading(OfferCommon):
    def test_rows_that_do_not_fit_say_why(self):
        """Each with its row and a reason; the others still fit (K3Q-3)."""
        self.env["product.product"].create(
            {"name": self.handle.name, "default_code": "QT-ZS08"}
        )
        content = [*(row for row, _reason in ROWS), *LEFT_OUT]
        order = self._create_quotation(is_quote_item_offer=False)
        wizard = self._preview(order, content)

        lines = wizard.line_ids.sorted("number")
        self.assertEqual(len(lines), len(ROWS))
        for line, (row, reason) in zip(lines, ROWS, strict=True):
            with self.subTest(row=row):
                self.assertRegex(line.problem or "fits", reason)
        self.assertEqual(wizard.unfit_count, 10)
        self.assertIn("Row 14: a total, “合计”", wizard.skipped)
        self.assertIn("Row 15: “一、五金”", wizard.skipped)

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
            "This is not an Excel file": b"a,b\n1,2\n",
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
        sentences = self.env["crm.offer.import"]
        for key, text in (
            ("rows", "more than 7 rows"),
            ("sheets", "more than 7 sheets"),
        ):
            self.assertIn(text, sentences._word_error(OfferError(key, most=7)))

    def test_every_reason_has_a_sentence(self):
        """No reason of the reader is without words (K3Q-3)."""
        for key in ("date", "error", "formula", "merged", "long", "range"):
            sentence = self.env["crm.offer.import"]._word_problem(
                Problem(key, "数量", "7")
            )
            self.assertIn("数量", sentence)

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
