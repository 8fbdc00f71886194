from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.jl_crm_base.tests.day_filters import DAYS, ZONE, DayFilterMixin

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverReturn(DayFilterMixin, HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_opportunity(cls.plain)
        cls.today = fields.Date.today()

    def _lend(self):
        handover = self._create_handover(
            kind="temporary",
            date_planned=self.today,
            date_return=self.today,
        )
        return self._hand_over(handover)

    def _run_cron(self):
        cron = self.env.ref("jl_crm_handover.ir_cron_return")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_undo_within_the_time(self):
        """HUA-6: everything goes back, and the list says so."""
        handover = self._hand_over(self._create_handover())
        self.assertTrue(handover.can_undo)

        handover.action_undo()

        self.assertEqual(self.lead.user_id, self.seller)
        self.assertEqual((self.plain | self.key).user_id, self.seller)
        self.assertEqual(self.plain.customer_holder, self.seller.id)
        self.assertEqual(handover.state, "cancelled")
        self.assertTrue(handover.date_undone)
        moves = self.env["crm.handover.move"].search(
            [("handover_id", "=", handover.id)]
        )
        self.assertTrue(all(moves.mapped("is_back")))

    def test_what_has_gone_on_stays(self):
        """HUA-6: what the receiver passed on or has won is theirs to tell."""
        second = self._create_opportunity(self.plain)
        handover = self._hand_over(self._create_handover())
        self.lead.user_id = self.clerk
        second.user_id.flush_recordset()
        self.key.user_id = self.office

        handover.action_undo()

        self.assertEqual(self.lead.user_id, self.clerk)
        self.assertEqual(self.key.user_id, self.office)
        self.assertEqual(second.user_id, self.seller)
        self.assertIn("2 records went back; 2 stay", handover.message_ids[0].body)

    def test_too_late(self):
        """HUA-6: after the days of the settings there is no undo."""
        self.env["ir.config_parameter"].set_param("jl_crm_handover.undo_days", 2)
        handover = self._hand_over(self._create_handover())
        handover.sudo()._write_system(
            {"date_done": fields.Datetime.now() - timedelta(days=3)}
        )

        self.assertFalse(handover.can_undo)
        with self._assert_refused("is over"):
            handover.action_undo()

    def test_who_may_undo(self):
        """HUA-6: who plans; the parties do not."""
        handover = self._hand_over(self._create_handover())
        with self.assertRaises(AccessError):
            handover.with_user(self.seller).action_undo()

    def test_nothing_returns_to_who_has_left(self):
        """HUA-6: it is said what to do instead."""
        handover = self._hand_over(self._create_handover(kind="leaving"))
        self.seller.action_archive()

        with self._assert_refused("gets nothing back"):
            handover.action_undo()

    def test_temporary_returns_by_itself(self):
        """HUA-1: on the day, with what was begun meanwhile; once."""
        handover = self._lend()
        fresh = self._create_opportunity(self.plain, user_id=self.other_seller.id)
        before = self._create_opportunity(self.plain, user_id=self.clerk.id)

        self._run_cron()

        for record in (self.lead, fresh, self.plain, self.key):
            self.assertEqual(record.user_id, self.seller)
        self.assertEqual(before.user_id, self.clerk)
        self.assertTrue(handover.date_returned)
        self.assertEqual(handover.state, "done")
        self.assertFalse(handover.can_undo)
        self.lead.user_id = self.other_seller
        self._run_cron()
        self.assertEqual(self.lead.user_id, self.other_seller)

    def test_it_stays_until_the_day(self):
        """HUA-1: the day before nothing returns."""
        handover = self._lend()
        handover.flush_recordset()
        self.cr.execute(
            "UPDATE crm_handover SET date_return = %s WHERE id = %s",
            [self.today + timedelta(days=1), handover.id],
        )
        handover.invalidate_recordset()

        self._run_cron()

        self.assertEqual(self.lead.user_id, self.other_seller)
        self.assertFalse(handover.date_returned)

    def test_a_return_that_fails_is_told_once(self):
        """HUA-1: the person has left meanwhile; who planned it has a to-do."""
        handover = self._lend()
        self.seller.action_archive()

        self._run_cron()
        self._run_cron()

        self.assertFalse(handover.date_returned)
        self.assertEqual(self.lead.user_id, self.other_seller)
        todo = handover.activity_ids
        self.assertEqual((len(todo), todo.user_id), (1, self.manager))
        self.assertIn("gets nothing back", todo.note)

    def test_each_returns_on_the_day_of_its_company(self):
        """HUA-6: in China it is the day after already."""
        other = self.env["res.company"].create({"name": "East", "tz": ZONE})
        handovers = (
            self.env["crm.handover"]
            .union(
                *(
                    self._hand_over(
                        self._create_handover(
                            customer,
                            kind="temporary",
                            date_planned=self.today,
                            date_return=DAYS[2],
                        )
                    )
                    for customer in (self.plain, self.key)
                )
            )
            .sudo()
        )
        here, there = handovers
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_handover SET company_id = %s WHERE id = %s",
            [other.id, there.id],
        )
        self.env.invalidate_all()
        with freeze_time("2031-05-31 16:30:00"):
            self._run_cron()

        self.assertTrue(there.date_returned)
        self.assertFalse(here.date_returned)

    def test_late_ones_are_found(self):
        """HUA-3: late when the day is over where the company is."""
        handovers = {
            self._create_handover(date_planned=day).sudo(): day for day in DAYS
        }
        for handover in handovers:
            handover._move_to("planned")
        self._assert_filter(
            "jl_crm_handover.crm_handover_view_search",
            "late",
            {one.with_env(self.env): day for one, day in handovers.items()},
            lambda day, today: day < today,
        )
