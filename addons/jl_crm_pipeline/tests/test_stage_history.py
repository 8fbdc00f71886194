from datetime import date, datetime

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .stage_common import StageCommon

# a Monday
START = "2031-05-12 08:00:00"


@tagged("post_install", "-at_install")
class TestStageHistory(StageCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller.sales_manager_id = cls.director

    def _begin(self, lead, moment):
        """Let the opportunity have been in its stage since then."""
        self.env.flush_all()
        lead.stage_history_ids.filtered("is_current").write({"date_start": moment})
        self.env.cr.execute(
            SQL(
                "UPDATE crm_lead SET date_last_stage_update = %s WHERE id = %s",
                moment,
                lead.id,
            )
        )
        self.env.invalidate_all()
        lead.stage_id._refresh_deadlines()

    def test_every_stay_is_kept(self):
        """K3O-4: stage, when, who, from which, how long, after which activity."""
        activity = self.lead.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.seller.id
        )
        activity._action_done(feedback="He wants an offer")
        self._begin(self.lead, datetime(2026, 3, 2, 8))
        entry = {"note": "Asked for it"}

        self.lead.with_user(self.seller).write(
            {"stage_id": self.offer.id, "stage_entry": entry}
        )

        new, old = self.lead.stage_history_ids.sorted("id", reverse=True)
        self.assertRecordValues(
            new | old,
            [
                {
                    "stage_id": self.offer.id,
                    "previous_stage_id": self.talk.id,
                    "mover_id": self.seller.id,
                    "user_id": self.seller.id,
                    "activity_id": activity.id,
                    "note": "Asked for it",
                    "is_current": True,
                },
                {
                    "stage_id": self.talk.id,
                    "previous_stage_id": False,
                    "mover_id": self.env.uid,
                    "user_id": self.seller.id,
                    "activity_id": False,
                    "note": False,
                    "is_current": False,
                },
            ],
        )
        self.assertGreater(old.days, 5)

    def test_days_are_working_days(self):
        """K3O-4: of the company's calendar, and they grow at night."""
        with freeze_time("2031-05-26 09:00:00"):
            self._begin(self.lead, datetime(2031, 5, 16, 3))
            self.env["crm.stage.history"]._refresh_days()
            self.lead.stage_history_ids.invalidate_recordset()
            # Monday to Friday, and the Monday after
            self.assertEqual(self.lead.stage_days, 6)

    def test_deadline_and_sign(self):
        """K3O-4: the sign is red from the day after the last one allowed."""
        self.talk.days_allowed = 5
        self._begin(self.lead, datetime(2031, 5, 12, 3))
        self.assertEqual(str(self.lead.stage_deadline), "2031-05-19")
        for today, pace in (
            ("2031-05-13", "good"),
            ("2031-05-19", "soon"),
            ("2031-05-20", "late"),
        ):
            with self.subTest(today=today), freeze_time(f"{today} 09:00:00"):
                self.lead.invalidate_recordset(["stage_pace"])
                self.assertEqual(self.lead.stage_pace, pace)
        with freeze_time("2031-05-20 09:00:00"):
            late = self.Lead.search([("stage_pace", "=", "late")])
            self.assertIn(self.lead, late)
        self.talk.days_allowed = 0
        self.assertFalse(self.lead.stage_deadline)
        self.assertEqual(self.lead.stage_pace, "free")

    def test_calendar_without_hours(self):
        """K3O-4: Monday to Friday, where nobody has said when people work."""
        calendar = self.env["resource.calendar"].create(
            {"name": "Flexible", "attendance_ids": [], "tz": "Asia/Shanghai"}
        )
        company = self.env["res.company"].create({"name": "Elsewhere"})
        for hours in (calendar, self.env["resource.calendar"]):
            company.resource_calendar_id = hours
            friday = date(2031, 5, 16)
            self.assertEqual(company._add_workdays(friday, 1), date(2031, 5, 19))
            self.assertEqual(
                company._find_workdays(friday, friday).count(friday, friday), 0
            )

    def test_days_follow_the_calendar(self):
        """K3O-4: a day off counts at once, and again when it is worked."""
        friday, monday = date(2031, 5, 16), date(2031, 5, 19)
        company = self.env.company
        self.assertEqual(company._add_workdays(friday, 1), monday)
        holiday = self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": company.resource_calendar_id.id,
                "date_from": datetime(2031, 5, 18, 12),
                "date_to": datetime(2031, 5, 20, 2),
            }
        )
        self.assertNotEqual(company._add_workdays(friday, 1), monday)
        holiday.unlink()
        self.assertEqual(company._add_workdays(friday, 1), monday)
        hours = company.resource_calendar_id.attendance_ids
        hours.filtered(lambda one: one.dayofweek == "0").unlink()
        self.assertEqual(company._add_workdays(friday, 1), date(2031, 5, 20))

    def test_searches_that_are_turned_round(self):
        """K3O-4: the filters of stays work both ways."""
        self._begin(self.lead, datetime(2026, 3, 2, 8))
        self.lead.stage_id = self.offer
        stays = self.env["crm.stage.history"]
        mine = [("lead_id", "=", self.lead.id)]
        gone = stays.search([*mine, ("is_current", "=", False)])
        self.assertEqual(gone.stage_id, self.talk)
        self.assertEqual(len(stays.search([*mine, ("is_late", "=", False)])), 2)
        calm = self.Lead.search([("stage_pace", "!=", "late")])
        self.assertIn(self.lead, calm)

    def test_history_is_edited_by_nobody(self):
        """K3O-4: not even by administrators."""
        with self._assert_refused("No group currently allows this", AccessError):
            self.lead.stage_history_ids.with_user(self.admin).write({"days": 1})

    def test_entry_sets_the_deadline(self):
        """K3O-4: and a stage without limit takes it away."""
        self.offer.days_allowed = 3
        self.lead.stage_id = self.offer
        self.assertTrue(self.lead.stage_deadline)
        self.lead.stage_id = self.sign
        self.assertFalse(self.lead.stage_deadline)

    def test_imported_opportunity_is_as_old_as_it_says(self):
        """K3O-4: one that comes from elsewhere is late where it was late there."""
        self.talk.days_allowed = 5
        lead = self.Lead.create(
            {
                "name": "From the old system",
                "type": "opportunity",
                "partner_id": self.lead.partner_id.id,
                "stage_id": self.talk.id,
                "date_last_stage_update": datetime(2024, 5, 13, 3),
            }
        )

        self.assertEqual(lead.stage_deadline, date(2024, 5, 20))
        self.assertEqual(lead.stage_pace, "late")
        stay = lead.stage_history_ids
        self.assertEqual(stay.date_start, datetime(2024, 5, 13, 3))

    def test_reopened_opportunity_has_its_days_anew(self):
        """K3O-4, K3O-5: the days of the stage count from the reopening."""
        self.talk.days_allowed = 5
        self._begin(self.lead, datetime(2026, 3, 2, 8))
        self.lead.action_close("No money")

        self.lead.action_reopen("They have money")

        self.assertGreater(self.lead.stage_deadline, date.today())

    def test_reminder_then_superior(self):
        """K3O-4: the person at once, the superior some working days later."""
        self.talk.days_allowed = 5
        self._begin(self.lead, datetime(2031, 5, 12, 3))
        stay = self.lead.stage_history_ids
        for today, users in (
            ("2031-05-19", self.env["res.users"]),
            ("2031-05-20", self.seller),
            ("2031-05-21", self.seller),
            ("2031-05-23", self.seller | self.director),
            ("2031-05-26", self.seller | self.director),
        ):
            with self.subTest(today=today), freeze_time(f"{today} 09:00:00"):
                self._run_cron()
                self.assertEqual(self.lead.activity_ids.user_id, users)
        self.assertEqual(len(self.lead.activity_ids), 2)
        self.assertIn("Talk", self.lead.activity_ids[0].summary)
        self.assertTrue(stay.is_late)
        self.assertIn(stay, stay.search([("is_late", "=", True)]))

    def _run_cron(self):
        cron = self.env.ref("jl_crm_pipeline.ir_cron_watch_stages")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_backfill_tells_the_past(self):
        """K3O-4: from Odoo's own log of changes, in one statement."""
        self._track(self.lead).stage_id = self.offer
        self._log_tracked()
        history = self.env["crm.stage.history"]
        history.search([]).unlink()
        history._backfill()
        stays = self.lead.stage_history_ids
        self.assertEqual(stays.stage_id, self.talk | self.offer)
        self.assertEqual(stays.filtered("is_current").stage_id, self.offer)

    def test_lost_ends_the_stay_and_won_has_none(self):
        """K3O-4: who is finished stays nowhere too long."""
        won = self._create_lead("Winner")
        won.stage_id = self.paid
        won.invalidate_recordset()
        self.assertFalse(won.stage_history_ids.filtered("is_current"))
        self.assertEqual(won.stage_history_ids[0].stage_id, self.paid)
        self.env["ir.config_parameter"].set_param(
            "jl_crm_pipeline.lost_needs", "nothing"
        )
        self.lead.action_set_lost()
        self.assertFalse(self.lead.stage_history_ids.filtered("is_current"))

    def test_history_is_read_by_who_sees_the_opportunity(self):
        """K3O-4: a colleague's is not."""
        stays = self.lead.stage_history_ids
        for user, count in (
            (self.seller, 1),
            (self.other_seller, 0),
            (self.director, 1),
        ):
            found = stays.with_user(user).search([("lead_id", "=", self.lead.id)])
            self.assertEqual(len(found), count, user.login)

    def test_days_of_a_board_cost_the_same(self):
        """K3O-4: as many statements for twenty cards as for two."""
        leads = self.Lead.create(
            [{"name": f"Card {n}", "type": "opportunity"} for n in range(20)]
        )
        names = ["stage_days", "stage_pace"]
        self._assert_same_cost(lambda: leads[:2].read(names), lambda: leads.read(names))
