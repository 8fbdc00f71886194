from datetime import date

from odoo.tests import freeze_time, tagged

from odoo.addons.jl_crm_base.tests.day_filters import (
    DAYS,
    MOMENTS,
    ZONE,
    DayFilterMixin,
    to_hours,
)

from .contact_common import ContactCommon

TODO = "mail.mail_activity_data_todo"
WORK = "jl_crm_pipeline.mail_activity_view_search_customer"
CUSTOMERS = "jl_crm_pipeline.res_partner_view_search_customer"
CONVERSIONS = "jl_crm_pipeline.crm_customer_conversion_view_search"
RECORDS = "jl_crm_pipeline.crm_contact_record_view_search"
LOG = "jl_crm_pipeline.crm_customer_access_log_view_search"


def is_past(day, today):
    return day < today


def is_today(day, today):
    return day == today


def is_later(day, today):
    return day > today


def is_this_week(day, today):
    # it begins on Sunday, the first of June
    return (day >= date(2031, 6, 1)) == (today >= date(2031, 6, 1))


def is_this_month(day, today):
    return day >= today.replace(day=1)


@tagged("post_install", "-at_install")
class TestDayFilters(DayFilterMixin, ContactCommon):
    def _plan(self, record, day):
        return record.activity_schedule(
            TODO, date_deadline=day, user_id=self.env.user.id
        )

    def _create_customers(self):
        return [self._create_customer(f"Pumps {day}") for day in DAYS]

    def test_activities(self):
        """CAR-3: the day of the company says what is overdue."""
        plans = {self._plan(self.customer, day): day for day in DAYS}
        self._assert_filter(WORK, "overdue", plans, is_past)
        self._assert_filter(WORK, "today", plans, is_today)
        self._assert_filter(WORK, "this_week", plans, is_this_week)

    def test_plans_on_customers(self):
        """CAR-3: of the reader's own plans."""
        customers = dict(zip(self._create_customers(), DAYS, strict=True))
        for customer, day in customers.items():
            self._plan(customer, day)
        self._assert_filter(CUSTOMERS, "plan_late", customers, is_past)
        self._assert_filter(CUSTOMERS, "plan_today", customers, is_today)
        self._assert_filter(CUSTOMERS, "plan_week", customers, is_this_week)

    def test_new_customers(self):
        """CAR-1: of this month where the company is."""
        customers = dict(zip(self._create_customers(), DAYS, strict=True))
        for customer, day in customers.items():
            customer._write_system({"registration_date": day})
            # the system's account, whose filter is tried, receives no customers
            customer._write({"user_id": self.env.uid})
        self.env.invalidate_all()
        self._assert_filter(CUSTOMERS, "my_new", customers, is_this_month)

    def test_activities_on_conversions(self):
        """CAR-5: of the reader's own activities."""
        requests = {
            self._create_draft(customer).with_env(self.env): day
            for customer, day in zip(self._create_customers(), DAYS, strict=True)
        }
        for request, day in requests.items():
            self._plan(request, day)
        for name, expects in (
            ("activities_overdue", is_past),
            ("activities_today", is_today),
            ("activities_upcoming_all", is_later),
        ):
            self._assert_filter(CONVERSIONS, name, requests, expects)

    def test_contact_records(self):
        """CAR-3: from midnight to midnight where the company is."""
        with freeze_time("2031-06-10"):
            records = {
                self._record(contact_date=moment).with_env(self.env): moment
                for moment in to_hours(DAYS)
            }
        self._assert_filter(RECORDS, "today", records, is_today)

    def test_access_log(self):
        """CAR-7: who opened what today."""
        rows = self.env["crm.customer.access.log"].create(
            [
                {
                    "partner_id": self.customer.id,
                    "user_id": self.seller.id,
                    "date": day,
                }
                for day in DAYS
            ]
        )
        self._assert_filter(LOG, "today", dict(zip(rows, DAYS, strict=True)), is_today)

    def test_pace_of_stages(self):
        """K3O-4: what is found as too long is what is shown as such."""
        self.env.company.tz = ZONE
        self.lead._write_system({"stage_deadline": DAYS[1]})
        for moment, today in MOMENTS.items():
            with self.subTest(moment=moment), freeze_time(moment):
                self.env.invalidate_all()
                late = self.lead.search([("stage_pace", "=", "late")])
                self.assertEqual(self.lead in late, DAYS[1] < today)
                self.assertEqual(self.lead.stage_pace == "late", DAYS[1] < today)


@tagged("post_install", "-at_install")
class TestTwoZones(ContactCommon):
    def test_stages_are_late_by_the_day_of_their_company(self):
        """K3O-4: in China it is the day after already, and the reminder has it."""
        other = self.env["res.company"].create({"name": "East", "tz": ZONE})
        self.seller.company_ids |= other
        there = self._create_opportunity(self.customer, company_id=other.id)
        leads = self.lead | there
        leads._write_system({"stage_deadline": DAYS[1]})
        stays = leads.stage_history_ids
        history = self.env["crm.stage.history"]

        with freeze_time("2031-05-31 16:30:00"):
            late = history.search(history._get_late_domain()) & stays
            history._remind(500)

        self.assertEqual(late.lead_id, there)
        self.assertEqual(there.stage_history_ids.reminder_date, DAYS[2])
        self.assertFalse(self.lead.stage_history_ids.reminder_date)
