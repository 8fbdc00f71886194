from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.jl_crm_base.tools.session import running_by_itself

from .trial_common import LAST, TrialCommon


@tagged("post_install", "-at_install")
class TestTrialAccess(TrialCommon):
    def test_only_administrators_decide(self):
        """RES-3: the methods behind the buttons refuse who sees the customer else."""
        self.seller.sales_manager_id = self.director
        trial = self._apply()
        for role in ("seller", "director"):
            user = getattr(self, role)
            with self.subTest(role=role):
                with self._assert_refused("decided by administrators", AccessError):
                    trial.with_user(user).action_approve()
                with self._assert_refused("decided by administrators", AccessError):
                    trial.with_user(user).action_refuse("No")

    def test_second_decision_is_refused(self):
        """RES-3: of two who decide the second is told."""
        trial = self._approve().with_user(self.office)

        with self._assert_refused("“On Trial” and cannot become “Refused”"):
            trial.action_refuse("Too late")

    def test_what_does_not_run(self):
        """RES-3, issue 16: a draft or an application is no lever for a customer."""
        trial = self._create_trial()
        for user in (self.seller, self.office):
            mine = trial.with_user(user)
            with self._assert_refused("not on trial"):
                mine.action_extend("2099-12-31", "Longer")
            with self._assert_refused("not on trial"):
                mine.action_assign(self.other_seller, "Mine")
        self.assertFalse(trial.extension_count)
        self.assertNotEqual(self.customer.user_id, self.other_seller)

    def test_buttons_follow_who_looks(self):
        """RES-3: what the form offers to whom, in each state."""
        trial = self._apply()
        self._assert_rights(trial, seller="withdraw", office="decide", manager="decide")
        with self.assertRaises(AccessError), running_by_itself():
            # security.md 7: somebody's code approves for nobody
            trial.with_user(self.office).action_approve()
        trial.with_user(self.office).action_approve()
        self._assert_rights(
            trial, seller="end", office="manage end", manager="manage end"
        )

    def _assert_rights(self, trial, **expected):
        for role, rights in expected.items():
            seen = trial.with_user(getattr(self, role))
            for right in ("decide", "withdraw", "manage", "end"):
                with self.subTest(role=role, right=right, state=trial.state):
                    self.assertEqual(seen[f"can_{right}"], right in rights.split())

    def test_system_keeps_what_was_decided(self):
        """RES-3: nobody writes state, dates and persons of the decision."""
        with self._assert_refused("kept by the system", UserError):
            self._create_trial(decision_user_id=self.office.id)
        trial = self._create_trial()
        with self._assert_refused("changed with the buttons alone", UserError):
            trial.state = "running"
        with self._assert_refused("kept by the system", UserError):
            self.customer.with_user(self.seller).trial_until = LAST

    def test_what_was_sent_is_changed_by_nobody(self):
        """RES-3: dates and holder are changed with the buttons alone."""
        trial = self._approve()
        for user in self.seller | self.office | self.manager:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    trial.with_user(user).date_until = date(2032, 1, 1)
                with self.assertRaises(AccessError):
                    trial.with_user(user).unlink()

    def test_what_was_sent_stays_in_the_history(self):
        """RES-3: a draft is thrown away, an application is not, by the system too."""
        self._create_trial().unlink()
        trial = self._apply()

        with self._assert_refused("stays in the history"):
            trial.sudo().unlink()

    def test_seen_by_who_sees_the_customer(self):
        """RES-3, CAR-7: a colleague of another office reads no trial."""
        trial = self._approve()
        self.assertTrue(trial.with_user(self.seller).name)
        stranger = self._create_user("stranger", "sales_team.group_sale_salesman")

        self.assertFalse(self.Trial.with_user(stranger).search([("id", "=", trial.id)]))
        with self.assertRaises(AccessError):
            self._create_trial(user=stranger)
