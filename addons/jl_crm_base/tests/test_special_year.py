from datetime import date

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, new_test_user, tagged
from odoo.tools import mute_logger

from .common import SpecialDayCommon

NATIONAL_DAY = date(2026, 10, 1)
MADE_UP = date(2026, 10, 10)


@tagged("post_install", "-at_install")
class TestSpecialYear(SpecialDayCommon):
    def _is_worked(self, day, company=None):
        return day in (company or self.company)._find_workdays(day, day).days

    def test_days_count_once_they_are_proposed(self):
        """IMP-2, CAR-4: rests are left out, Saturdays that are worked count."""
        self.assertTrue(self._is_worked(NATIONAL_DAY))
        self.assertFalse(self._is_worked(MADE_UP))

        self._propose(2026)

        self.assertFalse(self._is_worked(NATIONAL_DAY))
        self.assertTrue(self._is_worked(MADE_UP))
        self.assertEqual(
            self.company._add_workdays(date(2026, 9, 30), 3), date(2026, 10, 10)
        )

    def test_what_one_company_says_counts_before_what_all_say(self):
        """IMP-2: a works holiday of one company leaves the others as they are."""
        self._propose(2026)
        other = self.env["res.company"].create({"name": "Door Works"})

        self.Day.create(
            {"name": "Stocktaking", "date": NATIONAL_DAY, "kind": "work"}
            | {"company_id": self.company.id}
        )

        self.assertTrue(self._is_worked(NATIONAL_DAY))
        self.assertFalse(self._is_worked(NATIONAL_DAY, other))

    def test_each_change_counts_at_once(self):
        """IMP-2: a day that is entered, moved, turned or deleted."""
        day = self.Day.create({"name": "Outing", "date": "2026-06-03"})
        self.assertFalse(self._is_worked(date(2026, 6, 3)))
        day.date = "2026-06-04"
        self.assertTrue(self._is_worked(date(2026, 6, 3)))
        self.assertFalse(self._is_worked(date(2026, 6, 4)))
        day.kind = "work"
        self.assertTrue(self._is_worked(date(2026, 6, 4)))
        day.write({"date": "2026-06-06"})
        self.assertTrue(self._is_worked(date(2026, 6, 6)))
        day.unlink()
        self.assertFalse(self._is_worked(date(2026, 6, 6)))

    def test_proposed_anew_but_not_over_what_was_entered(self):
        """IMP-2: what somebody entered by hand stays."""
        self.Day.create({"name": "Open", "date": NATIONAL_DAY, "kind": "work"})

        one = self._propose(2026)
        one.day_ids[:1].unlink()
        one.action_propose()

        self.assertTrue(self._is_worked(NATIONAL_DAY))
        self.assertEqual(len(one.day_ids.filtered(lambda day: day.kind == "work")), 6)

    def test_confirmed_by_an_administrator(self):
        """IMP-5: who and when is kept; proposed anew only after it was opened."""
        one = self._propose(2026)
        with freeze_time("2026-01-05 20:00:00"):
            one.with_user(self.administrator).action_confirm()

        self.assertRecordValues(
            one,
            [{"state": "confirmed", "confirmed_by_id": self.administrator.id}],
        )
        with self.assertRaisesRegex(UserError, "are confirmed"):
            one.action_propose()
        one.action_reopen()
        one.action_propose()
        self.assertFalse(one.confirmed_by_id)

    def test_a_country_that_is_not_known(self):
        """IMP-2: is said in words."""
        nowhere = self.env["res.country"].create({"name": "Nowhere", "code": "XX"})
        with self.assertRaisesRegex(UserError, "not known here"):
            self.Year.create({"year": 2026, "country_id": nowhere.id}).action_propose()

    def test_the_form(self):
        """IMP-2: the country is the company's; days are entered in the list."""
        self.env.user.company_id.country_id = self.china
        with Form(self.Year.with_user(self.administrator)) as form:
            form.year = 2031
            with form.day_ids.new() as line:
                line.name = "Outing"
                line.date = date(2031, 5, 6)
        year = form.record

        self.assertEqual(year.country_id, self.china)
        self.assertTrue(year.lacks_working_days)
        self.assertEqual(year.day_ids.weekday, "Tuesday")
        self.assertFalse(self._is_worked(date(2031, 5, 6)))

    @mute_logger("odoo.sql_db")
    def test_one_row_a_day(self):
        """IMP-2: two answers to one question cannot be given."""
        self.Day.create({"name": "Outing", "date": "2026-06-03"})
        with self.assertRaises(psycopg2.IntegrityError), self.env.cr.savepoint():
            self.Day.create({"name": "Again", "date": "2026-06-03"})
            self.env.flush_all()

    def test_employees_read_and_administrators_write(self):
        """IMP-5: the least right that the work needs."""
        employee = new_test_user(self.env, "employee", "base.group_user")
        one = self._propose(2026)

        self.assertTrue(one.day_ids.with_user(employee)[0].name)
        for act in (
            lambda: one.with_user(employee).action_confirm(),
            lambda: one.day_ids.with_user(employee).write({"kind": "work"}),
            lambda: one.day_ids.with_user(employee).unlink(),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                act()


@tagged("post_install", "-at_install")
class TestSpecialYearWatch(SpecialDayCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        companies = cls.env["res.company"].with_context(active_test=False).search([])
        (companies - cls.company).country_id = cls.env.ref("base.de")

    def _watch(self, moment):
        with freeze_time(moment):
            self.Year._cron_watch_years()

    def _find(self, year):
        return self.Year.search([("year", "=", year)])

    def test_this_year_and_the_next_are_proposed(self):
        """IMP-2: for the companies in China alone, once."""
        self._watch("2025-03-03 02:00:00")
        self._watch("2025-03-04 02:00:00")

        for year in (2025, 2026):
            self.assertEqual(self._find(year).company_id, self.company)
            self.assertEqual(self._find(year).state, "proposed")
        self.assertFalse(self._find(2025).activity_ids)

    def test_reminded_from_december_on(self):
        """IMP-2: by the day of the company; once for each administrator."""
        self._watch("2025-11-30 15:59:59")
        self.assertFalse(self._find(2026).activity_ids)

        self._watch("2025-11-30 16:00:00")
        asked = self._find(2026).activity_ids.user_id
        self._watch("2025-12-02 16:00:00")

        self.assertIn(self.administrator, asked)
        self.assertEqual(len(self._find(2026).activity_ids), len(asked))
        self._find(2026).with_user(self.administrator).action_confirm()
        self.assertFalse(self._find(2026).activity_ids)
        self._watch("2025-12-03 16:00:00")
        self.assertFalse(self._find(2026).activity_ids)

    def test_one_row_serves_companies_of_one_country(self):
        """IMP-2: a group in China keeps its days once."""
        self.Year.search([]).unlink()
        self.env["res.company"].search([]).country_id = self.china

        self._watch("2025-03-03 02:00:00")

        self.assertEqual(len(self._find(2025)), 1)
        self.assertFalse(self._find(2025).company_id)
