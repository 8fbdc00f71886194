from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.session import work_as_everybody
from odoo.addons.jl_crm_base.tools.session import running_by_itself

from .merge_common import MergeCommon


@tagged("post_install", "-at_install")
class TestMergeConsent(MergeCommon):
    """Two people where both sides have posted invoices (K3D-5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(work_as_everybody())

    def setUp(self):
        super().setUp()
        if "account.move" not in self.env:
            self.skipTest("no invoices here")
        self.kept = self._create_customer("Kept")
        self.gone = self._create_customer("Gone")
        for partner in (self.kept, self.gone):
            self._invoice(partner)

    def _invoice(self, partner):
        """A posted invoice; what accounts it needs is no matter of ours."""
        journal = self.env["account.journal"].search([("type", "=", "sale")], limit=1)
        journal = journal or self.env["account.journal"].create(
            {"name": "Sales", "code": "DUPS", "type": "sale"}
        )
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "journal_id": journal.id,
                "partner_id": partner.id,
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET state = 'posted' WHERE id = %s", [move.id]
        )
        self.env.invalidate_all()
        return move

    def test_second_person(self):
        """K3D-5: the first asks, another one consents, and then it is done.

        security.md 7: somebody's code consents for nobody.
        """
        merge = self._merge(self.kept, self.gone)
        self.assertEqual(merge.state, "waiting")
        self.assertTrue(merge.is_consent_needed)
        self.assertFalse(self.gone.merged_into_id)
        self.assertIn(self.second, merge.activity_ids.user_id)
        self.assertNotIn(self.manager, merge.activity_ids.user_id)
        with self.assertRaisesRegex(UserError, "yourself"):
            merge.action_consent()
        with self.assertRaises(AccessError), running_by_itself():
            merge.with_user(self.second).action_consent()
        merge.with_user(self.second).action_consent()
        self.assertEqual(merge.state, "done")
        self.assertEqual(merge.merged_by_id, self.second)
        self.assertEqual(merge.asked_by_id, self.manager)
        self.assertFalse(merge.activity_ids)

    def test_each_step_has_its_state(self):
        """K3D-5: a draft is not consented to, and what waits is not merged at once."""
        draft = self._draft(self.kept, self.gone)
        with self.assertRaisesRegex(UserError, "is “Draft” and cannot become"):
            draft.with_user(self.second).action_consent()
        draft.action_merge()
        with self.assertRaisesRegex(UserError, "“Waiting for Consent” and cannot"):
            draft.with_user(self.second).action_merge()
        self.assertEqual(draft.state, "waiting")

    def test_waiting_is_closed(self):
        """K3D-5: what another one consents to is what the first one asked for."""
        merge = self._merge(self.kept, self.gone)
        with self.assertRaisesRegex(UserError, "Only a draft"):
            merge.choices = {"phone": self.gone.id}
        merge.with_user(self.second).action_cancel()
        self.assertEqual(merge.state, "cancelled")
        self.assertFalse(merge.activity_ids)

    def test_nobody_else(self):
        """K3D-5: without a second person the first is told so."""
        group = self.env.ref("jl_crm_duplicate.group_duplicate_manager")
        others = group.all_user_ids - self.manager
        others.active = False
        with self.assertRaisesRegex(UserError, "Nobody else"):
            self._merge(self.kept, self.gone)

    def test_one_side_alone(self):
        """K3D-5: invoices of one side need no second person."""
        third = self._create_customer("Third")
        merge = self._merge(self.kept, third)
        self.assertEqual(merge.state, "done")

    def test_sealed_entries(self):
        """K3D-5: whose invoices are sealed remains, because they may not change."""
        move = self._invoice(self.gone)
        account = self.env["account.account"].search(
            [("company_ids", "=", move.company_id.id)], limit=1
        )
        account = account or self.env["account.account"].create(
            {"name": "x", "code": "999001", "account_type": "income"}
        )
        line = {"account_id": account.id, "partner_id": self.gone.id}
        entry = self.env["account.move"].create(
            {
                "journal_id": move.journal_id.id,
                "line_ids": [
                    (0, 0, {**line, "debit": 1}),
                    (0, 0, {**line, "credit": 1}),
                ],
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET inalterable_hash = 'x' WHERE id = %s", [entry.id]
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "sealed"):
            self._merge(self.kept, self.gone)

    def test_batch_with_one_that_waits(self):
        """DUP-6: of a batch those that need a second person wait, others are done."""
        other = self._create_customer("A"), self._create_customer("B")
        merges = self.Partner.with_user(self.manager)._merge_customers(
            [(self.kept, self.gone), other]
        )
        self.assertEqual(merges.mapped("state"), ["waiting", "done"])
