from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewGuard(QuoteCommon):
    """Each condition of a step by itself: with it taken out, one of these fails."""

    def _name_reviewers(self, users):
        self.level.write({"reviewer": "users", "user_ids": [Command.set(users.ids)]})

    def _force_approved(self, order):
        """Write the state past everybody, as nothing but SQL can."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET review_state = 'approved', review_hash = %s "
                "WHERE id = %s",
                order._get_review_hash(),
                order.id,
            )
        )
        self.env.invalidate_all()

    def test_who_only_reads_begins_nothing(self):
        """K3Q-4: a reviewer who may not write it neither submits nor renews it."""
        self._name_reviewers(self.other_seller)
        order = self._create_submitted()
        theirs = order.with_user(self.other_seller)
        theirs.action_review_refuse("Too cheap")
        self.assertTrue(theirs.has_access("read"))
        for step in (theirs.action_review_submit, theirs.action_review_version):
            with self.subTest(step=step.__name__), self.assertRaises(AccessError):
                step()

    def test_each_step_has_its_states(self):
        """K3Q-4: no step is taken from a state that it does not follow."""
        cases = (
            (self._create_quotation(), "action_review_version", ()),
            (self._create_submitted(), "action_review_version", ()),
            (self._create_submitted(), "action_review_submit", ()),
            (self._create_approved(), "action_review_submit", ()),
            (self._create_approved(), "action_review_recall", ()),
            (self._create_refused(), "action_review_recall", ()),
            (self._create_refused(), "action_review_withdraw", ("No",)),
            (self._create_void(), "action_review_withdraw", ("No",)),
            (self._create_refused(), "action_review_approve", ()),
            (self._create_void(), "action_review_refuse", ("No",)),
        )
        for order, step, args in cases:
            before = order.review_state
            for user in (self.seller, self.director):
                with self.subTest(step=step, state=before, user=user.login):
                    with self._assert_refused(f".*{order.name}"):
                        getattr(order.with_user(user), step)(*args)
                    self.assertEqual(order.review_state, before)

    def test_version_counts(self):
        """K3Q-5: a new version has the next number and is asked of nobody yet."""
        order = self._create_refused()
        order.action_review_version()
        self.assertEqual((order.review_state, order.review_version), ("draft", 2))
        self.assertFalse(order.reviewer_ids)

    def test_nobody_is_asked_any_more(self):
        """K3Q-4: what was refused or taken back is on nobody's list."""
        for order in (self._create_refused(), self._create_submitted()):
            if order.review_state == "submitted":
                order.action_review_recall()
            with self.subTest(state=order.review_state):
                self.assertFalse(order.sudo().reviewer_ids)
                self.assertFalse(order.sudo().review_level_id)
                self.assertFalse(order.sudo().activity_ids)

    def test_a_half_approval_is_none(self):
        """K3Q-4: the first of two levels releases nothing, whatever the state says."""
        self._create_region_level()
        order = self._create_submitted(2000)
        order.with_user(self.director).action_review_approve()
        self._force_approved(order)
        self.assertFalse(order._is_released())

    def test_an_approval_that_was_taken_back_is_none(self):
        """K3Q-4: the last word counts, whatever the state says."""
        withdrawn = self._create_approved()
        withdrawn.with_user(self.director).action_review_withdraw("No")
        refused, recalled = self._create_approved(), self._create_approved()
        for order in (refused, recalled):
            order.action_review_version()
            order.order_line.price_unit = 50
            order.action_review_submit()
        refused.with_user(self.director).action_review_refuse("No")
        recalled.action_review_recall()
        for order in (withdrawn, refused, recalled):
            kind = order.sudo()._find_decisions(limit=1).kind
            order.order_line.price_unit = 100
            self._force_approved(order)
            with self.subTest(kind=kind):
                self.assertFalse(order._is_released())

    def test_principal_withdraws_what_the_stand_in_gave(self):
        """K3Q-4: it was given in the principal's name."""
        self.env["crm.review.stand.in"].create(
            {
                "user_id": self.director.id,
                "stand_in_id": self.other_seller.id,
                "date_until": "2099-12-31",
            }
        )
        order = self._create_submitted()
        order.with_user(self.other_seller).action_review_approve()
        with self.assertRaises(AccessError):
            order.with_user(self.boss).action_review_withdraw("No")
        order.with_user(self.director).action_review_withdraw("No")
        self.assertEqual(order.review_state, "void")

    def test_list_of_what_waits_for_me(self):
        """K3Q-4: only what is under review, of others, and is asked of the user."""
        mine, done = self._create_submitted(), self._create_approved()
        others = self._create_submitted()
        others.sudo()._write_system({"reviewer_ids": [Command.set(self.boss.ids)]})
        own = self._create_submitted()
        own.sudo()._write_system({"review_submitter_id": self.director.id})
        self.env.flush_all()
        orders = mine | done | others | own
        found = orders.with_user(self.director).search(
            [("id", "in", orders.ids), ("can_review", "=", True)]
        )
        self.assertEqual(found.ids, mine.ids)
