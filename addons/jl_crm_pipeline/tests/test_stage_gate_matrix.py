from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..exceptions import StageError
from .stage_common import StageCommon

KINDS = (
    *("field", "attachment", "activity", "quotation"),
    *("deal", "maturity", "question", "domain"),
)


@tagged("post_install", "-at_install")
class TestStageGateMatrix(StageCommon):
    """Every route into a stage meets every kind of condition (K3O-1)."""

    def setUp(self):
        super().setUp()
        self.seller.sales_manager_id = self.director
        self.gate = self.offer
        self.team_a, self.team_b = self.env["crm.team"].create(
            [{"name": "Team A"}, {"name": "Team B"}]
        )

    def _make_lead(self, **vals):
        return self._create_lead("Routed", **vals).with_user(self.seller)

    def _iter_routes(self):
        """Yield each route as its name and a method that takes it."""
        for name in sorted(dir(self)):
            if name.startswith("_route_"):
                yield name.removeprefix("_route_"), getattr(self, name)

    def _route_write(self):
        self._make_lead().write({"stage_id": self.gate.id})

    def _route_write_as_superuser(self):
        """Automation works so: in superuser mode, for the one who triggered it."""
        self._make_lead().sudo().write({"stage_id": self.gate.id})

    def _route_statusbar_and_kanban(self):
        self._make_lead().web_save({"stage_id": self.gate.id}, {"stage_id": {}})

    def _route_form(self):
        with Form(self._make_lead()) as form:
            form.stage_id = self.gate

    def _route_form_of_new(self):
        leads = self.Lead.with_user(self.seller)
        leads = leads.with_context(default_type="opportunity")
        form = Form(leads, "crm.crm_lead_view_form")
        form.name = "New in the stage"
        form.partner_id = self.customer
        form.stage_id = self.gate
        form.save()

    def _route_mass_edit(self):
        leads = self._make_lead() | self._make_lead()
        leads.web_save({"stage_id": self.gate.id}, {"stage_id": {}})

    def _route_import(self):
        lead = self._make_lead()
        self._load([".id", "stage_id/.id"], [str(lead.id), str(self.gate.id)])

    def _route_import_of_new(self):
        row = ["Imported", "opportunity", str(self.gate.id)]
        self._load(["name", "type", "stage_id/.id"], row)

    def _load(self, names, row):
        result = self.Lead.with_user(self.seller).load(names, [row])
        if not result["ids"]:
            raise UserError(result["messages"][0]["message"])

    def _route_create(self):
        values = {"name": "Created", "type": "opportunity", "stage_id": self.gate.id}
        self.Lead.with_user(self.seller).create(values)

    def _route_quick_create(self):
        leads = self.Lead.with_user(self.seller)
        leads.with_context(
            default_stage_id=self.gate.id, default_type="opportunity"
        ).name_create("Quick")

    def _route_server_action(self):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Advance",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "state": "code",
                "code": f"records.write({{'stage_id': {self.gate.id}}})",
            }
        )
        lead = self._make_lead()
        action.with_user(self.admin).with_context(
            active_model="crm.lead", active_ids=lead.ids, active_id=lead.id
        ).run()

    def _route_change_of_team(self):
        """The stage of another team follows from the team alone."""
        self.gate.write({"team_ids": self.team_b.ids, "sequence": -5})
        self.talk.team_ids = self.team_a
        lead = self._make_lead(team_id=self.team_a.id)
        lead.team_id = self.team_b

    def _route_conversion_of_lead(self):
        lead = self._make_lead(type="lead", stage_id=self.gate.id)
        lead.convert_opportunity(self.customer)

    def _route_conversion_dialogue(self):
        lead = self._make_lead(type="lead", stage_id=self.gate.id)
        wizard = self.env["crm.lead2opportunity.partner"].with_user(self.seller)
        wizard = wizard.with_context(
            active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
        ).create(
            {
                "name": "convert",
                "action": "exist",
                "partner_id": self.customer.id,
                "user_id": self.seller.id,
            }
        )
        wizard.action_apply()

    def _route_merge(self):
        """A lead that waits in the stage becomes an opportunity by a merge."""
        first = self._make_lead(type="lead", stage_id=self.gate.id)
        second = self._make_lead(type="lead", stage_id=self.gate.id)
        merged = first | second
        wizard = self.env["crm.lead2opportunity.partner"].with_user(self.seller)
        wizard = wizard.with_context(
            active_model="crm.lead", active_id=first.id, active_ids=first.ids
        ).create(
            {
                "name": "merge",
                "duplicated_lead_ids": [Command.set(merged.ids)],
                "user_id": self.seller.id,
            }
        )
        wizard.action_apply()

    def _route_restored_after_loss(self):
        lead = self._make_lead(
            active=False,
            probability=0,
            lost_reason_id=self._reason(),
            is_lost_to_nobody=True,
        )
        lead.sudo().user_id.sales_manager_id = self.director
        lead.with_user(self.director).write({"active": True, "stage_id": self.gate.id})

    def _reason(self):
        return self.env["crm.lost.reason"].create({"name": "Price"}).id

    def _route_won_button(self):
        others = self.env["crm.stage"].search([("is_won", "=", True)])
        others.stage_state = "open"
        self.gate.stage_state = "won"
        self._make_lead().action_set_won_rainbowman()

    def test_no_route_passes_unmet(self):
        """K3O-1: each refusal names what is missing, and nothing has moved."""
        for kind in KINDS:
            for name, take in self._iter_routes():
                with self.subTest(kind=kind, route=name):
                    self._assert_route_refused(kind, take)

    def _assert_route_refused(self, kind, take):
        savepoint = self.env.cr.savepoint()
        requirement = self._require_kind(self.gate, kind)
        label = requirement.name
        try:
            with self.assertRaises(UserError) as caught:
                take()
            self.assertIn(label, str(caught.exception))
            self.env.invalidate_all()
            self.assertFalse(
                self.Lead.search(
                    [("stage_id", "=", self.gate.id), ("type", "=", "opportunity")]
                )
            )
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
            self.registry.clear_cache()

    def test_each_kind_passes_when_met(self):
        """K3O-1: the condition is fulfilled outside, then nobody is held up."""
        for kind in KINDS:
            with self.subTest(kind=kind):
                requirement = self._require_kind(self.gate, kind)
                lead = self._make_lead()
                self._fulfil(lead, kind)

                lead.stage_id = self.gate

                self.assertEqual(lead.stage_id, self.gate)
                requirement.unlink()

    def test_each_kind_is_filled_in_on_the_spot(self):
        """K3O-1: what the dialogue sends along fulfils the condition, as the user."""
        for kind in KINDS:
            requirement = self._require_kind(self.gate, kind)
            if entry := self._get_entry(requirement):
                with self.subTest(kind=kind):
                    lead = self._make_lead(partner_id=self._create_customer(kind).id)
                    with self.assertRaises(StageError) as caught:
                        lead.stage_id = self.gate
                    [item] = caught.exception.context["leads"][0]["items"]
                    self.assertTrue(item["input"]["type"])

                    lead.write({"stage_id": self.gate.id, "stage_entry": entry})

                    self.assertEqual(lead.stage_id, self.gate)
            requirement.unlink()
