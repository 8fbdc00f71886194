from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_pipeline.tests.common import ROLES

from .common import QuoteCommon

WHY = "Know-how"


@tagged("post_install", "-at_install")
class TestReviewPassing(QuoteCommon):
    """Handed on, asked besides, sent back, copied: each a row, none a way round."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expert = cls._create_user(
            "expert", ROLES["seller"], notification_type="email"
        )
        cls.order = cls._create_submitted()
        cls.turn = cls.order.with_user(cls.director)

    def _last(self):
        return self.order.sudo().review_decision_ids[0]

    def test_hand_on(self):
        """K3Q-4: somebody else decides in the reviewer's place, who reads on."""
        self.turn.action_review_hand_on(self.expert.id, WHY)
        row = self._last()
        self.assertEqual(
            (row.kind, row.user_id, row.target_id, row.reason),
            ("handed", self.director, self.expert, WHY),
        )
        self.assertEqual(self.order.reviewer_ids, self.expert)
        self.assertEqual(self.order.sudo().activity_ids.user_id, self.expert)
        with self.assertRaises(AccessError):
            self.turn.action_review_approve()
        self.order.with_user(self.expert).action_review_approve()
        self.assertEqual(self.order.review_state, "approved")

    def test_ask_before(self):
        """K3Q-4: their signature comes first, then the reviewer decides."""
        self.turn.action_review_ask_before(self.expert.id, WHY)
        self.assertEqual(self.order.reviewer_ids, self.expert)
        with self.assertRaises(AccessError):
            self.turn.action_review_approve()
        self.order.with_user(self.expert).action_review_approve("Sound")
        self.assertEqual(self.order.review_state, "submitted")
        self.assertEqual(self.order.reviewer_ids, self.director)
        self.assertEqual(self._last().kind, "signed")
        self.turn.action_review_approve()
        self.assertEqual(self.order.review_state, "approved")

    def test_ask_after(self):
        """K3Q-4: the reviewer has signed; the level is passed with the other."""
        self.turn.action_review_ask_after(self.expert.id, WHY)
        self.assertEqual(self.order.reviewer_ids, self.expert)
        kinds = self.order.sudo().review_decision_ids.mapped("kind")
        self.assertEqual(kinds, ["signed", "asked_after", "submitted"])
        self.assertFalse(self.order._is_released())
        self.order.with_user(self.expert).action_review_approve()
        self.assertTrue(self.order._is_released())

    def test_refusal_of_who_was_asked(self):
        """K3Q-4: whoever is asked may refuse, which ends the review."""
        self.turn.action_review_ask_before(self.expert.id, WHY)
        self.order.with_user(self.expert).action_review_refuse("No")
        self.assertEqual(self.order.review_state, "refused")

    def test_copy(self):
        """K3Q-4: who gets a copy reads it and is told, and decides nothing."""
        orders = self.env["sale.order"].with_user(self.expert)
        self.assertFalse(orders.search([("id", "=", self.order.id)]))
        self.turn.action_review_copy_to(self.expert.id, "For your files")
        self.assertTrue(orders.search([("id", "=", self.order.id)]))
        self.assertEqual(self.order.reviewer_ids, self.director)
        with self.assertRaises(AccessError):
            self.order.with_user(self.expert).action_review_approve()
        with self.assertRaises(AccessError):
            self.order.with_user(self.expert).order_line.price_unit = 1
        messages = self.env["mail.message"].search(
            [("partner_ids", "in", self.expert.partner_id.ids)]
        )
        self.assertIn("For your files", " ".join(messages.mapped("body")))

    def test_back_to_who_submitted(self):
        """K3Q-4: with the reason; changed or not, the level decides anew."""
        self.turn.action_review_send_back("Which motor?")
        self.assertEqual(self.order.review_state, "draft")
        self.assertIn("Which motor?", self.order.review_return_reason)
        self.assertFalse(self.order.sudo().activity_ids)
        self.assertFalse(self.order._is_released())
        self.order.action_review_submit()
        self.assertFalse(self.order.review_return_reason)
        self.assertEqual(self.order.reviewer_ids, self.director)

    def test_back_to_an_earlier_level(self):
        """K3Q-4: it is decided there anew, and on all levels after it."""
        self._create_region_level()
        order = self._create_submitted(2000)
        order.with_user(self.director).action_review_approve()
        boss = order.with_user(self.boss)
        boss.action_review_send_back("Look at the freight", self.level.id)
        self.assertEqual(order.review_level_id, self.level)
        self.assertEqual(order.reviewer_ids, self.director)
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.reviewer_ids, self.boss)
        boss.action_review_send_back("Still wrong")
        order.action_review_submit()
        self.assertEqual(order.review_level_id.name, "Region")
        boss.action_review_approve()
        self.assertTrue(order._is_released())

    def test_back_to_a_level_that_is_none(self):
        """K3Q-4: neither to the present level nor to a later one."""
        region = self._create_region_level()
        for level in (self.level, region):
            with self._assert_refused("a level that has approved it"):
                self.turn.action_review_send_back("No", level.id)

    def test_whose_work_it_is_is_never_asked(self):
        """security.md N15: neither who had it, nor who wrote in it."""
        writer = self.other_seller
        order = self._create_quotation()
        order.sudo().user_id = writer
        order.with_user(writer).order_line.price_unit = 80
        order.sudo().user_id = self.seller
        order.action_review_submit()
        for user in (self.seller, writer):
            for step in ("hand_on", "ask_before", "ask_after"):
                with (
                    self.subTest(user=user.login, step=step),
                    self._assert_refused("nobody reviews their own work"),
                ):
                    turn = order.with_user(self.director)
                    getattr(turn, f"action_review_{step}")(user.id, WHY)
        self.assertEqual(order.reviewer_ids, self.director)

    def test_asked_person_who_writes_then(self):
        """security.md N15: who writes in it after they were asked decides no more."""
        self.turn.action_review_hand_on(self.expert.id, WHY)
        self.order.sudo()._note_authors(self.expert)
        with self._assert_refused("Nobody reviews their own work", AccessError):
            self.order.with_user(self.expert).action_review_approve()

    def test_nobody_signs_twice(self):
        """K3Q-4: who signs on the level anyway is not asked in another's place."""
        people = self.director | self.expert
        self.level.write(
            {
                "signing": "all",
                "reviewer": "users",
                "user_ids": [Command.set(people.ids)],
            }
        )
        order = self._create_submitted()
        with self._assert_refused("signs on this level anyway"):
            order.with_user(self.director).action_review_hand_on(self.expert.id, WHY)
        order.with_user(self.expert).action_review_approve()
        with self._assert_refused("signs on this level anyway"):
            order.with_user(self.director).action_review_hand_on(self.expert.id, WHY)

    def test_only_who_is_asked(self):
        """K3Q-4: nobody else takes a step, by the buttons or below them."""
        for user in (self.seller, self.expert, self.manager):
            theirs = self.order.with_user(user)
            for step in ("hand_on", "ask_before", "ask_after", "copy_to"):
                with (
                    self.subTest(user=user.login, step=step),
                    self.assertRaises(AccessError),
                ):
                    getattr(theirs, f"action_review_{step}")(self.boss.id, WHY)
            with self.assertRaises(AccessError):
                theirs.action_review_send_back(WHY)
            for kind in ("signed", "handed", "returned", "copied"):
                with self.assertRaises(AccessError):
                    theirs.sudo()._decide(kind, "submitted")

    def test_bad_input(self):
        """K3Q-4: without a reason, or with nobody of the house, nothing happens."""
        portal = self.portal
        for user_id in (portal.id, False, 2**30):
            with self._assert_refused("Choose a colleague"):
                self.turn.action_review_hand_on(user_id, WHY)
        for step in ("hand_on", "ask_before", "ask_after", "copy_to"):
            with self._assert_refused("Write down the reason"):
                getattr(self.turn, f"action_review_{step}")(self.expert.id, "  ")
        self.assertEqual(self._last().kind, "submitted")

    def test_stand_in_hands_on(self):
        """K3Q-4: in the place of who is away, which the row says."""
        self.env["crm.review.stand.in"].create(
            {
                "user_id": self.director.id,
                "stand_in_id": self.other_seller.id,
                "date_until": "2099-12-31",
            }
        )
        theirs = self.order.with_user(self.other_seller)
        theirs.action_review_hand_on(self.expert.id, WHY)
        self.assertEqual(self._last().stand_in_for_id, self.director)
        self.assertEqual(self.order.reviewer_ids, self.expert)

    def test_dialogue(self):
        """K3Q-4: it offers no author, and takes the step that was chosen."""
        action = self.turn.action_open_review_act()
        acts = self.env["crm.review.act"].with_user(self.director)
        dialogue = acts.with_context(**action["context"]).create(
            {"act": "hand_on", "user_id": self.expert.id, "reason": WHY}
        )
        self.assertIn(self.seller, dialogue.kept_off_ids)
        self.assertNotIn(self.expert, dialogue.kept_off_ids)
        dialogue.action_take()
        self.assertEqual(self.order.reviewer_ids, self.expert)
        back = acts.with_user(self.expert).with_context(**action["context"])
        back.create({"act": "send_back", "reason": "Which motor?"}).action_take()
        self.assertEqual(self.order.review_state, "draft")

    def test_dialogue_of_a_stranger(self):
        """K3Q-4: it tells nothing of a document that the user may not read."""
        acts = self.env["crm.review.act"].with_user(self.expert)
        with self.assertRaises(AccessError):
            acts.create(
                {
                    "res_model": "sale.order",
                    "res_id": self.order.id,
                    "user_id": self.boss.id,
                    "reason": WHY,
                }
            ).action_take()

    def test_nothing_after_the_decision(self):
        """K3Q-4: what is approved is neither handed on nor sent back."""
        self.turn.action_review_approve()
        with self.assertRaises(UserError):
            self.turn.action_review_hand_on(self.expert.id, WHY)
        with self.assertRaises(UserError):
            self.turn.action_review_send_back(WHY)
