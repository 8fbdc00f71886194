from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestSalespersonCode(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["crm.team"].create({"name": "Code Office"})
        cls.people = cls.seller | cls.other_seller
        cls.people.salesperson_code = False
        cls.env["crm.team.member"].search([("user_id", "in", cls.people.ids)]).unlink()
        for user in cls.people:
            cls._join(user, cls.office)

    @classmethod
    def _join(cls, user, team):
        members = cls.env["crm.team.member"]
        members.search([("user_id", "=", user.id)]).unlink()
        members.create({"user_id": user.id, "crm_team_id": team.id})

    def test_the_office_gives_codes(self):
        """RES-1: whoever is in the office, or joins it, has one; nobody types it."""
        self.assertFalse(self.seller.salesperson_code)

        self.office.salesperson_prefix = "QX01"

        codes = set(self.people.mapped("salesperson_code"))
        self.assertEqual(codes, {"QX0101", "QX0102"})
        newcomer = self._create_user("code_newcomer", "sales_team.group_sale_salesman")
        self._join(newcomer, self.office)
        self.assertEqual(newcomer.salesperson_code, "QX0103")

    def test_who_moves_gets_another(self):
        """RES-1: the first four are the same in one office."""
        self.office.salesperson_prefix = "QX01"
        other = self.env["crm.team"].create(
            {"name": "Second Office", "salesperson_prefix": "QX02"}
        )
        self._join(self.seller, other)

        self.assertEqual(self.seller.salesperson_code, "QX0201")

    def test_it_stands_on_registrations(self):
        """RES-1: a customer keeps the code of the day, nobody else gets it."""
        self.office.salesperson_prefix = "QX01"
        code = self.seller.salesperson_code
        partners = self.env["res.partner"].with_user(self.seller)
        customer = partners.create({"name": "Code Dredging Ltd.", "is_company": True})
        self.assertEqual(customer.registrar_code, code)
        with self._assert_refused("kept by the system", UserError):
            customer.registrar_code = "QX0199"

        other = self.env["crm.team"].create(
            {"name": "Second Office", "salesperson_prefix": "QX02"}
        )
        self._join(self.seller, other)
        newcomer = self._create_user("code_newcomer", "sales_team.group_sale_salesman")
        self._join(newcomer, self.office)

        self.assertEqual(customer.registrar_code, code)
        self.assertNotEqual(newcomer.salesperson_code, code)

    def test_what_is_no_code(self):
        """RES-1: two letters and four digits, of the office, and unique."""
        for code in ("ZH01", "zh0101", "1H0101", "ZH01012"):
            with self.subTest(code=code):
                self._assert_no_code(code)
        self.office.salesperson_prefix = "QX01"
        self._assert_no_code("ZH0101")
        with self._assert_refused("two capital letters", ValidationError):
            self.office.salesperson_prefix = "QX1"

    def _assert_no_code(self, code):
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.seller.salesperson_code = code

    def test_a_code_is_of_one_person(self):
        """RES-1: unique, whoever writes at the same moment."""
        self.office.salesperson_prefix = "QX01"
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.seller.salesperson_code = self.other_seller.salesperson_code
            self.env.flush_all()

    def test_codes_of_one_office_begin_alike(self):
        """RES-1: also where the office has not said how."""
        self.seller.salesperson_code = "QX0107"
        self._assert_other("ZH0108")
        self.other_seller.salesperson_code = "QX0108"

    def _assert_other(self, code):
        with self._assert_refused("begin with QX01", ValidationError):
            self.other_seller.salesperson_code = code

    def test_no_number_left(self):
        """RES-1: the hundredth is told what to do; nothing is half done."""
        self.office.salesperson_prefix = "QX01"
        codes = [f"QX01{number:02}" for number in range(3, 100)]
        customers = self.env["res.partner"].create(
            [{"name": f"Registered {code}", "is_company": True} for code in codes]
        )
        for customer, code in zip(customers, codes, strict=True):
            customer._write_system({"registrar_code": code})
        newcomer = self._create_user("code_newcomer", "sales_team.group_sale_salesman")
        with self._assert_refused("other letters and digits", UserError):
            self._join(newcomer, self.office)

    def test_nobody_writes_their_own(self):
        """RES-1: administrators give codes, salespeople do not."""
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.seller.with_user(self.seller).salesperson_code = "QX0155"


@tagged("post_install", "-at_install")
class TestCustomerCompany(PipelineCommon):
    """Who is at the customer, who works on it, and how its life went."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.first = cls._create_person(parent_id=cls.customer.id, name="First Person")
        cls.second = cls._create_person(parent_id=cls.customer.id, name="Second Person")

    def _get_main(self):
        return self.customer._get_main_people().get(self.customer)

    def test_main_contact_is_a_mark(self):
        """TUR-3, KIN-1: one of a company's people is the main one; else the first."""
        self.assertEqual(self._get_main(), self.first)

        self.second.with_user(self.seller).is_main_contact = True
        self.assertEqual(self._get_main(), self.second)
        self.assertEqual(
            [self.first.is_main_contact, self.second.is_main_contact], [False, True]
        )

        self.first.with_user(self.seller).is_main_contact = True
        self.assertFalse(self.second.is_main_contact)

        self.first.with_user(self.seller).is_main_contact = False
        self.assertEqual(self._get_main(), self.first)

    def test_main_contact_that_is_gone(self):
        """TUR-3: who has left the company is not proposed any more."""
        self.second.is_main_contact = True
        self.second.active = False
        self.assertEqual(self._get_main(), self.first)

    def test_collaborating_staff(self):
        """KIN-1: they are those with whom the customer is shared to edit it."""
        customer = self.customer.with_user(self.seller)
        action = customer.action_add_collaborator()
        dialogue = self.env[action["res_model"]].with_user(self.seller)
        share = dialogue.with_context(**action["context"]).create(
            {"user_ids": self.other_seller.ids}
        )
        share.action_share()

        self.assertEqual(customer.collaborator_ids, self.other_seller)
        self.assertTrue(customer.with_user(self.other_seller).has_access("write"))
        found = customer.search([("collaborator_ids", "in", self.other_seller.ids)])
        self.assertEqual(found, self.customer)

        self.customer.customer_grant_ids.access = "read"
        self.assertFalse(customer.collaborator_ids)

    def test_who_collaborates_does_not_add_others(self):
        """KIN-1, K3D-4: to work along is not to own."""
        self.env["crm.customer.grant"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.other_seller.id,
                "access": "edit",
            }
        )
        with self.assertRaises(AccessError):
            self.customer.with_user(self.other_seller).action_add_collaborator()

    def test_life(self):
        """KIN-4: what happened, in the order of the days."""
        self.customer._write_system({"registration_date": "2020-01-15"})
        lead = self._create_opportunity(self.customer)
        names = [event["name"] for event in self._get_life(self.seller)]
        self.assertEqual(names, ["registered", "opportunity"])
        records = self.env["crm.contact.record"].with_user(self.seller)
        records.create(
            {
                "partner_id": self.customer.id,
                "lead_id": lead.id,
                "summary": "First",
                "contact_date": "2020-02-02 08:00:00",
            }
        )

        life = self._get_life(self.seller)

        self.assertEqual(
            [event["name"] for event in life], ["registered", "contact", "opportunity"]
        )
        self.assertEqual(life[1]["day"], "2020-02-02")

    def test_life_as_far_as_one_sees(self):
        """KIN-4, CAR-7: opportunities that one does not see leave no day behind."""
        self._create_opportunity(self.customer)
        self.env["crm.customer.grant"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.other_seller.id,
                "access": "read",
            }
        )
        names = [event["name"] for event in self._get_life(self.other_seller)]
        self.assertEqual(names, ["registered"])

    def _get_life(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.customer.with_user(user).life

    def test_expenses(self):
        """KIN-3, KIN-4: what the customer has cost, as far as one sees it."""
        kind = self.env["crm.selling.expense.kind"].create({"name": "Travel"})
        lead = self._create_opportunity(self.customer)
        today = fields.Date.today()
        for subject in ({"lead_id": lead.id}, {"partner_id": self.customer.id}):
            self.env["crm.selling.expense"].create(
                {
                    "kind_id": kind.id,
                    "actual": 120,
                    "user_id": self.seller.id,
                    "date": today,
                    **subject,
                }
            )
        self.env.invalidate_all()
        customer = self.customer.with_user(self.seller)
        self.assertEqual(customer.selling_expense_amount, 240)
        action = customer.action_view_selling_expenses()
        expenses = self.env["crm.selling.expense"].with_user(self.seller)
        listed = expenses.search(action["domain"])
        self.assertEqual(sum(listed.mapped("actual")), 240)
