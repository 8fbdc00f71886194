from odoo.exceptions import UserError
from odoo.tests import tagged

from .merge_common import MergedPairCommon


@tagged("post_install", "-at_install")
class TestPartnerMergePlan(MergedPairCommon):
    """What is proposed, planned and compared before a merge (K3D-5)."""

    def test_proposal(self):
        """K3D-5: who has business remains, then the most filled, then the oldest."""
        first, second, third = self.Partner.union(
            *(self._create_customer("Same") for _each in range(3))
        )
        partners = first | second | third
        self.assertEqual(partners._propose_survivor(), first)
        second.phone = "0760-88123456"
        self.assertEqual(partners._propose_survivor(), second)
        self.env["crm.lead"].create({"name": "x", "partner_id": third.id})
        self.assertEqual(partners._propose_survivor(), third)
        self.assertEqual(first._propose_survivor(), first)

    def test_plan_before_it_acts(self):
        """K3D-5: the plan counts what will move, opens it, and nothing has moved."""
        leads = self.env["crm.lead"].create(
            [{"name": "x", "partner_id": self.gone.id} for _each in range(3)]
        )
        partners = (self.kept | self.gone).with_user(self.manager)
        action = partners.action_merge_customers()
        merge = self.env["crm.partner.merge"].browse(action["res_id"])
        merge.survivor_id = self.kept
        line = merge.plan_ids.filtered(lambda line: line.res_table == "crm_lead")
        self.assertEqual(line.row_count, 3)
        self.assertEqual(line.name, "Lead (Contact)")
        opened = line.with_user(self.manager).action_open()
        found = self.env[opened["res_model"]].search(opened["domain"])
        self.assertEqual(found, leads)
        self.assertEqual(leads.partner_id, self.gone)

    def test_plan_is_what_happens(self):
        """K3D-5: what the plan counted is what moved."""
        self.env["crm.lead"].create({"name": "x", "partner_id": self.gone.id})
        self.gone.message_post(body="hello")
        tag = self.env["res.partner.category"].create({"name": "VIP"})
        (self.kept | self.gone).category_id = tag
        merge = self._draft(self.kept, self.gone)
        merge.action_plan()
        lines = merge.plan_ids | merge.conflict_ids
        planned = {
            (line.kind, line.res_table, line.res_column, line.row_count)
            for line in lines
        }
        self.assertIn(
            ("kept", "res_partner_res_partner_category_rel", "partner_id", 1), planned
        )
        merge.action_merge()
        lines = merge.plan_ids | merge.conflict_ids
        done = {
            (line.kind, line.res_table, line.res_column, line.row_count)
            for line in lines
        }
        self.assertEqual(done, planned)

    def test_values_of_a_company(self):
        """K3D-5: a value that both have in one company is a conflict of the plan."""
        self.kept.barcode, self.gone.barcode = "K-1", "G-1"
        merge = self._draft(self.kept, self.gone)
        merge.action_plan()
        line = merge.conflict_ids.filtered(lambda line: line.res_column == "barcode")
        self.assertIn("same company", line.solution)
        self.assertFalse(line.can_open)
        merge.action_merge()
        self.assertEqual(self.kept.barcode, "K-1")
        self.assertIn("barcode", merge.conflict_ids.mapped("res_column"))

    def test_every_line_can_be_read(self):
        """K3D-5: each column that can point at a partner has a name, and opens."""
        references = self.env["crm.merge.engine"]._get_references("res.partner")
        merge = self._merge(self.kept, self.gone)
        lines = self.env["crm.partner.merge.plan"].create(
            [
                line
                for reference in references
                for line in merge._prepare_plan(merge, reference, 1, 1)
            ]
        )
        for line in lines:
            self.assertTrue(line.name)
            self.assertTrue(line.solution)
            if line.can_open:
                action = line.action_open()
                self.env[action["res_model"]].search(action["domain"], limit=1)

    def test_comparison(self):
        """K3D-5: only what differs is shown, with whose value is taken."""
        merge = self._draft(self.kept, self.gone)
        self.kept.comment = "<p>first</p>"
        shown = {row["unit"]: row for row in merge.comparison["rows"]}
        self.assertEqual(shown["email"]["texts"], ["", "a@songda.example"])
        self.assertEqual(shown["email"]["taken"], 1)
        self.assertEqual(shown["phone"]["taken"], 0)
        self.assertEqual(shown["comment"]["texts"], ["first", ""])
        self.assertNotIn("website", shown)
        merge.choices = {"phone": self.gone.id}
        shown = {row["unit"]: row for row in merge.comparison["rows"]}
        self.assertEqual(shown["phone"]["taken"], 1)

    def test_comparison_is_kept(self):
        """K3D-5: what was compared can be read in the log afterwards."""
        merge = self._draft(self.kept, self.gone)
        shown = merge.comparison
        merge.action_merge()
        merge.invalidate_recordset()
        self.assertEqual(merge.comparison, shown)

    def test_same_draft_again(self):
        """K3D-5: the same customers chosen again open the draft that is there."""
        partners = (self.kept | self.gone).with_user(self.manager)
        first = partners._prepare_merge()
        self.assertEqual(partners._prepare_merge(), first)
        first.action_cancel()
        self.assertNotEqual(partners._prepare_merge(), first)

    def test_one_alone(self):
        """K3D-5: nobody is merged with nobody."""
        with self.assertRaisesRegex(UserError, "at least two"):
            self.kept.with_user(self.manager).action_merge_customers()
