from odoo.tests import Form, TransactionCase, tagged

from ..tools.phone import (
    AREA_CODE,
    FOREIGN,
    LANDLINE,
    MOBILE,
    find_fault,
    write_chinese,
)
from .common import PipelineCommon

RIGHT = (
    *("13800138000", "138 0013 8000", "138-0013-8000", "\uff11\uff13800138000"),
    *("+86 138 0013 8000", "0086-13800138000", "86-13800138000"),
    *("0760-88123456", "(0760)8812345", "010-6925 8801", "+86 10 6925 8801"),
    *("86-760-82483032", "0760-88123456转801", "0760-88123456-801"),
    *("0760-88123456/88123457", "020-85091253、13800138000", "400-812-3456", "95555"),
    *("13800138000 13900139000", "0760-88123456  转801", "Tel: 0760-88123456"),
    *("+1 202 555 0122", "+49 30 901820", "", False),
)
WRONG = {
    "1380013800": MOBILE,
    "138001380001": MOBILE,
    "88123456": AREA_CODE,
    "88123456/0760-88123457": AREA_CODE,
    "123": LANDLINE,
    "0760-881234": LANDLINE,
    "12800138000": MOBILE,
    "0760-88123456/12": LANDLINE,
    "+49 1": FOREIGN,
    "0049 1": FOREIGN,
    "+999 12345678": FOREIGN,
}


@tagged("post_install", "-at_install")
class TestPhoneNumbers(TransactionCase):
    def test_right_ones(self):
        """IMP-1: in any form of writing."""
        for text in RIGHT:
            with self.subTest(text=text):
                self.assertIsNone(find_fault(text, "CN"))

    def test_wrong_ones(self):
        """IMP-1: and what is wrong with them."""
        for text, fault in WRONG.items():
            with self.subTest(text=text):
                self.assertEqual(find_fault(text, "CN")[1], fault)

    def test_a_mobile_is_no_landline(self):
        """IMP-1: the field of the mobile takes 11 digits and nothing else."""
        for text in ("0760-88123456", "400-812-3456", "88123456"):
            with self.subTest(text=text):
                self.assertEqual(find_fault(text, "CN", is_mobile=True)[1], MOBILE)
        self.assertIsNone(find_fault("138 0013 8000", "CN", is_mobile=True))

    def test_other_countries(self):
        """IMP-1: by their own rules; unknown where no country is."""
        self.assertIsNone(find_fault("202-555-0122", "US"))
        self.assertEqual(find_fault("12", "US")[1], FOREIGN)
        self.assertIsNone(find_fault("12", False))
        self.assertEqual(find_fault("+86 88123456", "US")[1], LANDLINE)


@tagged("post_install", "-at_install")
class TestPhoneCheck(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.customer = cls._create_customer(
            country_id=cls.china.id, user_id=cls.seller.id
        )
        cls.own = cls.customer.with_user(cls.seller)

    def test_wrong_numbers_are_refused(self):
        """IMP-1: with the field, the number and how it is written."""
        cases = {
            "mobile": ("1380013800", "Mobile 1380013800 .*has 11 digits"),
            "phone": ("88123456", "Phone 88123456 .*area code is missing"),
            "fax": ("0760-1", "Fax 0760-1 .*area code and 7 or 8 digits"),
        }
        for name, (number, sentence) in cases.items():
            with self.subTest(field=name), self._assert_refused(sentence):
                self.own[name] = number
        with self._assert_refused("for its country"):
            self.own.phone = "+49 1"
        self.own.phone = "0760-8812 3456"

    def test_new_customers_and_contacts(self):
        """IMP-1, TUR-3: entered by hand, by import or over the API."""
        partners = self.Partner.with_user(self.seller)
        vals = {"name": "New", "country_id": self.china.id, "phone": "88123456"}
        with self._assert_refused("New: Phone 88123456"):
            partners.create({**vals, "is_company": True})
        with self._assert_refused("New: Mobile 1380"):
            partners.create({"name": "New", "parent_id": self.own.id, "mobile": "1380"})
        result = partners.load(
            ["name", "is_company", "phone", "country_id/.id"],
            [["Row 1", "1", "88123456", str(self.china.id)]],
        )
        self.assertIn("Row 1: Phone 88123456", result["messages"][0]["message"])

    def test_without_a_country(self):
        """IMP-1: at home in China the rules of China hold, elsewhere none is sure."""
        self.customer.country_id = False
        self.env.company.country_id = self.env.ref("base.us")
        self.own.phone = "12"
        self.env.company.country_id = self.china
        with self._assert_refused("Phone 34"):
            self.own.phone = "34"

    def test_who_is_no_customer_is_not_checked(self):
        """IMP-1: a vendor, a mail or a web form, and what was there before."""
        vendor = self._create_customer("Vendor", supplier_rank=1)
        vendor.with_user(self.admin).phone = "12"
        self.own.sudo().phone = "12"
        self.own.write({"phone": "12", "city": "Zhongshan"})

        self.assertEqual(self.customer.phone, "12")

    def test_setting_switches_it_off(self):
        """IMP-1: an office that calls by other means."""
        self.env["ir.config_parameter"].set_param("jl_crm_pipeline.phone_check", "off")
        self.own.phone = "12"

        self.assertEqual(self.customer.phone, "12")

    def test_abbreviated_names_are_warned_of(self):
        """IMP-1: a company in China is named in full; an institution is."""
        names = {
            "松大科技": True,
            "中山市松大电子科技有限公司": False,
            "虎门五金厂": False,
            "中山大学": False,
            "Harbour Pumps": False,
        }
        for name, is_short in names.items():
            partner = self.Partner.new({"name": name, "is_company": True})
            with self.subTest(name=name):
                self.assertEqual(partner.is_name_abbreviated, is_short)
        person = self.Partner.new({"name": "王小明", "is_company": False})
        self.assertFalse(person.is_name_abbreviated)


@tagged("post_install", "-at_install")
class TestPhoneWriting(PipelineCommon):
    """A form writes Chinese numbers as people there do (ux.md 2)."""

    def test_chinese_writing(self):
        """IMP-1: the area code with a dash, a mobile in three groups."""
        for text, written in {
            "07568881234": "0756-8881234",
            "0756-8881234": "0756-8881234",
            "+86 756 888 1234": "0756-8881234",
            "(0756)8881234": "0756-8881234",
            "020-3480 4401": "020-34804401",
            "+86 10 6925 8801": "010-69258801",
            "13900000104": "139 0000 0104",
            "0086-139-0000-0104": "139 0000 0104",
            "0756-8881234转802": "0756-8881234-802",
            "0756-8881234-802": "0756-8881234-802",
            "4008123456": "400-812-3456",
            "95555": "95555",
            "+49 30 901820": None,
            "0756-8881234/8881235": None,
            "88123456": None,
            "": None,
        }.items():
            with self.subTest(text=text):
                self.assertEqual(write_chinese(text), written)

    def test_form(self):
        """ux.md 2: phone, mobile and fax, of customers and of their contacts."""
        form = Form(self.Partner.with_user(self.seller))
        form.name, form.country_id = "海天门窗", self.env.ref("base.cn")
        form.phone, form.mobile = "0391-2345671", "+86 186 7654 3219"
        partner = form.save()
        self.assertEqual(partner.phone, "0391-2345671")
        self.assertEqual(partner.mobile, "186 7654 3219")
        self.assertEqual(partner.phone_sanitized, "+8618676543219")
        form.phone = "+49 30 901820"
        self.assertEqual(form.save().phone, "+49 30 901820")
        partner.country_id = self.env.ref("base.de")
        form = Form(partner)
        form.phone = "030 901820"
        self.assertEqual(form.save().phone, "+49 30 901820")
