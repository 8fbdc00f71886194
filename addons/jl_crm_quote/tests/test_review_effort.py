from unittest.mock import patch

from odoo.tests import tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewEffort(QuoteCommon):
    """What a review costs whoever works with its document (K3Q-4)."""

    def _count_calls(self, order, name, work):
        with patch.object(
            self.env.registry[order._name],
            name,
            autospec=True,
            side_effect=getattr(self.env.registry[order._name], name),
        ) as called:
            work()
        return called.call_count

    def test_content_read_once(self):
        """K3Q-4: however many levels have approved, the content is put down once."""
        order = self._create_approved_twice()
        order.order_line.name = "Pump, grey"
        calls = self._count_calls(order, "_read_review", order._get_pending_levels)
        self.assertEqual(calls, 1)

    def test_files_of_one_document(self):
        """K3Q-4: many files that change at once have their document looked at once."""
        order = self._create_quotation()
        files = self.env["ir.attachment"].create(
            [
                {"name": f"{n}.txt", "res_model": order._name, "res_id": order.id}
                for n in range(3)
            ]
        )
        calls = self._count_calls(order, "_look_again", files._touch_reviews)
        self.assertEqual(calls, 1)

    def test_index_of_the_documents(self):
        """K3Q-4: the course of one document among very many is found by one index."""
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s AND indexdef ~ %s",
            ["crm_review_decision", r"\(res_id\)"],
        )
        self.assertTrue(self.env.cr.fetchall())
