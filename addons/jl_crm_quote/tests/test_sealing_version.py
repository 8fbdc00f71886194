import importlib.util
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.sealing import Sealing

from ..models.review.crm_review_decision import CARRYING
from .common import QuoteCommon

FORMER = Path(__file__).parents[1] / "migrations/19.0.1.3.0/end-seal.py"


@tagged("post_install", "-at_install")
class TestSealingVersion(QuoteCommon):
    """An upgrade that seals more neither voids nor blesses (security.md, 2)."""

    def _seal_less(self, *names):
        """Have the quotations sealed as if the fields had not been known yet."""
        orders = self.env["sale.order"]
        now = orders._get_sealing()
        fields = {
            model: [name for name in known if name not in names]
            for model, known in now.fields.items()
        }
        key = "jl_crm_base.sealing.sale.order"
        less = Sealing(now.version, fields)
        self.env["ir.config_parameter"].set_param(key, less.write_down())

    def test_upgrade_that_seals_more(self):
        """K3Q-4: what was approved stays so, and its course says why."""
        self._seal_less("commitment_date", "extra_tax_data")
        approved, changed = self._create_approved(), self._create_approved()
        submitted, order = self._create_submitted(), self._create_approved()
        order.action_confirm()
        before = approved.review_hash
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order_line SET price_unit = 1 WHERE order_id = %s",
                changed.id,
            )
        )
        self.env["sale.order"]._keep_sealing()
        self.env.invalidate_all()
        for one in (approved, order):
            self.assertTrue(one._is_released())
        self.assertFalse(changed._is_released())
        row = approved.review_decision_ids[0]
        self.assertEqual((row.kind, row.former_hash), ("sealed", before))
        self.assertFalse(row.has_difference)
        self.assertNotEqual(approved.review_hash, before)
        submitted.with_user(self.director).action_review_approve()
        self.assertTrue(submitted._is_released())
        approved.commitment_date = "2031-01-01"
        self.env.cr.flush()
        self.assertEqual(approved.review_state, "void")

    def test_planned_beforehand(self):
        """K3Q-4: what PostgreSQL keeps as a function gives the seals of all papers."""
        order = self._create_approved()
        for name in ("sale.order", "crm.contract", "crm.contract.change"):
            self.assertIn("crm_row", self.env[name]._call_seal().code)
        query = SQL(
            "SELECT %s FROM sale_order t WHERE t.id = %s",
            order._select_seal(),
            order.id,
        )
        self.assertEqual(self.env.execute_query(query), [(order.review_hash,)])
        self.assertEqual(order._get_seal(), order.review_hash)

    def test_half_approved_before_an_upgrade(self):
        """K3Q-4: who approved it before is not asked again for the upgrade's sake."""
        self._create_region_level()
        self._seal_less("commitment_date")
        order = self._create_submitted(2000)
        order.with_user(self.director).action_review_approve()
        self.env["sale.order"]._keep_sealing()
        self.env.invalidate_all()
        order.with_user(self.boss).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_nothing_new(self):
        """K3Q-4: an upgrade that seals the same leaves the seals alone."""
        order = self._create_approved()
        before = order.review_hash
        self.env["sale.order"]._keep_sealing()
        self.env.invalidate_all()
        self.assertEqual(order.review_hash, before)

    def test_sealed_by_the_former_version(self):
        """K3Q-4: what was sealed by the fields of version 1.2 is sealed by all."""
        module = self._load_former()
        orders = {
            name: self._create_approved()
            for name in ("approved", "changed", "order", "changed order")
        }
        for name in ("order", "changed order"):
            orders[name].action_confirm()
        for order in orders.values():
            former = module._hash(module._describe_order(order.sudo()))
            self._write_former(order, former)
        self.env.invalidate_all()
        for name in ("changed", "changed order"):
            self.env.cr.execute(
                SQL(
                    "UPDATE sale_order_line SET price_unit = 1 WHERE order_id = %s",
                    orders[name].id,
                )
            )
        self.env.invalidate_all()
        with patch.object(self.env.cr, "commit"):
            module.migrate(self.env.cr, "19.0.1.2.0")
        self.env.invalidate_all()
        free = [name for name, order in orders.items() if order._is_released()]
        self.assertEqual(free, ["approved", "order"])
        self.assertEqual(orders["order"].review_decision_ids[0].kind, "sealed")

    def _load_former(self):
        spec = importlib.util.spec_from_file_location("former_sealing", FORMER)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def _write_former(self, order, seal):
        """Have it as version 1.2 left it."""
        order.sudo()._write_system({"review_hash": seal, "confirmed_hash": False})
        row = order.review_decision_ids[0]
        CARRYING.give(self.env["crm.review.decision"])._add_row(
            {
                "res_model": row.res_model,
                "res_id": order.id,
                "kind": "carried",
                "user_id": row.user_id.id,
                "date": row.date,
                "is_final": True,
                "content_hash": seal,
                "content": row.content,
            }
        )
