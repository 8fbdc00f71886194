from odoo.exceptions import AccessError
from odoo.tests import Form, HttpCase, tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestOrderPromise(QuoteCommon, HttpCase):
    """The delivery date of a confirmed order changes with a reason (TUR-6)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._create_approved(commitment_date="2031-03-10 04:00:00")
        cls.order.action_confirm()
        cls.mine = cls.order.with_user(cls.seller)

    def test_promised_anew(self):
        """The slip counts from the first promise; the approval stays, and says why."""
        context = self.mine.action_open_promise()["context"]
        wizards = self.env["crm.order.promise"].with_user(self.seller)
        with Form(wizards.with_context(**context)) as form:
            self.assertEqual(str(form.promised_date), "2031-03-10")
            form.day = "2031-03-20"
            form.reason = "No glass yet"
        form.record.action_promise()

        order = self.order
        self.assertEqual(str(order.promised_date), "2031-03-20")
        self.assertEqual(str(order.first_promised_date), "2031-03-10")
        self.assertEqual(order.slip_days, 10)
        self.assertIn("No glass yet", order.message_ids[:1].body)
        self.env.cr.flush()
        self.assertTrue(order._is_released())
        decision = order.review_decision_ids[:1]
        self.assertEqual(
            (decision.reason, decision.user_id), ("No glass yet", self.seller)
        )

    def test_what_is_not_approved_stays_so(self):
        """K3Q-4: the act carries no change over that nobody has approved."""
        self.order.order_line.price_unit = 1
        self.env.cr.flush()
        self.mine.action_promise("2031-03-20", "No glass yet")
        self.env.cr.flush()
        self.assertFalse(self.order._is_released())

    def test_without_a_reason(self):
        """TUR-6: nothing is promised without it, nor somebody else's order."""
        for day, reason in ((False, "Why"), ("2031-03-20", " "), ("2031-03-20", "")):
            with self._assert_refused("and why"):
                self.mine.action_promise(day, reason)
        with self.assertRaises(AccessError):
            self.order.with_user(self.other_seller).action_promise("2031-03-20", "x")
        draft = self._create_quotation()
        draft.with_user(self.seller).commitment_date = "2031-03-20 04:00:00"
        with self._assert_refused("Only a confirmed order"):
            draft.with_user(self.seller).action_promise("2031-03-20", "x")
        self.assertEqual(str(self.order.promised_date), "2031-03-10")

    def test_written_past_the_dialogue(self):
        """K3Q-4: it asks for the approval anew, and the history says so."""
        self.mine.commitment_date = "2031-03-10 04:00:00"
        self.env.cr.flush()
        self.assertTrue(self.order._is_released())
        before = self.order.message_ids
        self.mine.commitment_date = "2031-03-20 04:00:00"
        self.env.cr.flush()
        self.assertFalse(self.order._is_released())
        told = self.order.message_ids - before
        self.assertIn("no reason was given", "".join(told.mapped("body")))

    def test_tour(self):
        """TUR-6: from the order's form, in one dialogue."""
        path = f"/odoo/sale.order/{self.order.id}"
        self.start_tour(path, "jl_crm_quote_promise", login=self.seller.login)
        self.assertIn("No glass yet", self.order.message_ids[:1].body)
