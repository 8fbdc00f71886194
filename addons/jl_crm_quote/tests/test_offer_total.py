from odoo.fields import Command
from odoo.tests import tagged

from .common import QuoteCommon
from .offer_common import HANDLE, make_workbook


@tagged("post_install", "-at_install")
class TestOfferTotal(QuoteCommon):
    """What custom work comes to is what its Excel says (K3Q-3, security.md 4)."""

    def _offer(self, price, *workbooks):
        line = {"product_id": self.item.id, "price_unit": price, "tax_ids": False}
        files = [
            Command.create({"name": f"{n}.xlsx", "raw": content})
            for n, content in enumerate(workbooks, 1)
        ]
        return self._create_quotation(
            is_quote_item_offer=True,
            order_line=[Command.create(line)],
            offer_file_ids=files,
        )

    def _make(self, *prices, total=None):
        rows = [[*HANDLE[:4], 10, price, None, None, None] for price in prices]
        if total is not None:
            rows.append(["合计", None, None, None, None, total])
        return make_workbook(rows)

    def test_another_amount_is_refused(self):
        """security.md 4: a line of 1.00 with a file of 5,000,000 is not submitted."""
        order = self._offer(1, self._make(300_000, 200_000))
        with self._assert_refused(r"5,000,000\.00.*1\.00"):
            order.action_review_submit()
        order.order_line.price_unit = 5_000_000
        order.action_review_submit()
        self.assertEqual(order.review_decision_ids[0].amount, 5_000_000)
        self.assertFalse(order.is_offer_total_typed)
        self.assertFalse(order.review_decision_ids[0].reason)

    def test_several_files_add_up(self):
        """security.md 4: a small file hides no large one."""
        order = self._offer(10, self._make(1), self._make(20))
        with self._assert_refused(r"210\.00.*10\.00"):
            order.action_review_submit()
        order.order_line.price_unit = 210
        order.action_review_submit()

    def test_the_mark_is_taken_away(self):
        """security.md 4: quote items are custom work without the mark as well."""
        order = self._offer(1, self._make(20))
        order.is_quote_item_offer = False
        with self._assert_refused(r"200\.00.*0\.00"):
            order.action_review_submit()

    def test_the_total_of_the_file(self):
        """security.md 4: its own total has to be that of the rows."""
        order = self._offer(100, self._make(10, total=100))
        order.action_review_submit()
        other = self._offer(100, self._make(10, total=5_000_000))
        with self._assert_refused("is a total, and not that of its rows"):
            other.action_review_submit()

    def test_what_cannot_be_read_is_typed(self):
        """security.md 4: and who reviews it is told so."""
        order = self._offer(100, make_workbook([["?", "?", "?", "?", "many", 1]]))
        with self._assert_refused("type what it comes to"):
            order.action_review_submit()
        order.offer_total = 5_000_000
        with self._assert_refused(r"5,000,000\.00.*100\.00"):
            order.action_review_submit()
        order.offer_total = 100
        order.action_review_submit()
        self.assertTrue(order.is_offer_total_typed)
        self.assertIn("typed by hand", order.review_decision_ids[0].reason)
        self.assertIn("typed by hand", order.message_ids[0].body)

        order.offer_total = 200
        self.env.cr.flush()
        self.assertEqual(order.review_state, "void")

    def test_typed_beside_a_file_that_is_read(self):
        """security.md 4: what the file says counts then."""
        order = self._offer(1, self._make(20))
        order.offer_total = 1
        with self._assert_refused(r"200\.00.*1\.00"):
            order.action_review_submit()
