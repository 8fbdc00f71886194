from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import QuoteCommon
from .test_review_oneself import TRACKED


@tagged("post_install", "-at_install")
class TestReviewLate(QuoteCommon):
    """What waits too long, by level, and the trace of who stood in (K3Q-4)."""

    def test_late_by_level(self):
        """K3Q-4: counted and listed for whoever may see it."""
        with freeze_time("2030-05-03 08:00:00"):
            order = self._create_submitted()
        with freeze_time("2030-05-07 08:00:00"):
            level = self.level.with_user(self.director)
            self.assertEqual((level.waiting_count, level.late_count), (1, 0))
        with freeze_time("2030-05-08 08:00:00"):
            level.invalidate_recordset()
            self.assertEqual((level.waiting_count, level.late_count), (1, 1))
            strange = self.level.with_user(self.other_seller)
            self.assertEqual(strange.late_count, 0)
            action = level.action_open_waiting()
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, order)

    def test_figure(self):
        """K3Q-4: the workplace counts what is late."""
        figure = self.env.ref("jl_crm_quote.figure_sale_order_reviews_late")
        self.assertIn("is_past_review_deadline", figure.domain)
        context = figure.action_id.context
        self.assertIn("search_default_group_review_level", context)

    def test_trace_of_a_level(self):
        """K3Q-4: who changed how it signs, and for what it is."""
        levels = self.level.with_user(self.manager).browse()
        level = levels.with_context(**TRACKED).create({"name": "New"})
        self.env.cr.flush()
        for vals in (
            {"signing": "all"},
            {"condition": "[('amount_total', '>', 5)]"},
            {"chain_steps": 3},
            {"sequence": 30},
        ):
            before = level.message_ids.sudo().tracking_value_ids
            level.write(vals)
            self.env.cr.flush()
            level.invalidate_recordset(["message_ids"])
            after = level.message_ids.sudo().tracking_value_ids
            with self.subTest(vals=vals):
                self.assertTrue(after - before)

    def test_trace_of_a_stand_in(self):
        """K3Q-4: its days leave a trace; once begun it is archived, not deleted."""
        rows = self.env["crm.review.stand.in"].with_user(self.director)
        row = rows.with_context(**TRACKED).create(
            {"stand_in_id": self.boss.id, "date_until": "2099-12-31"}
        )
        self.env.cr.flush()
        row.date_until = "2098-12-31"
        self.env.cr.flush()
        row.invalidate_recordset(["message_ids"])
        self.assertTrue(row.sudo().message_ids.tracking_value_ids)
        with self.assertRaisesRegex(UserError, "stays in the history"):
            row.unlink()
        row.active = False
        self.assertFalse(rows._find_stand_ins(self.director))
        self.assertTrue(row.exists())
