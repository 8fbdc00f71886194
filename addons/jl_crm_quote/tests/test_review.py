from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReview(QuoteCommon):
    def test_submit_asks_the_office_director(self):
        """K3Q-4: the director of the salesperson's office is asked, and told."""
        order = self._create_submitted()

        self.assertEqual(order.review_state, "submitted")
        self.assertEqual(order.reviewer_ids, self.director)
        self.assertEqual(order.review_level_id, self.level)
        activities = order.sudo().activity_ids
        self.assertEqual(activities.user_id, self.director)
        self.assertEqual(activities.date_deadline, order.review_deadline)
        self.assertTrue(order.with_user(self.director).can_review)
        self.assertFalse(order.can_review)

    def test_form_of_an_accountant(self):
        """CAR-7: who invoices opens an order as before; the review is for sales."""
        order = self._create_approved()
        group = "account.group_account_invoice"
        accountant = self._create_user("accountant", group)
        orders = self.env["sale.order"].with_user(accountant)
        arch = etree.fromstring(orders.get_view(view_type="form")["arch"])
        names = {
            node.get("name")
            for node in arch.xpath("//field[not(ancestor::field)]")
            if node.get("name") in orders._fields
        }

        [values] = orders.browse(order.id).web_read({name: {} for name in names})

        self.assertEqual(values["name"], order.name)

    def test_approval_releases(self):
        """K3Q-4: submitted, then approved; each step is a row."""
        order = self._create_approved()

        self.assertEqual(order.review_state, "approved")
        self.assertTrue(order._is_released())
        rows = order.review_decision_ids
        self.assertEqual(rows.mapped("kind"), ["approved", "submitted"])
        self.assertEqual(rows[0].user_id, self.director)
        self.assertTrue(rows[0].is_final)
        self.assertFalse(order.sudo().activity_ids)
        self.assertFalse(order.reviewer_ids)

    def test_approved_is_read_only(self):
        """K3Q-4: in the form; who changes it opens a new version."""
        order = self._create_approved()
        for name, value in (
            ("note", "Free"),
            ("validity_date", "2035-01-01"),
            ("require_payment", True),
            ("payment_term_id", self.env["account.payment.term"].create({"name": "x"})),
        ):
            with (
                self.subTest(name=name),
                Form(order) as form,
                self.assertRaisesRegex(AssertionError, "readonly"),
            ):
                form[name] = value
        with (
            Form(order) as form,
            self.assertRaisesRegex(AssertionError, "not editable"),
        ):
            form.order_line.edit(0)
        order.action_review_version()
        with Form(order) as form:
            form.note = "Free"

    def test_refusal_says_why(self):
        """K3Q-4: refused with a reason that the salesperson is told."""
        order = self._create_refused()

        self.assertEqual(order.review_state, "refused")
        self.assertEqual(order.review_decision_ids[0].reason, "Too cheap")
        messages = self.env["mail.message"].search(
            [("partner_ids", "in", self.seller.partner_id.ids)]
        )
        self.assertIn("Too cheap", " ".join(messages.mapped("body")))

    def test_refusal_needs_a_reason(self):
        """K3Q-4: an empty reason is none."""
        order = self._create_submitted().with_user(self.director)
        for reason in ("", "  ", False):
            with self._assert_refused("Write down the reason"):
                order.action_review_refuse(reason)

    def test_levels_one_after_the_other(self):
        """K3Q-4: from an amount on the superior reviews as well, after the director."""
        high = self._create_region_level()
        small, big = self._create_submitted(999), self._create_submitted(1000)
        for order in (small, big):
            order.with_user(self.director).action_review_approve()

        self.assertEqual(small.review_state, "approved")
        self.assertEqual(big.review_state, "submitted")
        self.assertEqual(big.review_level_id, high)
        told = " ".join(big.message_ids.filtered("partner_ids").mapped("body"))
        self.assertEqual(told.count(f"{self.seller.name} asks for the review"), 2)
        self.assertFalse(big._is_released())
        big.with_user(self.boss).action_review_approve("Fine")
        self.assertEqual(big.review_state, "approved")
        self.assertTrue(big._is_released())

    def test_level_by_discount(self):
        """K3Q-4: a high discount asks for a level of its own, a lump sum too."""
        self._create_level(
            "Discount", sequence=20, discount_from=15, reviewer="superior"
        )
        order = self._create_quotation(order_line=[])
        order.order_line = [
            Command.create(
                {"product_id": self.product.id, "price_unit": 100, "discount": 15}
            )
        ]
        self.assertEqual(len(order._get_levels()), 2)
        order.order_line.discount = 14
        self.assertEqual(len(order._get_levels()), 1)
        order.order_line = [
            Command.create({"product_id": self.product.id, "price_unit": -20})
        ]
        self.assertEqual(len(order._get_levels()), 2)

    def test_no_level_no_review(self):
        """K3Q-4: a quotation below all levels leaves at once."""
        self.level.amount_from = 500
        order = self._create_quotation(499)
        self.assertFalse(order.is_review_required)
        with self._assert_refused("needs no review"):
            order.action_review_submit()
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_recall(self):
        """K3Q-4: who has submitted it takes it back, others do not."""
        order = self._create_submitted()
        with self._assert_refused("who submitted it", AccessError):
            order.with_user(self.manager).action_review_recall()
        order.action_review_recall()
        self.assertEqual(order.review_state, "draft")
        self.assertFalse(order.sudo().activity_ids)

    def test_withdrawal(self):
        """K3Q-4: the reviewer withdraws as long as nothing was built on it."""
        order = self._create_approved()
        with self._assert_refused("the person who gave", AccessError):
            order.with_user(self.manager).action_review_withdraw("Mistake")
        order.with_user(self.director).action_review_withdraw("Mistake")
        self.assertEqual(order.review_state, "void")
        self.assertFalse(order._is_released())

        sent = self._create_approved()
        sent.action_quotation_sent()
        with self._assert_refused("has been sent"):
            sent.with_user(self.director).action_review_withdraw("Mistake")
        confirmed = self._create_approved()
        confirmed.action_confirm()
        with self._assert_refused("is confirmed"):
            confirmed.with_user(self.director).action_review_withdraw("Mistake")

    def test_cancelled_is_not_reviewed(self):
        """K3Q-4: to cancel takes it off the reviewers' lists."""
        order = self._create_submitted()
        order.action_cancel()
        self.assertEqual(order.review_state, "draft")
        self.assertFalse(order.sudo().activity_ids)
        with self._assert_refused("cancelled"):
            order.action_review_submit()

    def test_empty_is_not_submitted(self):
        """K3Q-4: without lines there is nothing to review."""
        with self._assert_refused("no lines"):
            self._create_quotation(order_line=[]).action_review_submit()

    def test_reviewed_is_not_deleted(self):
        """K3Q-4: the course of a review stays."""
        order = self._create_refused().with_user(self.manager)
        with self._assert_refused("stays in the history"):
            order.unlink()
        self._create_quotation(user=self.manager).unlink()

    def test_reminder_and_escalation(self):
        """K3Q-4: reminded on the last working day, the superior decides after it."""
        with freeze_time("2030-05-03 08:00:00"):  # a Friday
            order = self._create_submitted()
        self.assertEqual(str(order.review_deadline), "2030-05-07")
        cron = self.env["crm.review.level"]
        with freeze_time("2030-05-06 08:00:00"):
            cron._cron_remind_reviewers()
        self.assertFalse(order.review_reminder)
        with freeze_time("2030-05-07 08:00:00"):
            cron._cron_remind_reviewers()
        self.assertEqual(order.review_reminder, "reminded")
        with freeze_time("2030-05-08 08:00:00"):
            cron._cron_remind_reviewers()
            cron._cron_remind_reviewers()
        self.assertEqual(order.review_reminder, "escalated")
        self.assertEqual(order.reviewer_ids, self.director | self.boss)
        order.with_user(self.boss).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_copy_starts_anew(self):
        """K3Q-4: a copy of an approved quotation is a draft that nobody approved."""
        copy = self._create_approved().copy()
        self.assertEqual(copy.review_state, "draft")
        self.assertFalse(copy.review_hash)
        self.assertFalse(copy._is_released())
        self.assertFalse(copy.review_decision_ids)

    def test_dialogue_decides(self):
        """K3Q-4: the dialogue takes the reason to the document, and nothing more."""
        order = self._create_submitted().with_user(self.director)
        action = order.action_open_review_refuse()
        dialogue = self.env["crm.review.reason"].with_user(self.director)
        dialogue.with_context(**action["context"]).create(
            {"reason": "No stock"}
        ).action_decide()
        self.assertEqual(order.review_state, "refused")

        approved = self._create_approved().with_user(self.director)
        action = approved.action_open_review_withdraw()
        dialogue.with_context(**action["context"]).create(
            {"reason": "Mistake"}
        ).action_decide()
        self.assertEqual(approved.review_state, "void")

    def test_state_is_written_by_nobody(self):
        """K3Q-4: the fields of the review are the system's, over every route."""
        order = self._create_quotation()
        for user in (self.seller, self.director, self.admin):
            with (
                self.subTest(user=user.login),
                self._assert_refused("kept by the system"),
            ):
                order.with_user(user).write({"review_state": "approved"})
        with self._assert_refused("kept by the system"):
            self._create_quotation(review_state="approved")
        forged = self.env["sale.order"].with_context(
            default_review_state="approved", jl_crm_base_system=True
        )
        order = forged.create({"partner_id": self.customer.id})
        self.assertEqual(order.review_state, "draft")
        with self._assert_refused("kept by the system"):
            order.with_context(jl_crm_base_system="x").write({"review_hash": "1" * 64})
        order.load([".id", "review_state"], [[str(order.id), "Approved"]])
        self.assertEqual(order.review_state, "draft")
