from datetime import date, datetime, timedelta

from lxml import etree

from odoo.fields import Domain
from odoo.tests import freeze_time
from odoo.tools.safe_eval import safe_eval

ZONE = "Asia/Shanghai"
# half an hour before and after the month, the week and the day end in China
MOMENTS = {
    "2031-05-31 15:30:00": date(2031, 5, 31),
    "2031-05-31 16:30:00": date(2031, 6, 1),
}
DAYS = [date(2031, 5, 30), date(2031, 5, 31), date(2031, 6, 1), date(2031, 6, 2)]
# where it is another day at one of the moments, or at both
ZONES = (False, "UTC", "Pacific/Auckland", "America/New_York")


def to_hours(days, zone_hours=8):
    """Return the first and the last minute of each day in China, in UTC."""
    midnights = [datetime(day.year, day.month, day.day) for day in days]
    shift = timedelta(hours=zone_hours)
    minutes = (timedelta(), timedelta(hours=23, minutes=59))
    return [midnight + minute - shift for midnight in midnights for minute in minutes]


class DayFilterMixin:
    """Filters of search views, asked by a reader whose zone is not the company's."""

    def _assert_filter(self, view, name, dates, expects):
        """Check what a filter finds at both moments, for readers of all zones.

        :param str view: external id of the search view
        :param str name: of the filter
        :param dict dates: the records → their dates, or moments
        :param expects: from a date of the company and its today to whether it is found
        """
        self.env.company.tz = ZONE
        records = next(iter(dates)).union(*dates)
        domain = self._read_filter(view, name)
        for moment, today in MOMENTS.items():
            expected = records.browse(
                one.id for one, when in dates.items() if expects(_to_day(when), today)
            )
            for zone in ZONES:
                with self.subTest(name, moment=moment, zone=zone), freeze_time(moment):
                    self.env.invalidate_all()
                    self.env.user.tz = zone
                    reader = records.with_context(tz=zone)
                    self.assertEqual(reader.search(domain) & records, expected)
                    read = records.sudo().filtered_domain(domain)
                    self.assertEqual(read, expected)

    def _read_filter(self, view, name):
        view = self.env.ref(view)
        arch = self.env[view.model].get_view(view.id, "search")["arch"]
        [node] = etree.fromstring(arch).xpath(f"//filter[@name='{name}']")
        return Domain(safe_eval(node.get("domain"), {"uid": self.env.uid}))


def _to_day(when):
    return (when + timedelta(hours=8)).date() if isinstance(when, datetime) else when
