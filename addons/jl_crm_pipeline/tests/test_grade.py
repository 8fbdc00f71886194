from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PipelineCommon

STRATEGIC = "jl_crm_pipeline.strategic_purchases"
TODAY = "2031-06-30 12:00:00"


@tagged("post_install", "-at_install")
class TestGrade(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.grades = {
            name: cls.env.ref(f"jl_crm_pipeline.customer_grade_{name.lower()}")
            for name in "ABCD"
        }

    def _buy(self, customer, amount, *days):
        for day in days:
            self._confirm_order(customer, price=amount, date=f"{day} 12:00:00")

    @freeze_time(TODAY)
    def _refresh(self):
        self.Partner._refresh_figures()

    def test_proposed_by_recency_frequency_and_amount(self):
        """GEN-2: each of the three keeps a customer from a better grade."""
        cases = {
            "A": (100_000.0, ("2031-01-05", "2031-03-05", "2031-05-05", "2031-06-05")),
            "B": (400_000.0, ("2031-04-05", "2031-06-05")),
            "C": (900_000.0, ("2031-06-05",)),
            "D": (900_000.0, ("2029-06-05",)),
        }
        customers = {}
        for name, (amount, days) in cases.items():
            customers[name] = self._create_customer(f"Grade {name}")
            self._buy(customers[name], amount, *days)

        self._refresh()

        for name, customer in customers.items():
            with self.subTest(grade=name):
                self.assertEqual(customer.proposed_grade_id, self.grades[name])
        self.assertFalse(self.customer.proposed_grade_id)

    def test_statement_says_what_the_orders_say(self):
        """GEN-2: sums of the customer and its people, of the last 365 days alone."""
        contact = self._create_person(parent_id=self.customer.id)
        self._buy(self.customer, 100.0, "2030-06-29", "2030-07-01")
        self._buy(contact, 50.0, "2031-06-01")
        self._create_order(self.customer, price=900.0)

        self._refresh()

        with freeze_time(TODAY):
            self.assertRecordValues(
                self.customer,
                [{"purchase_amount": 150.0, "purchase_count": 2}],
            )
        self.assertFalse(self.customer.is_strategic)

    def test_other_currencies_are_converted(self):
        """GEN-2: at the rate of the night."""
        currency = self.env["res.currency"].create(
            {
                "name": "XTT",
                "symbol": "T",
                "rate_ids": [Command.create({"name": "2031-01-01", "rate": 4.0})],
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "T", "currency_id": currency.id}
        )
        self._confirm_order(
            self.customer,
            price=400.0,
            date="2031-06-01 12:00:00",
            pricelist_id=pricelist.id,
        )

        self._refresh()

        rates = currency._get_rates(self.Partner._get_main_company(), "2031-06-30")
        base = self.Partner._get_main_company().currency_id
        expected = 400.0 / rates[currency.id] * base.rate
        self.assertAlmostEqual(self.customer.purchase_amount, expected, places=2)

    def test_strategic_by_the_setting(self):
        """IMP-1: from a million a year, or what the settings say."""
        self._buy(self.customer, 1_000_000.0, "2031-06-01")
        self._refresh()
        self.assertTrue(self.customer.is_strategic)
        self.assertEqual(self.customer.customer_type, "strategic")

        self.env["ir.config_parameter"].set_param(STRATEGIC, "2000000")
        self._refresh()
        self.assertFalse(self.customer.is_strategic)
        self.assertEqual(self.customer.customer_type, "potential")

    def test_types(self):
        """CAR-1: strategic, ordinary, potential; a vendor has none."""
        traded = self._create_transacting("Traded")
        vendor = self._create_customer("Vendor", supplier_rank=1)

        self.assertEqual(traded.customer_type, "ordinary")
        self.assertFalse(vendor.customer_type)

    def test_proposal_is_accepted(self):
        """GEN-2: of many at once; what people gave stays until they do."""
        self.customer.customer_grade_id = self.grades["A"]
        other = self._create_customer("Second")
        self._buy(self.customer, 10.0, "2031-06-01")
        self._buy(other, 10.0, "2029-06-01")
        customers = (self.customer | other).with_user(self.seller)
        with self._assert_refused("No other grade is proposed"):
            customers.action_accept_grade()
        self._refresh()
        self.assertEqual(self.customer.customer_grade_id, self.grades["A"])
        found = self.Partner.search([("has_other_proposal", "=", True)])
        self.assertLessEqual(set(customers.ids), set(found.ids))
        self.assertEqual(
            customers.filtered_domain([("has_other_proposal", "=", True)]), customers
        )

        customers.action_accept_grade()

        self.assertEqual(self.customer.customer_grade_id, self.grades["C"])
        self.assertEqual(other.customer_grade_id, self.grades["D"])
        self.assertFalse(customers.filtered("has_other_proposal"))

    def test_silence(self):
        """CAR-5: since the last contact, in steps and to the day."""
        cases = {"month": "2031-06-15", "quarter": "2031-05-01", "silent": "2031-01-01"}
        for step, day in cases.items():
            self.customer._write_system({"last_contact_date": day})
            self._refresh()
            with self.subTest(step=step):
                self.assertEqual(self.customer.silence, step)
        with freeze_time(TODAY):
            self.customer.invalidate_recordset(["silent_days"])
            self.assertEqual(self.customer.silent_days, 180)
            for domain, is_found in (
                ([("silent_days", ">", 179)], True),
                ([("silent_days", ">", 180)], False),
                ([("silent_days", ">=", 180)], True),
                ([("silent_days", "<", 180)], False),
                ([("silent_days", "<=", 180)], True),
            ):
                with self.subTest(domain=domain):
                    found = self.Partner.search(domain)
                    self.assertEqual(self.customer in found, is_found)

    def test_never_spoken_with(self):
        """CAR-5: the days count since the registration."""
        self.customer._write_system({"registration_date": "2031-06-20"})
        self._refresh()
        self.assertFalse(self.customer.silence)
        with freeze_time(TODAY):
            self.customer.invalidate_recordset(["silent_days"])
            self.assertEqual(self.customer.silent_days, 10)
            found = self.Partner.search([("silent_days", "=", 10)])
            self.assertIn(self.customer, found)

    def test_second_night_writes_nothing(self):
        """GEN-2: only where something changed."""
        self._buy(self.customer, 100.0, "2031-06-01")
        self._refresh()
        self._refresh()

        self.assertEqual(self.env.cr.rowcount, 0)

    def test_without_grades_nothing_is_proposed(self):
        """GEN-2: an office that grades by hand."""
        self.env["customer.grade"].search([]).is_proposed = False
        self._buy(self.customer, 100.0, "2031-06-01")
        self._refresh()

        self.assertFalse(self.customer.proposed_grade_id)

    def test_grade_leads_to_its_customers(self):
        """GEN-2: with how many they are."""
        grade = self.env["customer.grade"].create({"name": "Key"})
        self.customer.customer_grade_id = grade

        self.assertEqual(grade.customer_count, 1)
        action = grade.action_view_customers()
        self.assertEqual(self.Partner.search(action["domain"]), self.customer)

    def test_settings_lead_to_the_grades(self):
        """GEN-2: from the settings page."""
        action = self.env["res.config.settings"].create({}).action_open_grades()

        self.assertEqual(action["res_model"], "customer.grade")

    def test_many_cost_as_much_as_few(self):
        """GEN-2: a night is one statement for the base."""
        self.assertLess(self._count_queries(self._refresh), 20)
