from datetime import date, datetime, timedelta

from odoo.tests import freeze_time, tagged

from .common import SpecialDayCommon

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestCompanyDay(SpecialDayCommon):
    def test_a_new_company_has_the_zone_of_its_country(self):
        """IMP-2: whatever zone the one who makes it has."""
        creator = self.env["res.company"].with_context(tz="Europe/Brussels")

        company = creator.create({"name": "A", "country_id": self.china.id})
        elsewhere = creator.create(
            {"name": "B", "country_id": self.env.ref("base.jp").id}
        )
        chosen = creator.create(
            {"name": "C", "country_id": self.china.id, "tz": "Asia/Tokyo"}
        )

        self.assertEqual(company.tz, "Asia/Shanghai")
        self.assertEqual(company.resource_calendar_id.tz, "Asia/Shanghai")
        self.assertEqual(elsewhere.tz, "Asia/Tokyo")
        self.assertEqual(chosen.tz, "Asia/Tokyo")

    def test_a_country_that_comes_later_brings_the_zone_along(self):
        """IMP-2: of a company that had none, or its former country's."""
        company = self.env["res.company"].create({"name": "A"})
        company.tz = "UTC"
        company.country_id = self.env.ref("base.us")
        self.assertEqual(company.tz, "America/New_York")

        company.country_id = self.china
        self.assertEqual(company.tz, "Asia/Shanghai")

    def test_a_zone_that_was_chosen_stays(self):
        """IMP-2: whatever country the company moves to."""
        self.company.tz = "Europe/Brussels"

        self.company.country_id = self.env.ref("base.jp")

        self.assertEqual(self.company.tz, "Europe/Brussels")

    def test_the_day_is_the_companys(self):
        """IMP-2, CAR-3: whatever zone the reader, or OdooBot, has."""
        for zone in (False, "UTC", "America/New_York", "Pacific/Auckland"):
            company = self.company.with_context(tz=zone)
            with self.subTest(zone=zone), freeze_time("2026-03-09 16:30:00"):
                self.assertEqual(company._to_day(), date(2026, 3, 10))
            self.assertEqual(
                company._to_day(datetime(2026, 3, 9, 15, 59)), date(2026, 3, 9)
            )

    def test_a_zone_that_changes_counts_at_once(self):
        """IMP-2: what is kept of the zone is forgotten."""
        moment = datetime(2026, 3, 9, 16, 30)
        self.assertEqual(self.company._to_day(moment), date(2026, 3, 10))

        self.company.tz = "Europe/Brussels"

        self.assertEqual(self.company._to_day(moment), date(2026, 3, 9))

    def test_an_hour_of_the_night(self):
        """IMP-2: summer time of the company included."""
        self.assertEqual(
            self.company._to_moment(date(2026, 3, 10), 1.5),
            datetime(2026, 3, 9, 17, 30),
        )
        self.company.tz = "Europe/Brussels"
        self.assertEqual(
            self.company._to_moment(date(2026, 7, 1), 1.5),
            datetime(2026, 6, 30, 23, 30),
        )

    def test_scheduled_actions_run_at_night(self):
        """IMP-2: at an hour of the main company, from tomorrow on."""
        main = self.env["res.company"].search([], order="id", limit=1)
        main.tz = "Asia/Shanghai"
        cron = self.env.ref("jl_crm_base.ir_cron_watch_years")
        with freeze_time("2026-03-09 17:00:00"):
            self.env["ir.cron"]._call_at_night(cron.ids, 2.0)

        self.assertEqual(cron.nextcall, datetime(2026, 3, 10, 18, 0))

    def test_scheduled_actions_keep_their_hour_in_another_zone(self):
        """IMP-2: by zone, country or calendar; those of others stay as they are."""
        main = self.env["res.company"].search([], order="id", limit=1)
        main.country_id = self.env.ref("base.us")
        main.tz = "America/New_York"
        cron = self.env.ref("jl_crm_base.ir_cron_watch_years")
        foreign = self.env.ref("base.autovacuum_job")
        before = foreign.nextcall
        with freeze_time("2026-03-09 17:00:00"):
            self.env["ir.cron"]._call_at_night(cron.ids, 2.0)

            main.country_id = self.china
            self.assertEqual(cron.nextcall, datetime(2026, 3, 9, 18, 0))
            main.tz = "Europe/Brussels"
            self.assertEqual(cron.nextcall, datetime(2026, 3, 10, 1, 0))
            tokyo = main.resource_calendar_id.copy({"tz": "Asia/Tokyo"})
            main.resource_calendar_id = tokyo
            self.assertEqual(cron.nextcall, datetime(2026, 3, 9, 17, 0) + DAY)

        self.assertEqual(foreign.nextcall, before)

    def test_an_hour_that_somebody_has_set_stays(self):
        """IMP-2: an upgrade moves what still has the time that it came with."""
        main = self.env["res.company"].search([], order="id", limit=1)
        main.tz = "Asia/Shanghai"
        cron = self.env.ref("jl_crm_base.ir_cron_watch_years")
        crons = self.env["ir.cron"]
        with freeze_time("2026-03-09 03:00:00"):
            cron.nextcall = "2026-03-09 20:15:00"
            crons._move_to_night("jl_crm_base", {"ir_cron_watch_years": (2, "17:00")})
            self.assertEqual(cron.nextcall, datetime(2026, 3, 9, 20, 15))

            cron.nextcall = "2026-03-09 17:00:00"
            crons._move_to_night("jl_crm_base", {"ir_cron_watch_years": (2, "17:00")})
            self.assertEqual(cron.nextcall, datetime(2026, 3, 9, 18, 0))
