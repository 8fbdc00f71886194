import random

from odoo.tests import tagged

from ..models.access.res_partner_found_by import TYPED
from ..tools.search_text import read_digits, read_patterns
from .common import PipelineCommon

SEED = 17
FULL_WIDTH = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "0123456789+-()"}
NOBODY = "没有这样的人"


def write_mobile(draw, number):
    """Return a mobile number in one of the writings that people have."""
    parts = [number[:3], number[3:7], number[7:]]
    text = draw.choice(["", " ", "-", "  ", "."]).join(parts)
    return draw.choice(["", "", "+86 ", "+86", "0086", "86-", "(+86)"]) + text


def write_landline(draw, area, local):
    """Return a landline in one of the writings that people have."""
    if draw.random() < 0.5:
        local = f"{local[:4]}{draw.choice([' ', '-', ''])}{local[4:]}"
    if draw.random() < 0.3:
        prefix = draw.choice(["+86 ", "0086", "+86-", "(+86)"])
        return f"{prefix}{area[1:]}{draw.choice([' ', '-', ''])}{local}"
    return draw.choice(["{}-{}", "({}){}", "{} {}", "{}{}"]).format(area, local)


@tagged("post_install", "-at_install")
class TestCustomerFinding(PipelineCommon):
    """One box finds customers by all that is known of them (ux.md 1, 2; H07)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draw = random.Random(SEED)
        cls.company = cls._create_customer(
            "珠海市海天门窗有限公司",
            phone="0756-8881234",
            fax="0756-8881235",
            mobile="138 0013 8000",
            email="office@haitian.example",
            vat="91440400MA4UQJ1X0P",
            ref="HT-2026",
            user_id=cls.seller.id,
        )
        cls.company.alias_ids = [(0, 0, {"name": "海之天幕墙", "kind": "former"})]
        cls.contact = cls._create_person(
            "冯丽娟",
            parent_id=cls.company.id,
            mobile="139 0000 0104",
            phone="0756-6660001",
            fax="0756-6660002",
            email="feng@haitian.example",
        )

    def _find(self, text, user=None):
        partners = self.Partner.with_user(user or self.seller)
        listed = partners.search([("customer_status", "!=", False)])
        found = partners.search(
            [("customer_status", "!=", False), ("found_by", "ilike", text)]
        )
        self.assertLessEqual(found, listed)
        return found

    def _suggest(self, text, user=None):
        partners = self.Partner.with_user(user or self.seller)
        return dict(partners.name_search(text, [("customer_status", "!=", False)]))

    def test_all_that_is_known(self):
        """K3C-3, DUP-4: names, codes, mails and numbers of company and contact."""
        texts = ["海天", "之天幕", "冯丽娟", "丽娟", "HT-2026", "ma4uq", "feng@hai"]
        texts += ["138 0013 8000", "0756-8881235", "6660002", "office@haitian"]
        texts += [self.company.customer_code, "珠海 冯丽娟", "0104", "13900000104"]
        for text in texts:
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.company)
                self.assertIn(self.company.id, self._suggest(text))

    def test_any_writing_finds_any_writing(self):
        """H07: a number typed in one way finds what is stored in another."""
        for number in range(300):
            if number % 2:
                digits = f"13{self.draw.randrange(10**9):09}"
                stored, typed = (write_mobile(self.draw, digits) for _i in range(2))
            else:
                area = self.draw.choice(["0756", "020", "010", "0391"])
                size = 8 if len(area) == 3 else self.draw.choice([7, 8])
                local = f"{self.draw.choice('2345678')}"
                local += f"{self.draw.randrange(10 ** (size - 1)):0{size - 1}}"
                stored, typed = (
                    write_landline(self.draw, area, local) for _i in range(2)
                )
            if self.draw.random() < 0.3:
                typed = typed.translate(FULL_WIDTH)
            if self.draw.random() < 0.2:
                typed = f"{typed}转801"
            with self.subTest(stored=stored, typed=typed):
                self.contact.mobile = stored
                self.assertIn(self.company, self._find(typed))

    def test_parts_of_a_number(self):
        """H07: without the area code, the last digits, with the country typed first."""
        for stored, texts in {
            "0756-8881234": ("8881234", "888 1234", "0756", "+86 756 888", "1234"),
            "+86 756 888 1234": ("0756-8881234", "8881234", "0756"),
            "0756-8881234转802": ("0756-8881234", "0756-8881234-802", "8881234"),
            "0756-8881234/13911112222": ("13911112222", "8881234"),
            "13700137000 13911112222": ("139 1111 2222", "137-0013-7000"),
            "+49 (0)30 901820": ("+4930901820", "030 901820", "901820", "004930901820"),
            "400-812-3456": ("4008123456", "400 812 3456"),
        }.items():
            self.contact.phone = stored
            for text in texts:
                with self.subTest(stored=stored, text=text):
                    self.assertIn(self.company, self._find(text))

    def test_other_numbers_are_not_found(self):
        """H07: and no other one, a neighbour's number or one cut together of two."""
        self.contact.phone = "0756-6660001/0756-6660009"
        for text in ("13900000105", "0757-8881234", "+49 139 0000 0104", "0001075"):
            with self.subTest(text=text):
                self.assertFalse(self._find(text))

    def test_what_is_no_number(self):
        """K3C-3: a code or a date in a name is looked for as it was typed."""
        for text in ("C202611001", "12", "2026年", "A-12", "a@163.com", "", "转"):
            with self.subTest(text=text):
                self.assertFalse(read_digits(text))
        self.assertEqual(read_patterns("a%b"), [["%a\\%b%"]])

    def test_one_sign_is_searched_in_the_own_names(self):
        """K3C-3: a text too short for an index finds names as ever."""
        self.assertIn(self.company, self._find("窗"))
        self.assertIn(self.company.id, self._suggest("窗"))
        self.assertTrue(self._find(""))

    def test_contact_alone_is_found_as_well(self):
        """K3C-3: a field that takes contacts offers both."""
        found = dict(self.Partner.with_user(self.seller).name_search("13900000104"))
        self.assertEqual(set(found), {self.company.id, self.contact.id})

    def test_works_of_a_customer(self):
        """K3C-3: an opportunity is found by the mobile of the customer's contact."""
        lead = self._create_opportunity(self.company)
        leads = self.env["crm.lead"].with_user(self.seller)
        self.assertEqual(leads.search([("partner_id", "ilike", "13900000104")]), lead)

    def test_negation(self):
        """K3C-3: not found by a text is everybody else."""
        others = self.Partner.search([("found_by", "not ilike", "冯丽娟")])
        self.assertFalse(others & (self.company | self.contact))
        self.assertTrue(others)

    def test_list_says_what_matched(self):
        """ux.md 1: the contact with its number, another name, a code; no own name."""
        cases = {
            "13900000104": "Contact 冯丽娟 139 0000 0104",
            "丽娟": "Contact 冯丽娟 139 0000 0104",
            "feng@": "Contact 冯丽娟 feng@haitian.example",
            "6660001": "Contact 冯丽娟 0756-6660001",
            "8881234": "Phone 0756-8881234",
            "海之天": "Former Name 海之天幕墙",
            "HT-2026": "Reference HT-2026",
            "海天": False,
            NOBODY: False,
        }
        for text, told in cases.items():
            with self.subTest(text=text):
                own = self.company.with_user(self.seller).with_context(**{TYPED: text})
                self.assertEqual(own.found_by, told)
        self.assertFalse(self.company.with_user(self.seller).found_by)

    def test_cost_of_a_list(self):
        """ux.md 1: what matched takes as many statements for two as for twenty."""
        for number in range(20):
            customer = self._create_customer(f"Costly {number}", user_id=self.seller.id)
            self._create_person("冯丽娟", parent_id=customer.id)
        partners = self.Partner.with_user(self.seller).with_context(
            **{TYPED: ["冯丽娟"]}
        )
        domain = [("customer_status", "!=", False), ("found_by", "ilike", "冯丽娟")]
        self._assert_same_cost(
            lambda: partners.web_search_read(domain, {"found_by": {}}, limit=2),
            lambda: partners.web_search_read(domain, {"found_by": {}}, limit=20),
        )

    def test_cost_of_a_suggestion(self):
        """ux.md 1: no statement more for a number than for a name."""
        partners = self.Partner.with_user(self.seller)
        self._assert_same_cost(
            lambda: partners.name_search("海天"),
            lambda: partners.name_search("+86 139 0000 0104"),
        )

    def test_suggestions_say_what_was_found(self):
        """ux.md 1: every field that asks for a customer says it, as the list does."""
        partners = self.Partner.with_user(self.seller)

        def suggest(text):
            rows = partners.web_name_search(text, {"display_name": {}})
            return {row["id"]: row["__formatted_display_name"] for row in rows}

        name = self.company.name
        for text, said in {
            "13900000104": f"{name} \t --Contact 冯丽娟 139 0000 0104--",
            "海之天": f"{name} \t --Former Name 海之天幕墙--",
            "海天门窗": name,
        }.items():
            with self.subTest(text=text):
                self.assertEqual(suggest(text)[self.company.id], said)
        self.assertNotIn(
            "139",
            str(
                self.Partner.with_user(self.other_seller).web_name_search(
                    "冯丽娟", {"display_name": {}}
                )
            ),
        )

    def test_steps_after_a_search(self):
        """ux.md 3: whoever finds nothing goes on with what was typed."""
        partners = self.Partner.with_user(self.seller)
        for text, name in {
            "139 1111 2222": "mobile",
            "0756-8881234": "phone",
            "a@b.example": "email",
            "某某门窗": "name",
        }.items():
            steps = partners.get_steps_after_search(text)
            for step in ("analysis", "register"):
                with self.subTest(text=text, step=step):
                    context = steps[step]["context"]
                    self.assertEqual(context[f"default_{name}"], text)
        steps = self.Partner.with_user(self.employee).get_steps_after_search("某某")
        self.assertFalse(steps["register"])
