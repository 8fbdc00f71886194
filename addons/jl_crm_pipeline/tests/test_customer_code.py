from datetime import date

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import PipelineCommon

CODE = "jl_crm_pipeline.customer_code"


@tagged("post_install", "-at_install")
class TestCustomerCode(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sequence = cls.env["ir.sequence"].search([("code", "=", CODE)])

    def _create_customers(self, count):
        return self.Partner.create(
            [{"name": f"Customer {n}", "is_company": True} for n in range(count)]
        )

    @freeze_time("2031-03-15")
    def test_code_has_year_month_and_number(self):
        """IMP-1: C, year, month, running number; the first of the month is 001."""
        customers = self._create_customers(3)

        self.assertEqual(
            customers.mapped("customer_code"),
            ["C203103001", "C203103002", "C203103003"],
        )
        self.assertEqual(self._create_customer().customer_code, "C203103004")

    def test_number_starts_anew_each_month(self):
        """IMP-1: every month has its own range, and an old one goes on."""
        for day, code in (
            ("2031-03-31", "C203103001"),
            ("2031-04-01", "C203104001"),
            ("2031-12-31", "C203112001"),
            ("2032-01-01", "C203201001"),
            ("2031-03-01", "C203103002"),
        ):
            with self.subTest(day=day), freeze_time(day):
                self.assertEqual(self._create_customer().customer_code, code)

    @freeze_time("2031-03-31 17:00:00")
    def test_month_is_the_companys(self):
        """IMP-1: code and registration date tell the month of the company."""
        self.env.company.tz = "Asia/Shanghai"

        customer = self.Partner.with_user(self.seller).create(
            {"name": "Harbour", "is_company": True}
        )

        self.assertEqual(customer.customer_code, "C203104001")
        self.assertEqual(customer.registration_date, date(2031, 4, 1))

    @freeze_time("2031-03-15")
    def test_number_grows_beyond_three_digits(self):
        """IMP-1: the thousandth customer of a month gets a longer code, no old one."""
        customers = self._create_customers(1000)
        codes = customers.mapped("customer_code")

        self.assertEqual(len(set(codes)), 1000)
        self.assertEqual(codes[998:], ["C203103999", "C2031031000"])

    @freeze_time("2031-03-15")
    def test_month_goes_on_after_codes_already_there(self):
        """IMP-1: a range made late starts after the highest number of the month."""
        self.env.cr.execute(
            "UPDATE res_partner SET customer_code = %s WHERE id = %s",
            ["C203103041", self.partner.id],
        )

        self.assertEqual(self._create_customer().customer_code, "C203103042")

    @freeze_time("2031-03-15")
    def test_foreign_codes_do_not_disturb(self):
        """IMP-1: what is no number of this month is passed over."""
        others = self._create_customers(2)
        self.sequence.date_range_ids.unlink()
        for partner, code in zip(others, ("C203103-7", "C203104009"), strict=True):
            self.env.cr.execute(
                "UPDATE res_partner SET customer_code = %s WHERE id = %s",
                [code, partner.id],
            )

        self.assertEqual(self._create_customer().customer_code, "C203103001")

    def test_code_is_unique(self):
        """IMP-1: the database itself refuses a second customer with the same code."""
        first, second = self._create_customers(2)
        with (
            self.assertRaisesRegex(psycopg2.IntegrityError, "customer_code"),
            mute_logger("odoo.sql_db"),
        ):
            second._write_system({"customer_code": first.customer_code})
            second.flush_recordset()

    def test_code_of_a_deleted_customer_is_not_given_again(self):
        """IMP-1: numbers go on."""
        first = self._create_customer()
        code = first.customer_code
        first.unlink()

        self.assertNotEqual(self._create_customer().customer_code, code)

    def test_no_customer_takes_no_number(self):
        """IMP-1: people between two companies leave no gap."""
        with freeze_time("2031-03-15"):
            self._create_customer()
            self._create_person()
            self.assertEqual(self._create_customer().customer_code, "C203103002")

    @freeze_time("2031-03-15")
    def test_salesperson_may_not_touch_the_numbers(self):
        """IMP-1: the system numbers for those who have no right on sequences."""
        customers = self.Partner.with_user(self.seller)

        self.assertFalse(self.sequence.with_user(self.seller).has_access("write"))
        customer = customers.create({"name": "Harbour", "is_company": True})

        self.assertEqual(customer.customer_code, "C203103001")

    def test_queries_do_not_grow_with_the_batch(self):
        """K3C-1: an import costs the same statements for few and for many."""
        self._assert_same_cost(
            lambda: self._create_customers(2), lambda: self._create_customers(20)
        )

    def test_sequence_belongs_to_no_company(self):
        """IMP-1: all companies number in one row, so codes never collide."""
        company = self.env["res.company"].create({"name": "Branch"})
        partners = self.Partner.with_company(company)

        with freeze_time("2031-03-15"):
            self._create_customer()
            second = partners.create({"name": "South", "is_company": True})

        self.assertEqual(second.customer_code, "C203103002")

    def test_lost_sequence_is_named(self):
        """IMP-1: no customer without a code; the message says how to mend it."""
        self.sequence.active = False

        with self.assertRaisesRegex(UserError, "“Customer Code” is missing"):
            self._create_customer()
