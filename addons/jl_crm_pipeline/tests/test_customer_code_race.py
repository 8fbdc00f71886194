from datetime import date
from functools import partial
from unittest.mock import patch

import psycopg2

from odoo.service.model import retrying
from odoo.tests import TransactionCase, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.jl_crm_base.tests.race import RaceMixin

CODE = "jl_crm_pipeline.customer_code"
MONTH = date(2031, 7, 1)


@tagged("post_install", "-at_install")
@freeze_time("2031-07-10")
class TestCustomerCodeRace(RaceMixin, TransactionCase):
    """Two transactions at once; what they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        self.partner_ids = []
        self.addCleanup(self._remove_what_was_committed)

    def _remove_what_was_committed(self):
        with self._begin() as env:
            env["res.partner"].browse(self.partner_ids).exists().unlink()
            ranges = env["ir.sequence"].search([("code", "=", CODE)]).date_range_ids
            ranges.filtered(lambda month: month.date_from == MONTH).unlink()

    def _create_customer(self, env):
        vals = {"name": "Racing Customer", "is_company": True}
        customer = env["res.partner"].with_context(tracking_disable=True).create(vals)
        self.partner_ids.append(customer.id)
        return customer.customer_code

    def test_two_first_customers_of_a_month(self):
        """IMP-1: the second transaction fails to serialize, so it can be repeated."""
        with self._begin() as first, self._begin() as second:
            second.cr.execute("SELECT 1 FROM res_partner LIMIT 1")
            self.assertEqual(self._create_customer(first), "C203107001")
            first.cr.commit()

            with (
                self.assertRaises(psycopg2.errors.SerializationFailure),
                mute_logger("odoo.sql_db"),
            ):
                self._create_customer(second)
            second.cr.rollback()

    def test_repeated_request_gets_the_next_number(self):
        """IMP-1: repeated as the server does it, it finds the other's range."""
        with self._begin() as first, self._begin() as second:
            second.cr.execute("SELECT 1 FROM res_partner LIMIT 1")
            self._create_customer(first)
            first.cr.commit()

            with patch("time.sleep"), mute_logger("odoo.sql_db"):
                code = retrying(partial(self._create_customer, second), second)

        self.assertEqual(code, "C203107002")

    def test_later_customers_do_not_wait(self):
        """IMP-1: once the month has its range two open transactions number at once."""
        with self._begin() as env:
            self._create_customer(env)
        with self._begin() as first, self._begin() as second:
            second.cr.execute("SET LOCAL lock_timeout = '2s'")
            codes = {self._create_customer(first), self._create_customer(second)}

        self.assertEqual(codes, {"C203107002", "C203107003"})
