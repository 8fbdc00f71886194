from odoo.tests import tagged

from .test_tours import TourCase


@tagged("post_install", "-at_install")
class TestTrialTours(TourCase):
    def test_trial(self):
        """A trial is applied for, approved and given to somebody else (RES-3)."""
        self._tour("trial_apply", self.seller)
        trial = self.customer.trial_ids
        self.assertEqual(trial.state, "requested")

        self._tour("trial_decide", self.office)

        self.assertEqual(trial.state, "running")
        self.assertEqual(trial.user_id, self.other_seller)
        self.assertEqual(self.customer.user_id, self.other_seller)
        self.assertEqual(self.customer.trial_until, trial.date_until)
