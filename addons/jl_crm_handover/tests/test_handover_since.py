from odoo.fields import Command
from odoo.tests import tagged

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverSince(HandoverCommon):
    """What changed between the first and the third signature (HUA-4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_opportunity(cls.plain, expected_revenue=500)
        cls.handover = cls._bring_to_signing(cls._create_handover())

    def test_shown_before_it_is_signed(self):
        """HUA-4: nobody signs for what they were not shown; the paper tells it."""
        self._sign(self.handover, self.seller)
        self.assertFalse(self.handover.changed_since)
        self._create_opportunity(self.plain, expected_revenue=250)
        self.handover.invalidate_recordset()
        self.assertIn("1 ($ 500.00) → 2 ($ 750.00)", self._read_change())

        action = self.handover.with_user(self.other_seller).action_sign()

        self.assertIn("Opportunities: 1", action["params"]["message"])
        self.assertEqual(len(self.handover.signature_ids), 1)
        self._sign(self.handover, self.other_seller, self.director)
        self.assertEqual(self.handover.state, "done")
        self.assertIn("→ 2", self._read_change())
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "jl_crm_handover.crm_handover_report", self.handover.ids
        )
        self.assertIn("Changed since it was frozen", html.decode())

    def _read_change(self):
        return (self.handover.changed_since or "").replace("\N{NO-BREAK SPACE}", " ")

    def test_in_the_language_of_who_reads(self):
        """HUA-3: what changed is named in each reader's language."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.ref("base.module_jl_crm_handover")._update_translations(["zh_CN"])
        self._create_person(parent_id=self.plain.id)
        self.assertIn("Contacts of the customers: 0 → 1", self._read_change())
        self.handover.invalidate_recordset()
        chinese = self.handover.with_context(lang="zh_CN")
        self.assertIn("客户联系人: 0 → 1", chinese.changed_since)

    def test_void_forgets_it(self):
        """HUA-4: the next round begins with what is there then."""
        self._create_opportunity(self.plain, expected_revenue=250)
        self.handover.with_user(self.seller).action_sign()
        self.assertTrue(self.handover.figures_since)
        self.handover.with_user(self.director).action_reopen()
        self.assertFalse(self.handover.figures_since)


@tagged("post_install", "-at_install")
class TestHandoverFacts(HandoverCommon):
    """What the receiver should know of, where it is installed (HUA-3)."""

    def _find(self, handover, kind):
        return handover.line_ids.filtered(lambda line: line.kind == kind)

    def test_statement_and_credit(self):
        """HUA-3: what is owed by the ledger, and the terms that were granted."""
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.plain.id,
                "invoice_line_ids": [
                    Command.create({"name": "x", "price_unit": 80, "tax_ids": False})
                ],
            }
        )
        invoice.action_post()
        self.plain.credit_limit = 5000

        handover = self._start(self._create_handover())

        statement = self._find(handover, "account.move.line:balance")
        self.assertEqual((statement.count, statement.amount), (1, 80))
        self.assertEqual(statement.heading, "financial")
        self.assertEqual(self._find(handover, "res.partner:credit").amount, 5000)


@tagged("post_install", "-at_install", "-standard", "with_stock")
class TestHandoverDeliveries(HandoverCommon):
    def test_deliveries(self):
        """HUA-3: those under way, where there is stock."""
        kinds = self.env["stock.picking.type"]
        out = kinds.search([("code", "=", "outgoing")], limit=1)
        self.env["stock.picking"].create(
            {
                "partner_id": self.key.id,
                "picking_type_id": out.id,
                "location_id": out.default_location_src_id.id,
                "location_dest_id": out.default_location_dest_id.id,
            }
        )

        handover = self._start(self._create_handover())

        delivery = handover.line_ids.filtered(lambda line: line.kind == "stock.picking")
        self.assertEqual((delivery.count, delivery.row_id.partner_id), (1, self.key))
