from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewPeople(QuoteCommon):
    """Who reviews, who stands in, and who does not decide (K3Q-4)."""

    def test_nobody_reviews_their_own(self):
        """K3Q-4: neither the salesperson nor who submitted it for them."""
        order = self._create_quotation(user=self.director, user_id=self.director.id)
        order.action_review_submit()
        self.assertEqual(order.reviewer_ids, self.boss)
        with self._assert_refused("their own", AccessError):
            order.action_review_approve()

        other = self._create_quotation()
        other.with_user(self.director).action_review_submit()
        self.assertEqual(other.reviewer_ids, self.boss)
        with self._assert_refused("their own", AccessError):
            other.with_user(self.director).action_review_approve()

    def test_nobody_gives_their_own_away_and_reviews_it(self):
        """K3Q-4: it stays one's own, whoever submitted it and whose it is now."""
        self.level.write(
            {"reviewer": "users", "user_ids": [Command.set(self.boss.ids)]}
        )
        self.env["crm.review.stand.in"].create(
            {
                "user_id": self.boss.id,
                "stand_in_id": self.director.id,
                "date_until": "2099-12-31",
            }
        )
        order = self._create_quotation(user=self.director, user_id=self.director.id)
        order.with_user(self.admin).action_review_submit()
        own = order.with_user(self.director)
        own.sudo()._work_transfer(self.seller)
        with self.assertRaisesRegex(AccessError, "their own"):
            own.action_review_approve()
        order.with_user(self.boss).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_others_do_not_decide(self):
        """K3Q-4: whoever is not asked decides nothing, administrators neither."""
        order = self._create_submitted()
        for user in (self.other_seller, self.manager, self.admin, self.boss):
            theirs = order.with_user(user)
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    theirs.action_review_approve()
                with self.assertRaises(AccessError):
                    theirs.action_review_refuse("No")
        with self._assert_refused("Only .* can review this now", AccessError):
            order.sudo().with_user(
                self.env.ref("base.user_root")
            ).action_review_approve()

    def test_second_is_told_who_was_first(self):
        """K3Q-4: what has been decided is decided, and by whom is said."""
        order = self._create_approved().with_user(self.director)
        with self._assert_refused("Approved.*Director Tester did the last step"):
            order.action_review_refuse("No")

    def test_without_director_the_superior(self):
        """K3Q-4: an office without director asks the superior above."""
        self.team.user_id = False
        order = self._create_submitted()
        self.assertEqual(order.reviewer_ids, self.director)
        loner = self._create_user("loner", "sales_team.group_sale_salesman")
        theirs = self.customer.copy({"name": "Island Glass", "user_id": loner.id})
        lonely = self._create_quotation(user=loner, partner_id=theirs.id)
        with self._assert_refused("nobody to review.*superior in sales"):
            lonely.action_review_submit()
        self.assertEqual(lonely.review_state, "draft")

    def test_stand_in_within_the_dates(self):
        """K3Q-4: a stand-in decides between the dates, and the row says for whom."""
        self.env["crm.review.stand.in"].with_user(self.director).create(
            {
                "stand_in_id": self.boss.id,
                "date_from": "2030-05-01",
                "date_until": "2030-05-10",
            }
        )
        order = self._create_submitted()
        with (
            freeze_time("2030-04-30"),
            self._assert_refused("Only .* can review this now", AccessError),
        ):
            order.with_user(self.boss).action_review_approve()
        with freeze_time("2030-05-05"):
            self.assertIn(
                order, order.with_user(self.boss).search([("can_review", "=", True)])
            )
            order.with_user(self.boss).action_review_approve()

        row = order.review_decision_ids[0]
        self.assertEqual((row.user_id, row.stand_in_for_id), (self.boss, self.director))

    def test_stand_in_for_oneself_is_none(self):
        """K3Q-4: standing in for the director gives no say about oneself."""
        self.env["crm.review.stand.in"].create(
            {
                "user_id": self.director.id,
                "stand_in_id": self.seller.id,
                "date_from": "2020-01-01",
                "date_until": "2099-01-01",
            }
        )
        order = self._create_submitted()
        self.assertFalse(order.can_review)
        with self._assert_refused("their own", AccessError):
            order.action_review_approve()

    def test_only_ones_own_stand_in(self):
        """K3Q-4: nobody makes themselves the director's stand-in."""
        rows = self.env["crm.review.stand.in"].with_user(self.seller)
        vals = {
            "user_id": self.director.id,
            "stand_in_id": self.seller.id,
            "date_from": "2020-01-01",
            "date_until": "2099-01-01",
        }
        with self._assert_refused("your own stand-in", AccessError):
            rows.create(vals)
        own = rows.create(
            {**vals, "user_id": self.seller.id, "stand_in_id": self.boss.id}
        )
        with self._assert_refused("your own stand-in", AccessError):
            own.write({"user_id": self.director.id, "stand_in_id": self.seller.id})

    def test_group_reviews(self):
        """K3Q-4: a level may ask the members of a group."""
        group = self.env.ref("jl_crm_pipeline.group_information_dept")
        self.level.write({"reviewer": "group", "group_id": group.id})
        order = self._create_submitted()
        self.assertIn(self.information, order.reviewer_ids)
        order.with_user(self.information).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_levels_say_who(self):
        """K3Q-4: named people or a group, but somebody."""
        with self._assert_refused("Name the people"):
            self._create_level("Nobody", reviewer="users")
        with self._assert_refused("Choose the group"):
            self._create_level("Nobody", reviewer="group")


@tagged("post_install", "-at_install")
class TestReviewReaders(QuoteCommon):
    """Once a reviewer is not for ever a reader (security.md 5/25)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # reviewers without a right of their own to see the papers of others
        plain, mail = "sales_team.group_sale_salesman", {"notification_type": "email"}
        cls.expert = cls._create_user("expert", plain, **mail)
        cls.second = cls._create_user("second", plain, **mail)
        experts = [Command.set(cls.expert.ids)]
        cls.level.write({"reviewer": "users", "user_ids": experts})

    def _add_second_level(self):
        seconds = [Command.set(self.second.ids)]
        self._create_level("Second", sequence=30, reviewer="users", user_ids=seconds)

    def _reads(self, order, user):
        lines = order.sudo().order_line.with_user(user).sudo(False)
        order = order.with_user(user)
        found = order.search([("id", "=", order.id)])
        readable = order.has_access("read")
        self.assertEqual(bool(found), readable)
        self.assertEqual(lines.has_access("read"), readable)
        return readable

    def _give_away(self, order):
        order.sudo().user_id = self.other_seller

    def test_while_it_is_open(self):
        """K3Q-4: who is asked reads it, and who has decided already."""
        self._add_second_level()
        order = self._create_submitted()
        self.assertTrue(self._reads(order, self.expert))
        self.assertFalse(self._reads(order, self.second))

        order.with_user(self.expert).action_review_approve()

        self.assertTrue(self._reads(order, self.expert))
        self.assertTrue(self._reads(order, self.second))
        self._give_away(order)
        self.assertTrue(self._reads(order, self.expert))

    def test_recalled(self):
        """security.md 5: who was asked and did not decide reads it no longer."""
        order = self._create_submitted()
        order.action_review_recall()
        self.assertFalse(self._reads(order, self.expert))

    def test_as_long_as_it_is_whose_it_was(self):
        """security.md 5: who decided reads it until somebody else has it."""
        order = self._create_submitted()
        order.with_user(self.expert).action_review_approve()
        self.assertTrue(self._reads(order, self.expert))

        self._give_away(order)

        self.assertFalse(self._reads(order, self.expert))

    def test_who_had_it(self):
        """security.md 5: to have submitted it is no reason to read it for ever."""
        order = self._create_submitted()
        order.with_user(self.expert).action_review_approve()

        self._give_away(order)

        self.assertFalse(self._reads(order, self.seller))
        self.assertTrue(self._reads(order, self.other_seller))

    def test_after_a_handover(self):
        """security.md 5: nor after many were given in one statement."""
        order = self._create_submitted()
        order.with_user(self.expert).action_review_approve()
        move = (order.id, self.seller.id, self.other_seller.id)

        self.env["sale.order"]._work_transfer_many([move])

        for user, reads in (
            (self.seller, False),
            (self.expert, False),
            (self.other_seller, True),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self._reads(order, user), reads)

    def test_whom_somebody_stands_in_for(self):
        """K3Q-4: of what was decided in their place they read as much."""
        self.env["crm.review.stand.in"].create(
            {
                "user_id": self.expert.id,
                "stand_in_id": self.second.id,
                "date_until": "2099-12-31",
            }
        )
        order = self._create_submitted()
        self.assertTrue(self._reads(order, self.second))

        order.with_user(self.second).action_review_approve()

        self.assertTrue(self._reads(order, self.expert))
        self.assertTrue(self._reads(order, self.second))

    def test_row_says_whose_it_was(self):
        """K3Q-4: whoever submitted it for them."""
        order = self._create_quotation().with_user(self.director)
        order.action_review_submit()
        rows = order.sudo().review_decision_ids
        self.assertEqual(rows.owner_id, self.seller)

    def test_who_recalls(self):
        """security.md 25: it belongs to whose it is, or to who submitted it above."""
        order = self._create_submitted()
        self._give_away(order)
        with self.assertRaises(AccessError):
            order.with_user(self.seller).action_review_recall()
        order.with_user(self.other_seller).action_review_recall()
        self.assertEqual(order.sudo().review_state, "draft")

        order.with_user(self.director).action_review_submit()
        self.assertTrue(order.with_user(self.director).can_recall_review)
        order.with_user(self.director).action_review_recall()

    def test_many_decisions(self):
        """K3Q-4: the list of a reviewer takes as many statements as before."""
        orders = self.env["sale.order"].with_user(self.expert)
        for _number in range(5):
            self._create_submitted().with_user(self.expert).action_review_approve()
        self._assert_same_cost(
            lambda: orders.search([], limit=2).mapped("name"),
            lambda: orders.search([], limit=80).mapped("name"),
        )
