import random

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tests.common import BaseCase

from odoo.addons.jl_crm_pipeline.tests.common import ROLES

from ..tools import review_seats
from .common import QuoteCommon


class TestReviewSeats(BaseCase):
    """Seats, groups and signatures as plain lists (K3Q-4)."""

    def test_passed_only_when_all_have_signed(self):
        """K3Q-4: no order of signatures leaves a seat out."""
        dice = random.Random(7)
        for _round in range(200):
            people = list(range(1, dice.randint(2, 6)))
            seats = dice.choice((review_seats.seat_all, review_seats.seat_chain))(
                people
            )
            if dice.random() < 0.5:
                seats = review_seats.ask_before(seats, 50)
            if dice.random() < 0.5:
                seats = review_seats.ask_after(seats, 60)
            expected = set(review_seats.list_seated(seats))
            signed = set()
            while seats:
                signer = dice.choice(review_seats.list_asked(seats))
                signed.add(signer)
                seats = review_seats.sign(seats, signer)
            self.assertEqual(signed, expected)

    def test_stranger_fills_no_seat(self):
        """K3Q-4: who is not asked changes nothing."""
        seats = review_seats.seat_all([1, 2])
        self.assertEqual(review_seats.sign(seats, 3), seats)

    def test_any_is_one_signature(self):
        """K3Q-4: one of several people is enough."""
        self.assertFalse(review_seats.sign(review_seats.seat_any([1, 2]), 2))
        self.assertFalse(review_seats.seat_any([]))


@tagged("post_install", "-at_install")
class TestReviewSigning(QuoteCommon):
    """One, all, or a chain of superiors sign on a level (K3Q-4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expert = cls._create_user(
            "expert", ROLES["seller"], notification_type="email"
        )

    def _ask_all(self):
        people = self.director | self.expert
        self.level.write(
            {
                "signing": "all",
                "reviewer": "users",
                "user_ids": [Command.set(people.ids)],
            }
        )

    def _ask_chain(self, **vals):
        self.level.write({"signing": "chain", "reviewer": "superior", **vals})

    def test_any_of_them(self):
        """K3Q-4: as before, the first signature passes the level."""
        self._ask_all()
        self.level.signing = "any"
        order = self._create_submitted()
        order.with_user(self.expert).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_all_of_them(self):
        """K3Q-4: each signature is a row; the last one passes the level."""
        self._ask_all()
        order = self._create_submitted()
        self.assertEqual(order.reviewer_ids, self.director | self.expert)
        order.with_user(self.expert).action_review_approve("Fine")
        self.assertEqual(order.review_state, "submitted")
        self.assertEqual(order.reviewer_ids, self.director)
        self.assertEqual(order.sudo().activity_ids.user_id, self.director)
        self.assertFalse(order._is_released())
        with self.assertRaises(AccessError):
            order.with_user(self.expert).action_review_approve()
        order.with_user(self.director).action_review_approve()
        self.assertTrue(order._is_released())
        self.assertEqual(
            order.review_decision_ids.mapped("kind"),
            ["approved", "signed", "submitted"],
        )

    def test_one_refusal_ends_it(self):
        """K3Q-4: whatever the others have signed, and everybody signs anew."""
        self._ask_all()
        order = self._create_submitted()
        order.with_user(self.expert).action_review_approve()
        order.with_user(self.director).action_review_refuse("Too cheap")
        self.assertEqual(order.review_state, "refused")
        order.action_review_submit()
        self.assertEqual(order.reviewer_ids, self.director | self.expert)

    def test_signature_of_another_content(self):
        """K3Q-4: who changes it voids what was signed."""
        self._ask_all()
        order = self._create_submitted()
        order.with_user(self.expert).action_review_approve()
        order.order_line.price_unit = 50
        self.env.cr.flush()
        self.assertEqual(order.review_state, "void")
        order.action_review_submit()
        self.assertEqual(order.reviewer_ids, self.director | self.expert)

    def test_author_does_not_sign(self):
        """security.md N15: who wrote in it is not among all of them."""
        self._ask_all()
        order = self._create_quotation()
        order.with_user(self.director).order_line.price_unit = 90
        order.action_review_submit()
        self.assertEqual(order.reviewer_ids, self.expert)

    def test_chain_of_superiors(self):
        """K3Q-4: from below, up to so many."""
        self._ask_chain(chain_steps=2)
        order = self._create_submitted()
        self.assertEqual(order.reviewer_ids, self.director)
        with self.assertRaises(AccessError):
            order.with_user(self.boss).action_review_approve()
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.reviewer_ids, self.boss)
        self.assertEqual(order.review_level_id, self.level)
        order.with_user(self.boss).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_chain_up_to_a_number(self):
        """K3Q-4: one superior is enough where the level says so."""
        self._ask_chain(chain_steps=1)
        order = self._create_submitted()
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_chain_up_to_a_role(self):
        """K3Q-4: the first who has the role is the last; without one it says so."""
        group = self.env["res.groups"].create({"name": "Signs Everything"})
        self._ask_chain(chain_steps=0, chain_group_id=group.id)
        order = self._create_quotation()
        with self._assert_refused("none of them has it"):
            order.action_review_submit()
        self.boss.group_ids = [Command.link(group.id)]
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.reviewer_ids, self.boss)
        order.with_user(self.boss).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_chain_is_of_superiors(self):
        """K3Q-4: other reviewers are no chain."""
        with self.assertRaises(ValidationError):
            self.level.signing = "chain"

    def test_chain_of_nobody(self):
        """K3Q-4: without a superior the refusal names the setting."""
        self._ask_chain()
        self.seller.sales_manager_id = False
        with self._assert_refused("enter a superior in sales", UserError):
            self._create_submitted()

    def test_superior_signs_for_who_is_late(self):
        """K3Q-4: in the place of the late one, not of the others."""
        self._ask_all()
        with freeze_time("2030-05-03 08:00:00"):
            order = self._create_submitted()
            self.expert.sales_manager_id = False
        with freeze_time("2030-05-08 08:00:00"):
            self.env["crm.review.level"]._cron_remind_reviewers()
        self.assertEqual(order.reviewer_ids, self.director | self.expert | self.boss)
        order.with_user(self.boss).action_review_approve()
        self.assertEqual(order.reviewer_ids, self.expert)
        order.with_user(self.expert).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_carried_approves_nothing_unseen(self):
        """K3Q-4: what was changed is seen by somebody, whatever the levels hold."""
        self.level.amount_from = 10
        order = self._create_approved(200)
        order.order_line.name = "Pump, without the motor"
        self.env.cr.flush()
        order.action_review_submit()
        self.assertEqual(order.review_state, "submitted")
        self.assertEqual(order.reviewer_ids, self.director)
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.review_state, "approved")
        self.assertNotIn("carried", order.review_decision_ids.mapped("kind"))
