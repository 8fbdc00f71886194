from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestStageApproval(PipelineCommon):
    """A stage may ask for the director's approval of the step (issue 17, point 10)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls._create_office(cls.director, cls.seller)
        # what other stages ask for is not what this is about
        cls.env["crm.stage.requirement"].search(Domain.TRUE).unlink()
        stages = cls.env["crm.stage"]
        cls.stage = stages.create({"name": "Signing", "sequence": 900})
        cls.requirement = cls.env["crm.stage.requirement"].create(
            {"stage_id": cls.stage.id, "kind": "approval"}
        )
        customer = cls._create_customer(user_id=cls.seller.id)
        cls.lead = cls._create_opportunity(customer, team_id=cls.team.id)
        cls.own = cls.lead.with_user(cls.seller)
        cls.led = cls.lead.with_user(cls.director)

    def _enter(self, lead, **entry):
        lead.write({"stage_id": self.stage.id, "stage_entry": entry or False})

    def _decide(self, user, step, note=False):
        decisions = self.env["crm.stage.decision"].with_user(user)
        decision = decisions.create({"lead_id": self.lead.id, "note": note})
        return getattr(decision, step)()

    def test_asked_and_approved(self):
        """K3O-1: asked for, on the director's list, approved, told, entered."""
        self.assertEqual(self.requirement.name, "Approval of the director")
        with self._assert_refused("Approval of the director"):
            self._enter(self.own)
        self.own.action_ask_stage_approval(self.requirement.id)
        self.own.action_ask_stage_approval(self.requirement.id)
        todo = self.lead.activity_ids.filtered(lambda one: one.user_id == self.director)
        self.assertEqual(len(todo), 1)
        self.assertIn("Signing", todo.summary)

        self._decide(self.director, "action_approve")

        self.assertFalse(self.lead.asked_requirement_id)
        self.assertFalse(self.lead.asked_director_id)
        self.assertFalse(self.lead.activity_ids & todo)
        told = self.lead.message_ids.filtered("partner_ids")[:1]
        self.assertIn(self.seller.partner_id, told.partner_ids)
        self.assertEqual(self.lead.stage_id, self.stage)

    def test_opened_from_the_workplace(self):
        """ux.md 5: the director opens the opportunity, the to-do is not ticked off."""
        self.own.action_ask_stage_approval(self.requirement.id)
        todo = self.lead.activity_ids.filtered(lambda one: one.user_id == self.director)
        page = self.env["crm.workplace"].with_user(self.director)
        self.assertEqual(page._get_step(todo), "open")

    def test_what_else_is_missing(self):
        """K3O-1: approved, but not complete: it stays, and who asked is told why."""
        self.env["crm.stage.requirement"].create(
            {"stage_id": self.stage.id, "kind": "question", "question": "Is it ours?"}
        )
        self.own.action_ask_stage_approval(self.requirement.id)
        self._decide(self.director, "action_approve", "Go ahead")
        self.assertNotEqual(self.lead.stage_id, self.stage)
        told = self.lead.message_ids.filtered("partner_ids")[:1]
        self.assertIn("Go ahead", told.body)
        self.assertIn("Is it ours?", told.body)
        with self._assert_refused("Is it ours"):
            self._enter(self.own)

    def test_stage_further_on(self):
        """K3O-1: it goes where it was to go, over the stage that asks."""
        signed = self.stage.create({"name": "Signed", "sequence": 901})
        self.stage.may_be_skipped = False
        self.own.action_ask_stage_approval(self.requirement.id, signed.id)
        self._decide(self.director, "action_approve")
        self.assertEqual(self.lead.stage_id, signed)

    def test_no_way_around(self):
        """K3O-1: neither a new opportunity, an import nor a mass edit goes past it."""
        values = {"name": "Second", "stage_id": self.stage.id}
        with self._assert_refused("Approval of the director"):
            self._create_opportunity(self.lead.partner_id, **values)
        leads = self.env["crm.lead"].with_user(self.seller)
        result = leads.load(["name", "stage_id/.id"], [["Third", str(self.stage.id)]])
        self.assertFalse(result["ids"])
        with self._assert_refused("Approval of the director"):
            (self.own | self.own.copy()).write({"stage_id": self.stage.id})
        self.own.action_ask_stage_approval(self.requirement.id)
        for name in ("asked_requirement_id", "asked_stage_id", "asked_director_id"):
            with self.assertRaises(UserError):
                self.own[name] = False

    def test_an_answer_is_no_approval(self):
        """K3O-1: what was a question becomes an approval; the answers count no more."""
        question = self.env["crm.stage.requirement"].create(
            {"stage_id": self.stage.id, "kind": "question", "question": "Is it ours?"}
        )
        self.requirement.unlink()
        self.own._fill_stage_entry({"items": {str(question.id): "yes"}})
        question.kind = "approval"
        with self._assert_refused("Approval of the director"):
            self._enter(self.own)

    def test_who_is_asked(self):
        """K3O-1: a leader who may not decide is passed over for the next above."""
        group = "sales_team.group_sale_salesman"
        self.team.user_id = self._create_user("leader", group)
        self.seller.sales_manager_id = self.manager
        self.own.action_ask_stage_approval(self.requirement.id)
        self.assertEqual(self.lead.asked_director_id, self.manager)

    def test_over_by_itself(self):
        """K3O-1: whoever gets there otherwise, or loses it, asks no more."""
        self.own.action_ask_stage_approval(self.requirement.id)
        self._enter(self.led, waiver="Old friend")
        self.assertFalse(self.lead.asked_requirement_id)
        self.assertFalse(self.lead.activity_ids)

    def test_refused_with_a_reason(self):
        """K3O-1: a refusal has a reason, and may be asked for again."""
        self.own.action_ask_stage_approval(self.requirement.id)
        with self.assertRaises(UserError):
            self._decide(self.director, "action_refuse")
        self._decide(self.director, "action_refuse", "Too early")
        self.assertIn("Too early", self.lead.message_ids[:1].body)
        with self._assert_refused("Approval of the director"):
            self._enter(self.own)
        self.own.action_ask_stage_approval(self.requirement.id)
        self.assertTrue(self.lead.asked_requirement_id)

    def test_nobody_approves_their_own(self):
        """K3O-1: a salesperson answers neither in the dialogue nor by the web API."""
        self.own.action_ask_stage_approval(self.requirement.id)
        with self.assertRaises(AccessError):
            self._decide(self.seller, "action_approve")
        items = {str(self.requirement.id): "yes"}
        with self.assertRaises(AccessError):
            self._enter(self.own, items=items)
        with self.assertRaises(UserError):
            self.own.asked_requirement_id = False

    def test_director_answers_in_the_dialogue(self):
        """K3O-1: whoever may decide does so with the step."""
        self._enter(self.led, items={str(self.requirement.id): "yes"})
        self.assertEqual(self.lead.stage_id, self.stage)

    def test_decided_once(self):
        """K3O-1: the second is told."""
        self.own.action_ask_stage_approval(self.requirement.id)
        self._decide(self.director, "action_approve")
        with self._assert_refused("decided on meanwhile"):
            self._decide(self.director, "action_approve")

    def test_somebody_must_be_there(self):
        """K3O-1: without a leader and a superior nobody can be asked."""
        self.team.user_id = False
        with self._assert_refused("No director can be asked"):
            self.own.action_ask_stage_approval(self.requirement.id)
