from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .merge_common import MergeCommon


@tagged("post_install", "-at_install")
class TestPartnerMergeUndo(MergeCommon):
    """What goes back, and what can not (K3D-5)."""

    def setUp(self):
        super().setUp()
        self.kept = self._create_customer("Kept")
        self.gone = self._create_customer("Gone", phone="0760-88120002")
        self.leads = self.env["crm.lead"].create(
            [{"name": "x", "partner_id": self.gone.id} for _each in range(3)]
        )

    def test_all_back(self):
        """K3D-5: values, links and the loser are as before, and its keys find it."""
        merge = self._merge(self.kept, self.gone)
        merge.action_undo()
        self.assertTrue(self.gone.active)
        self.assertFalse(self.gone.merged_into_id)
        self.assertFalse(self.kept.phone)
        self.assertFalse(self.kept.alias_ids)
        self.assertEqual(self.leads.partner_id, self.gone)
        self.assertFalse(merge.undo_report)
        self.assertIn(self.gone, self._find(name="Gone"))
        self._assert_in_line()

    def test_what_was_changed_since_stays(self):
        """K3D-5: what somebody changed since is told, and the rest goes back."""
        merge = self._merge(self.kept, self.gone)
        other = self._create_customer("Other")
        self.leads[0].partner_id = other
        self.leads[1].unlink()
        self.kept.phone = "0760-88999999"
        self.kept.alias_ids.filtered(lambda alias: alias.name == "Gone").name = "Was"
        merge.action_undo()
        self.assertEqual(self.leads[0].partner_id, other)
        self.assertEqual(self.leads[2].partner_id, self.gone)
        self.assertEqual(self.kept.phone, "0760-88999999")
        self.assertEqual(self.kept.alias_ids.mapped("name"), ["Was"])
        told = {(row["table"], row["column"]): row["count"] for row in merge.undo_rows}
        self.assertEqual(told[("crm_lead", "partner_id")], 2)
        self.assertEqual(told[("res_partner", "phone")], 1)
        self.assertEqual(told[("res_partner_alias", "")], 1)
        self.assertIn("2 rows", merge.undo_report)

    def test_survivor_deleted(self):
        """K3D-5: a survivor that is gone takes nothing with it that can be saved."""
        merge = self._merge(self.kept, self.gone)
        self.leads.partner_id = False
        self.kept.unlink()
        merge.action_undo()
        self.assertTrue(self.gone.active)
        self.assertIn("crm_lead", {row["table"] for row in merge.undo_rows})

    def test_in_the_way(self):
        """K3D-5: a row that has come into its place since stays, the others go back."""
        events = self.env["res.partner.category"].create([{"name": n} for n in "ab"])
        self.gone.category_id = events
        merge = self._merge(self.kept, self.gone)
        self.gone.category_id = events[0]
        merge.action_undo()
        self.assertEqual(self.gone.category_id, events)
        [told] = merge.undo_rows
        self.assertEqual(told["count"], 1)

    def test_value_that_can_not_come_back(self):
        """K3D-5: an old value of which the record is gone is told."""
        industry, other = self.env["res.partner.industry"].create(
            [{"name": name} for name in ("a", "b")]
        )
        self.kept.industry_id = industry
        self.gone.industry_id = other
        merge = self._merge(self.kept, self.gone, industry_id=self.gone)
        self.env.flush_all()
        industry.unlink()
        merge.action_undo()
        self.assertEqual(self.kept.industry_id, other)
        self.assertIn("industry_id", {row["column"] for row in merge.undo_rows})

    def test_time_is_over(self):
        """K3D-5: after the days of the setting nothing is undone, the log stays."""
        self.env["ir.config_parameter"].set_param("jl_crm_duplicate.undo_days", "0")
        merge = self._merge(self.kept, self.gone)
        past = fields.Datetime.now() - timedelta(seconds=1)
        merge._write_system({"undo_until": past})
        self.assertFalse(merge.can_undo)
        with self.assertRaisesRegex(UserError, "time for it is over"):
            merge.action_undo()
        merge._gc_journal()
        journal = self.env["crm.partner.merge.journal"]
        self.assertFalse(journal.search([("merge_id", "=", merge.id)]))
        self.assertTrue(merge.plan_ids)

    def test_days_of_the_setting(self):
        """K3D-5: the days are a setting; nonsense in it counts for the default."""
        parameters = self.env["ir.config_parameter"]
        for text, days in (("7", 7), ("", 30), ("soon", 30)):
            parameters.set_param("jl_crm_duplicate.undo_days", text)
            self.assertEqual(self.env["crm.partner.merge"]._get_undo_days(), days)

    def test_journal_stays_while_it_can_be_undone(self):
        """K3D-5: the autovacuum drops no journal that an undo needs."""
        merge = self._merge(self.kept, self.gone)
        merge._gc_journal()
        merge.action_undo()
        self.assertEqual(self.leads.partner_id, self.gone)

    def test_right_order(self):
        """K3D-5: of two merges of one customer the later is undone first."""
        last = self._create_customer("Last")
        first = self._merge(self.kept, self.gone)
        second = self._merge(last, self.kept)
        with self.assertRaisesRegex(UserError, second.name):
            first.action_undo()
        (first | second).action_undo()
        self.assertEqual(self.leads.partner_id, self.gone)
        self.assertFalse((self.gone | self.kept).merged_into_id)

    def test_not_twice(self):
        """K3D-5: what was undone can not be undone again."""
        merge = self._merge(self.kept, self.gone)
        merge.action_undo()
        with self.assertRaisesRegex(UserError, "Undone"):
            merge.action_undo()

    def test_again(self):
        """K3D-5: after an undo the same can be merged once more."""
        self._merge(self.kept, self.gone).action_undo()
        self._merge(self.kept, self.gone)
        self.assertEqual(self.leads.partner_id, self.kept)
