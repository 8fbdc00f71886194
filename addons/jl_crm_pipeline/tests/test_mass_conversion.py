from unittest.mock import patch

from odoo.tests import tagged

from ..exceptions import StageError
from .stage_common import StageCommon


@tagged("post_install", "-at_install")
class TestMassConversion(StageCommon):
    """Leads that become opportunities, many at once, pass the gate together."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.talk.sequence = -1
        cls.leads = cls._create_leads(4, "Row")

    @classmethod
    def _create_leads(cls, count, name):
        return cls.Lead.create(
            [
                {
                    "type": "lead",
                    "name": f"{name} {number}",
                    "partner_name": f"{name} Mill {number}",
                    "email_from": f"{name.lower()}{number}@mill{number}.example.com",
                    "user_id": cls.seller.id,
                }
                for number in range(count)
            ]
        )

    def _convert(self, leads):
        wizard = self.env["crm.lead2opportunity.partner.mass"]
        wizard = wizard.with_user(self.manager).with_context(
            active_model="crm.lead", active_ids=leads.ids
        )
        window = wizard.create({"deduplicate": False, "action": "create"})
        window.action_mass_convert()

    def test_history_begins(self):
        """K3O-4: each one has its stay in the first stage, and a complete customer."""
        self._convert(self.leads)

        self.assertEqual(set(self.leads.mapped("type")), {"opportunity"})
        stays = self.env["crm.stage.history"].search(
            [("lead_id", "in", self.leads.ids)]
        )
        self.assertEqual(stays.lead_id, self.leads)
        self.assertEqual(len(stays), len(self.leads))
        self.assertEqual(stays.stage_id, self.leads.stage_id)
        customers = self.leads.partner_id.commercial_partner_id
        self.assertEqual(len(customers), len(self.leads))
        for customer in customers:
            self.assertEqual(customer.completeness, customer._get_completeness())
            self.assertTrue(customer.completeness)

    def test_gate_holds(self):
        """K3O-1: one that lacks something holds up all, and nothing is half done."""
        stage = self.leads._stage_find(domain=[("fold", "=", False)])
        self._require_kind(stage, "domain")
        self.leads[1:].expected_revenue = 5000

        with self._assert_refused("Row 0", StageError):
            self._convert(self.leads)

        self.leads.invalidate_recordset()
        self.assertEqual(set(self.leads.mapped("type")), {"lead"})
        self.assertFalse(self.leads.partner_id)

    def test_no_key_of_the_context_holds_the_gate_open(self):
        """K3O-1: what comes over RPC cannot hold a step back."""
        self._require_kind(self.offer, "question")
        lead = self.lead.with_user(self.seller)
        for forged in (True, {"before": {}}, "held"):
            with self._assert_refused("Pump Station", StageError):
                lead.with_context(jl_crm_pipeline_gate=forged).stage_id = self.offer

    def test_settled_together(self):
        """K3O-1: history and completeness are written once for all of them."""
        for model, name in (
            (self.Lead, "_log_stages"),
            (self.Partner, "_get_completeness_update"),
        ):
            leads = self._create_leads(5, name.strip("_").title())
            kept = getattr(type(model), name)
            with patch.object(
                type(model), name, autospec=True, side_effect=kept
            ) as did:
                self._convert(leads)
            self.assertEqual(did.call_count, 1)
