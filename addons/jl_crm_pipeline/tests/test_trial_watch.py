from datetime import date

from odoo.tests import freeze_time, tagged

from .trial_common import LAST, TrialCommon


@tagged("post_install", "-at_install")
class TestTrialWatch(TrialCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("jl_crm_pipeline.ir_cron_watch_trials")

    def _watch(self, day):
        with freeze_time(f"{day} 08:00:00"), self.enter_registry_test_mode():
            self.cron.method_direct_trigger()

    def test_trial_ends_by_itself(self):
        """RES-3: after its last day, not on it; the holder is told."""
        trial = self._approve()
        self._watch(LAST)
        self.assertEqual(trial.state, "running")

        self._watch("2031-04-01")

        self.assertRecordValues(
            trial, [{"state": "done", "date_end": date(2031, 4, 1)}]
        )
        self.assertFalse(self.customer.trial_until)
        self.assertIn("last day is over", trial.message_ids.filtered("body")[0].body)

    def test_holder_is_told_before(self):
        """RES-3: once, on the list of what is to be done; anew after an extension."""
        trial = self._approve()
        self._watch("2031-03-23")
        self.assertFalse(trial.sudo().activity_ids)

        self._watch("2031-03-24")
        self._watch("2031-03-25")

        [to_do] = trial.sudo().activity_ids
        self.assertEqual(to_do.user_id, self.seller)
        self.assertEqual(to_do.date_deadline, LAST)
        trial.with_user(self.office).action_extend(date(2031, 4, 30), "Late")
        self._watch("2031-04-24")
        self.assertEqual(len(trial.sudo().activity_ids), 2)

    def test_days_are_a_setting(self):
        """RES-3: how long before the holder is told."""
        self.env["ir.config_parameter"].set_param(
            "jl_crm_pipeline.trial_reminder_days", "2"
        )
        trial = self._approve()
        self._watch("2031-03-28")
        self.assertFalse(trial.is_ending)

        self._watch("2031-03-29")

        self.assertTrue(trial.sudo().activity_ids)

    def test_ending_is_searched_as_it_is_shown(self):
        """RES-3: the filter and the colour say the same."""
        trial = self._approve(date_until=date(2031, 3, 17))
        self.assertTrue(trial.is_ending)
        found = self.Trial.search([("is_ending", "=", True), ("id", "=", trial.id)])
        self.assertEqual(found, trial)
        trial.action_end("Bought")
        self.assertFalse(trial.is_ending)
        left = self.Trial.search([("is_ending", "=", False), ("id", "=", trial.id)])
        self.assertEqual(left, trial)

    def test_many_end_in_batches(self):
        """RES-3: the scheduler calls again until none is left."""
        trials = self.Trial
        for number in range(3):
            customer = self._create_customer(f"Pier {number}", user_id=self.seller.id)
            trials |= self._approve(customer)

        self.cron.code = "model._cron_watch_trials(batch_size=2)"

        self._watch("2031-04-02")

        self.assertEqual(set(trials.mapped("state")), {"done"})
