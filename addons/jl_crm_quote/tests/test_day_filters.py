from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tests.day_filters import (
    DAYS,
    ZONE,
    DayFilterMixin,
    to_hours,
)

from .contract_common import ContractCommon

CONTRACTS = "jl_crm_quote.crm_contract_view_search"
EXECUTION = "jl_crm_quote.sale_order_view_search_execution"
QUOTATIONS = "sale.view_sales_order_filter"
STAND_INS = "jl_crm_quote.crm_review_stand_in_view_search"


@tagged("post_install", "-at_install")
class TestDayFilters(DayFilterMixin, ContractCommon):
    def test_contracts_that_end(self):
        """CON-2: from today on, until thirty days after."""
        ends = [*DAYS, *(day + timedelta(days=30) for day in DAYS)]
        contracts = self.env["crm.contract"].create(
            [{"partner_id": self.customer.id, "date_end": day} for day in ends]
        )
        contracts._move_to("signed")
        self._assert_filter(
            CONTRACTS,
            "ending",
            dict(zip(contracts, ends, strict=True)),
            lambda day, today: today <= day <= today + timedelta(days=30),
        )

    def test_stand_ins(self):
        """K3Q-4: who stands in today, where the reviewer works."""
        rows = self.env["crm.review.stand.in"].create(
            [
                {
                    "user_id": self.seller.id,
                    "stand_in_id": self.director.id,
                    "date_from": day,
                    "date_until": day,
                }
                for day in DAYS
            ]
        )
        self._assert_filter(
            STAND_INS,
            "today",
            dict(zip(rows, DAYS, strict=True)),
            lambda day, today: day == today,
        )

    def test_reviews_that_are_overdue(self):
        """K3Q-4: the last day is over where the company is."""
        orders = {self._create_order(self.customer): day for day in DAYS}
        for order, day in orders.items():
            order._write_system({"review_state": "submitted", "review_deadline": day})
        self._assert_filter(
            QUOTATIONS, "review_overdue", orders, lambda day, today: day < today
        )

    def test_orders_of_this_month(self):
        """TUR-6: from the first midnight of the month where the company is."""
        orders = {
            self._create_order(self.customer, date_order=moment): moment
            for moment in to_hours(DAYS)
        }
        self._assert_filter(
            EXECUTION,
            "month",
            orders,
            lambda day, today: day >= today.replace(day=1),
        )


@tagged("post_install", "-at_install")
class TestTwoZones(ContractCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "East", "tz": ZONE})
        (cls.env.user | cls.seller | cls.director).company_ids |= cls.other
        cls.here = cls._create_order(cls.customer, user_id=cls.seller.id)
        cls.there = cls._create_order(
            cls.customer, user_id=cls.seller.id, company_id=cls.other.id
        )
        cls.orders = cls.here | cls.there

    def test_reviews_are_due_by_the_day_of_their_company(self):
        """K3Q-4: in China it is the last day already."""
        self.orders._write_system(
            {
                "review_state": "submitted",
                "review_deadline": DAYS[2],
                "reviewer_ids": [Command.set(self.director.ids)],
            }
        )
        with freeze_time("2031-05-31 16:30:00"):
            self.env["crm.review.mixin"]._remind_of_reviews()

        self.assertEqual(self.there.review_reminder, "reminded")
        self.assertFalse(self.here.review_reminder)

    def test_orders_are_late_by_the_day_of_their_company(self):
        """TUR-6: in China the promised day is over."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET state = 'sale', promised_date = %s "
                "WHERE id = ANY(%s)",
                DAYS[1],
                self.orders.ids,
            )
        )
        self.env.invalidate_all()
        with freeze_time("2031-05-31 16:30:00"):
            late = self.orders.search([("is_late", "=", True)]) & self.orders
            shown = self.orders.filtered("is_late")

        self.assertEqual(late, self.there)
        self.assertEqual(shown, self.there)
