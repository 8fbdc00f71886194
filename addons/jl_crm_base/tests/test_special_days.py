from datetime import date, timedelta

import chinese_calendar

from odoo.tests import TransactionCase, tagged

from ..tools.special_days import REST, WORK, is_known, list_special_days

YEARS = range(2010, 2027)


@tagged("post_install", "-at_install")
class TestSpecialDays(TransactionCase):
    def _list_workdays(self, year):
        kinds = {day.day: day.kind for day in list_special_days("CN", year)}
        first = date(year, 1, 1)
        days = (first + timedelta(days=number) for number in range(366))
        return [
            day
            for day in days
            if day.year == year
            and (kinds.get(day) == WORK or (day.weekday() < 5 and day not in kinds))
        ]

    def test_china_works_as_was_announced(self):
        """IMP-2, CAR-4: day by day, against another library's table."""
        for year in YEARS:
            with self.subTest(year=year):
                first, last = date(year, 1, 1), date(year, 12, 31)
                expected = chinese_calendar.get_workdays(first, last)
                self.assertEqual(self._list_workdays(year), expected)

    def test_names_are_in_the_readers_language(self):
        """IMP-2: and rests at weekends, which change nothing, are left out."""
        days = {day.day: day for day in list_special_days("CN", 2026, "zh_CN")}

        self.assertEqual(days[date(2026, 10, 1)].name, "国庆节")
        self.assertEqual(days[date(2026, 10, 1)].kind, REST)
        self.assertEqual(days[date(2026, 10, 10)].kind, WORK)
        self.assertNotIn(date(2026, 10, 3), days)

    def test_a_country_without_holidays_known(self):
        """IMP-2: it is said rather than guessed."""
        self.assertTrue(is_known("CN"))
        self.assertFalse(is_known("XX"))
        self.assertFalse(is_known(False))
