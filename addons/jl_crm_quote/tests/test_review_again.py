from odoo.tests import tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewAgain(QuoteCommon):
    """What a second review shows, and who is asked again (K3Q-4, K3Q-5)."""

    def test_difference_side_by_side(self):
        """K3Q-5: who changed what from what to what."""
        order = self._create_approved()
        order.order_line.write({"price_unit": 80, "name": "Pump, grey"})
        term = self.env["account.payment.term"].create({"name": "90 days"})
        order.payment_term_id = term
        self.env.cr.flush()
        row = order.review_decision_ids[0]
        self.assertEqual(row.user_id, self.seller)
        for said in ("100", "80", "Pump, grey", "90 days", "Unit Price"):
            self.assertIn(said, row.difference)

        compare = self.env["crm.review.compare"].with_user(self.seller)
        action = order.review_decision_ids[-1].action_compare()
        wizard = compare.with_context(**action["context"]).create({})
        self.assertIn("90 days", wizard.difference)
        self.assertRegex(wizard.decision_id.display_name, r"^Version 1 · Submitted · ")
        self.assertIn(" · Approved · Director · ", self._get_name(order, "approved"))
        wizard.other_id = order.review_decision_ids[1]
        self.assertIn("Nothing differs", wizard.difference)

    def _get_name(self, order, kind):
        rows = order.review_decision_ids.with_user(self.seller)
        return rows.filtered(lambda row: row.kind == kind).display_name

    def test_only_the_touched_levels_again(self):
        """K3Q-4: a level with a threshold sees again another amount, or other terms."""
        order = self._create_approved_twice()
        cases = [
            ({"price_unit": 1500}, 2),
            ({"price_unit": 2500}, 2),
            ({"name": "Pump, grey"}, 1),
            ({"price_unit": 500}, 1),
        ]
        for vals, levels in cases:
            with self.subTest(vals=vals):
                order.order_line.write(vals)
                self.env.cr.flush()
                self.assertEqual(len(order._get_pending_levels()), levels)
                order.order_line.write({"price_unit": 2000, "name": "Pump"})
        order.payment_term_id = self.env["account.payment.term"].create({"name": "90"})
        self.assertEqual(len(order._get_pending_levels()), 2)

    def test_back_to_what_was_approved(self):
        """K3Q-4: submitted as it had been approved, it is approved at once."""
        order = self._create_void()
        order.order_line.price_unit = 100
        order.action_review_submit()
        self.assertEqual(order.review_state, "approved")
        self.assertEqual(order.review_decision_ids[0].kind, "carried")
        self.assertTrue(order._is_released())

    def test_after_a_refusal_everybody_again(self):
        """K3Q-4: what was refused was refused, the same content too."""
        order = self._create_approved()
        order.order_line.price_unit = 50
        order.action_review_submit()
        order.with_user(self.director).action_review_refuse("Too cheap")
        order.order_line.price_unit = 100
        order.action_review_submit()
        self.assertEqual(order.review_state, "submitted")

    def test_new_version(self):
        """K3Q-5: the earlier version stays as it was, one is active."""
        order = self._create_approved()
        order.action_review_version()
        self.assertEqual((order.review_version, order.review_state), (2, "draft"))
        self.assertFalse(order._is_released())
        order.order_line.price_unit = 90
        order.action_review_submit()
        rows = order.review_decision_ids
        self.assertEqual(rows.mapped("version"), [2, 1, 1, 1])
        self.assertIn("100", rows[0].difference)
        with self._assert_refused("Under Review"):
            order.action_review_version()

    def test_words_of_a_difference(self):
        """K3Q-5: what is gone, what is empty, choices and unknown models have words."""
        differ = self.env["crm.review.difference"]
        old = {
            "sale.order": [{"id": 1, "partner_id": 2**30, "state": "draft"}],
            "gone.model": [{"id": 1, "name": "x"}],
        }
        new = {"sale.order": [{"id": 1, "partner_id": False, "state": "sale"}]}
        found = differ._compare(old, new)
        self.assertEqual(
            [row[2:] for row in found],
            [(f"#{2**30}", "-"), ("Quotation", "Sales Order")],
        )
        self.assertFalse(differ._compare({}, new))
        self.assertFalse(differ._render([]))
        self.assertEqual(differ._get_label("sale.order", "unknown"), "unknown")
