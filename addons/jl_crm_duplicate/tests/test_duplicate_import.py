import base64
import io
from unittest.mock import patch

import openpyxl
from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DuplicateCommon

NAME = "中山市松大电子科技有限公司"
PHONE = "0760-8812 3456"
FIELDS = ["name", "is_company", "phone"]
OPTIONS = {
    "quoting": '"',
    "separator": ",",
    "has_headers": True,
    "encoding": "utf-8",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "date_format": "",
    "datetime_format": "",
}
FILE = """客户名称,公司,电话,备注
珠海远航渔具有限公司,1,0756-3322110,新
中山松大电子科技公司,1,,旧
,,,只有备注
恒达贸易行,1,0760 88123456,同号
远航渔具(珠海)有限公司,1,,重复
佛山宏图照明有限公司,1,,=1+1
"""
MAPPING = ["name", "is_company", "phone", False]


@tagged("post_install", "-at_install")
class TestDuplicateImport(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(NAME, phone=PHONE, user_id=cls.holder.id)
        cls.env.cr.flush()
        cls.partners = cls.Partner.with_user(cls.seller)

    def _load(self, *rows, fields=None, user=None):
        partners = self.Partner.with_user(user or self.seller)
        return partners.load(fields or FIELDS, list(rows))

    def _names(self, result):
        return self.Partner.browse(result["ids"]).mapped("name")

    def test_duplicates_are_left_out_and_the_rest_goes_in(self):
        """DUP-3: rows in = rows made + rows reported, each with its reason."""
        result = self._load(
            ["珠海远航渔具有限公司", "1", ""],
            ["中山松大电子科技", "1", ""],
            ["恒达贸易行", "1", PHONE],
            ["远航渔具(珠海)有限公司", "1", ""],
            ["佛山宏图照明有限公司", "1", ""],
        )

        self.assertEqual(
            self._names(result), ["珠海远航渔具有限公司", "佛山宏图照明有限公司"]
        )
        messages = result["messages"]
        self.assertEqual([one["rows"]["from"] for one in messages], [1, 2, 3])
        self.assertEqual({one["type"] for one in messages}, {"warning"})
        certain, likely, twin = (one["message"] for one in messages)
        self.assertRegex(certain, f"is already in the system.*{NAME}.*Left out")
        self.assertIn("in a column for the field", likely)
        self.assertIn("珠海远航渔具有限公司", twin)

    def test_refused_rows_leave_nothing_behind(self):
        """DUP-3: no message, no external id, no key."""
        before = self.env["mail.message"].search_count([])
        names = "id", *FIELDS
        result = self._load(["dup_test.one", NAME, "1", ""], fields=names)

        self.assertFalse(result["ids"])
        self.assertFalse(self.env.ref("dup_test.one", raise_if_not_found=False))
        self.assertEqual(self.env["mail.message"].search_count([]), before)
        self._assert_in_line()

    def test_column_gives_reasons(self):
        """DUP-3: who may, imports a duplicate with a reason, which is kept."""
        rows = [["恒达贸易行", "1", PHONE, "集团内另一家"], [NAME, "1", "", "同名"]]
        fields = [*FIELDS, "duplicate_reason"]

        result = self._load(*rows, fields=fields)
        self.assertEqual(self._names(result), ["恒达贸易行"])
        self.assertEqual(len(result["messages"]), 1)
        result = self._load(rows[1], fields=fields, user=self._create_chief())
        self.assertEqual(self._names(result), [NAME])

        kept = self.env["crm.duplicate.override"].search([("verdict", "=", "certain")])
        self.assertIn("同名", kept.mapped("reason"))

    def test_update_is_checked_as_a_write(self):
        """DUP-3: by external and by database id; what was alike before is no news."""
        self._load(["dup_test.x", "远航渔具", "1", ""], fields=["id", *FIELDS])
        other = self.env.ref("dup_test.x")

        for fields, own_id in ((["id", "name"], "dup_test.x"), ([".id", "name"], None)):
            with self.subTest(fields=fields):
                row = [own_id or str(other.id), NAME]
                result = self._load(row, fields=fields)
                self.assertFalse(result["ids"])
                self.assertEqual(len(result["messages"]), 1)
                self.assertEqual(other.name, "远航渔具")
        result = self._load(["dup_test.x", "远航渔具厂"], fields=["id", "name"])
        self.assertEqual(result["ids"], other.ids)

    def test_errors_of_other_rows_stay_what_they_are(self):
        """DUP-3: a row that is wrong by itself stops the import as ever."""
        result = self._load(
            ["甲乙丙铝业", "1", ""], [NAME, "1", ""], ["丁", "perhaps", ""]
        )

        self.assertFalse(result["ids"])
        types = [one["type"] for one in result["messages"]]
        self.assertEqual(sorted(types), ["error", "warning"])

    def test_rows_one_by_one_leave_duplicates_out_too(self):
        """DUP-3: Odoo tries rows alone when a batch fails."""
        create = type(self.Partner).create

        def fail_in_batches(partners, vals_list):
            if len(vals_list) > 1:
                raise ValueError("batch")
            return create(partners, vals_list)

        with patch.object(type(self.Partner), "create", fail_in_batches):
            result = self._load(["甲乙丙铝业", "1", ""], [NAME, "1", ""])

        self.assertEqual(self._names(result), ["甲乙丙铝业"])
        self.assertEqual(len(result["messages"]), 1)

    def test_collision_repeats_the_whole_request(self):
        """DUP-3: Odoo would make a message of it, and rows would be lost."""
        index = self.env.registry["crm.duplicate.index"]
        with (
            patch.object(index, "_take_turns", side_effect=SerializationFailure),
            self.assertRaises(SerializationFailure),
        ):
            self._load([NAME, "1", ""])

    def test_superuser_s_load_lets_everything_in(self):
        """DUP-3: nobody is there to read the messages; a note says it."""
        result = self.Partner.load(FIELDS, [[NAME, "1", ""]])

        self.assertEqual(self._names(result), [NAME])

    def _upload(self, text=FILE):
        wizards = self.env["base_import.import"].with_user(self.seller)
        return wizards.create(
            {
                "res_model": "res.partner",
                "file": text.encode(),
                "file_name": "客户.csv",
                "file_type": "text/csv",
            }
        )

    def _execute(self, wizard, dryrun=False, **options):
        columns = ["客户名称", "公司", "电话", "备注"]
        options = {**OPTIONS, **options}
        return wizard.execute_import(MAPPING, columns, options, dryrun=dryrun)

    def test_test_and_import_say_the_same(self):
        """DUP-3, K3D-2: the dry run reports each row's verdict and keeps nothing."""
        wizard = self._upload()
        count = self.Partner.search_count([])

        tested = self._execute(wizard, dryrun=True)
        self.assertEqual(self.Partner.search_count([]), count)
        done = self._execute(wizard)

        self.assertEqual(self.Partner.search_count([]), count + 2)
        told = [[one["message"] for one in run["messages"]] for run in (tested, done)]
        self.assertEqual(*told)
        self.assertEqual(len(told[0]), 3)

    def test_batches_report_their_own_rows(self):
        """DUP-3: the second batch counts from its own first row."""
        wizard = self._upload()
        self._execute(wizard, limit=3)

        result = self._execute(wizard, skip=3, limit=3)

        self.assertEqual([one["rows"]["from"] for one in result["messages"]], [0])

    def test_left_out_rows_come_as_a_file(self):
        """DUP-3: the user's own columns and the reason; no formula comes to life."""
        wizard = self._upload()
        left_out = [[4, "fifth"], [1, "second"]]

        file = wizard.export_left_out(MAPPING, OPTIONS, left_out)

        self.assertEqual(file["name"], "客户 - left out.xlsx")
        stream = io.BytesIO(base64.b64decode(file["content"]))
        lines = list(openpyxl.load_workbook(stream).active.values)
        self.assertEqual(
            lines,
            [
                ("客户名称", "公司", "电话", "备注", "Why Left Out"),
                ("中山松大电子科技公司", "1", None, "旧", "second"),
                ("佛山宏图照明有限公司", "1", None, "=1+1", "fifth"),
            ],
        )

    def test_file_without_headings_and_wrong_rows(self):
        """DUP-3: bad input is answered in words."""
        wizard = self._upload()
        options = {**OPTIONS, "has_headers": False}
        file = wizard.export_left_out(MAPPING, options, [[0, "x"]])
        self.assertTrue(file["content"])
        with self.assertRaisesRegex(UserError, "Import it again"):
            wizard.export_left_out(MAPPING, OPTIONS, [[99, "x"]])

    def test_reason_is_offered_as_a_column(self):
        """DUP-3: the import screen lists the field."""
        fields = self.env["base_import.import"].get_fields_tree("res.partner")
        self.assertIn("duplicate_reason", [field["name"] for field in fields])

    def test_batch_costs_the_same_queries_however_many(self):
        """DUP-3: one statement checks a whole batch."""
        words = "松竹梅兰菊桂柳桃杏荷莲枫杉柏槐榆桐樟棠葵"

        def load(number, name):
            rows = [
                [f"{name}{word}{word}铝业有限公司", "1", ""] for word in words[:number]
            ]
            self.assertEqual(len(self._load(*rows)["ids"]), number)

        load(2, "甲")
        few = self._count_queries(lambda: load(2, "乙"))
        self.assertLess(self._count_queries(lambda: load(20, "丙")) - few, 4)
