import io

import openpyxl

from odoo.tests import HttpCase, tagged

from ..models.imports.res_partner import TEMPLATE
from ..tools.import_headings import HEADINGS, LANGUAGES, find_field, list_template
from .common import PipelineCommon

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
# what an office has: a mobile that became a number, two phones in a cell
LIST = """公司名称,联系人,手机,电话,省份,城市,地址,职务,传真号码甲
珠海探针门窗有限公司,冯小娟,13711190104.0,0756-8771934/8771935,广东,珠海市,前山路18号,采购经理,x
中山探针幕墙有限公司,李大国,1.3711190105E10,,广东省,中山市,,,
"""


@tagged("post_install", "-at_install")
class TestCustomerList(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.env.company.country_id = cls.china

    def _import(self, text):
        imports = self.env["base_import.import"].with_user(self.clerk)
        # Odoo makes contacts of commands as the one whose request it is
        transaction = self.env.transaction
        self.addCleanup(setattr, transaction, "default_env", transaction.default_env)
        transaction.default_env = imports.env
        record = imports.create(
            {
                "res_model": "res.partner",
                "file": text.encode(),
                "file_name": "customers.csv",
                "file_type": "text/csv",
            }
        )
        options = dict(OPTIONS)
        preview = record.parse_preview(options)
        fields = [
            "/".join(preview["matches"].get(place, [])) or False
            for place in range(len(preview["headers"]))
        ]
        result = record.execute_import(fields, preview["headers"], options)
        return fields, result

    def test_the_usual_list(self):
        """IMP-5, ux.md 11: one row makes a company and its contact."""
        fields, result = self._import(LIST)

        self.assertEqual(
            fields[:8],
            [
                *("name", "child_ids/name", "child_ids/mobile", "phone", "state_id"),
                *("city", "street", "child_ids/function"),
            ],
        )
        self.assertFalse(result["messages"])
        door, wall = self.Partner.browse(result["ids"])
        self.assertRecordValues(
            door | wall,
            [
                {
                    "name": "珠海探针门窗有限公司",
                    "is_company": True,
                    "country_id": self.china.id,
                    "city": "珠海市",
                    "customer_status": "potential",
                },
                {
                    "name": "中山探针幕墙有限公司",
                    "is_company": True,
                    "country_id": self.china.id,
                    "city": "中山市",
                    "customer_status": "potential",
                },
            ],
        )
        self.assertEqual(door.state_id, wall.state_id)
        self.assertIn("广东", door.state_id.with_context(lang="zh_CN").name)
        contact = door.child_ids
        self.assertEqual(contact.name, "冯小娟")
        self.assertEqual(contact.function, "采购经理")
        self.assertEqual("".join(filter(str.isdigit, contact.mobile)), "13711190104")
        self.assertIn("13711190105", wall.child_ids.mobile.replace(" ", ""))

    def test_further_contacts_below(self):
        """IMP-5: rows without a company are further contacts of the one above."""
        text = "公司名称,联系人\n珠海探针门窗有限公司,冯小娟\n,李大国\n"
        _fields, result = self._import(text)

        [customer] = self.Partner.browse(result["ids"])
        self.assertEqual(set(customer.child_ids.mapped("name")), {"冯小娟", "李大国"})

    def test_a_wrong_mobile_is_refused_with_its_row(self):
        """K3D-1, ux.md 11: ten digits are no mobile, whatever the file leaves out."""
        text = "公司名称,联系人,手机\n珠海探针门窗有限公司,冯小娟,1390000010\n"
        _fields, result = self._import(text)

        self.assertFalse(result["ids"])
        [message] = result["messages"]
        self.assertEqual(message["rows"]["from"], 0)
        self.assertIn("1390000010", message["message"])

    def test_what_was_chosen_once_stands(self):
        """IMP-5: a column that the user has mapped before stays so."""
        self.env["base_import.mapping"].create(
            {
                "res_model": "res.partner",
                "column_name": "手机",
                "field_name": "phone",
            }
        )
        fields, _result = self._import(
            "公司名称,手机\n珠海探针门窗有限公司,13711190104\n"
        )
        self.assertEqual(fields, ["name", "phone"])

    def test_people_who_are_imported_stay_people(self):
        """IMP-5: a list without contacts is taken as it is."""
        text = "Name,Email\nProbe Person,probe@example.com\n"
        _fields, result = self._import(text)
        self.assertFalse(self.Partner.browse(result["ids"]).is_company)

    def test_headings_as_people_write_them(self):
        """IMP-5: marks, blanks and what is required beside them do not matter."""
        for heading, field in (
            ("*手机\uff08必填\uff09", "child_ids/mobile"),
            (" 公司 名称 ", "name"),
            ("聯絡人", "child_ids/name"),
            ("MOBILE", "child_ids/mobile"),
            ("统一社会信用代码", "vat"),
            ("生日", None),
        ):
            with self.subTest(heading=heading):
                self.assertEqual(find_field(heading), field)

    def test_every_heading_is_of_one_field(self):
        """IMP-5: a heading means one thing, and each field of it can be imported."""
        fields = self.env["res.partner"]._fields
        for field, words in HEADINGS.items():
            first, _slash, last = field.partition("/")
            self.assertIn(first, fields)
            self.assertIn(last or first, fields)
            for word in words:
                self.assertEqual(find_field(word), field, word)

    def test_template(self):
        """IMP-5: the template is offered, and its own columns are recognized."""
        partners = self.env["res.partner"].with_user(self.clerk)
        self.assertEqual(partners.get_import_templates()[0]["template"], TEMPLATE)
        for lang in LANGUAGES:
            headings = [heading for heading, _example in list_template(lang)]
            self.assertTrue(all(map(find_field, headings)), headings)
        columns = [
            (heading, text.replace("139 0000 0104", "137 1119 0106"))
            for heading, text in list_template("zh_CN")
        ]
        text = "\n".join(",".join(line) for line in zip(*columns, strict=True))
        text = text.replace("海天", "探针").replace("888 1234", "877 1936")
        _fields, result = self._import(text)
        self.assertFalse(result["messages"])
        self.assertEqual(len(result["ids"]), 1)


@tagged("post_install", "-at_install")
class TestTemplateDownload(HttpCase):
    def test_download(self):
        """IMP-5: a file of Excel in the user's language; strangers get none."""
        self.assertNotIn("spreadsheet", self.url_open(TEMPLATE).headers["Content-Type"])
        self.authenticate("admin", "admin")
        response = self.url_open(TEMPLATE)

        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        headings = [cell.value for cell in sheet[1]]
        self.assertTrue(all(map(find_field, headings)))
        self.assertEqual(sheet["A2"].number_format, "@")
