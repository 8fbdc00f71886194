"""Working days by a calendar, as numbers that can be subtracted."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import pytz


class Workdays(NamedTuple):
    """The working days of a period, in order."""

    days: list[date]

    def count(self, start: date, end: date) -> int:
        """Working days after ``start``, up to and with ``end``."""
        return max(bisect_right(self.days, end) - bisect_right(self.days, start), 0)

    def number(self, day: date) -> int:
        """How many working days of the period have begun by ``day``."""
        return bisect_right(self.days, day)

    def add(self, start: date, count: int) -> date:
        """The day that is ``count`` working days after ``start``."""
        place = bisect_right(self.days, start) + count - 1
        return self.days[min(place, len(self.days) - 1)]


def find_workdays(calendar, first: date, last: date) -> Workdays:
    """The working days of ``calendar``; Monday to Friday where it has no hours."""
    zone = pytz.timezone(calendar.tz or "UTC")
    begin = zone.localize(datetime.combine(first, time.min))
    end = zone.localize(datetime.combine(last, time.max))
    if not calendar or not calendar.attendance_ids:
        return Workdays([day for day in _iter_days(first, last) if day.weekday() < 5])
    intervals = calendar._work_intervals_batch(begin, end)[False]
    return Workdays(sorted({start.astimezone(zone).date() for start, *_ in intervals}))


def _iter_days(first: date, last: date):
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
