from unittest.mock import patch

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..exceptions import StageError
from .stage_common import StageCommon


@tagged("post_install", "-at_install")
class TestStageGate(StageCommon):
    def _refuse(self, lead, stage):
        with self.assertRaises(StageError) as caught:
            lead.stage_id = stage
        lead.invalidate_recordset()
        return caught.exception

    def test_refusal_lists_all_that_is_missing(self):
        """K3O-1: in words, and as items for the dialogue."""
        asked = self._require_kind(self.offer, "field")
        question = self._require_kind(self.offer, "question")

        error = self._refuse(self.lead.with_user(self.seller), self.offer)

        self.assertIn("Pump Station", str(error))
        self.assertIn("• Expected Closing", str(error))
        self.assertIn("• Has the buyer seen the sample?", str(error))
        [row] = error.context["leads"]
        keys = [item["key"] for item in row["items"]]
        self.assertEqual(keys, [str(asked.id), str(question.id)])
        retry = {"id": self.lead.id, "vals": {"stage_id": self.offer.id}}
        self.assertEqual(error.context["retry"], retry)
        self.assertFalse(error.context["may_waive"])

    def test_part_of_a_batch_holds_up_all(self):
        """K3O-1: one that lacks something keeps the others where they are."""
        self._require_kind(self.offer, "domain")
        rich = self._create_lead("Rich", expected_revenue=9000)
        with self._assert_refused("Pump Station", StageError):
            (rich | self.lead).with_user(self.seller).write({"stage_id": self.offer.id})

    def test_values_of_the_same_write_count(self):
        """K3O-1: to fill in and to move is one step."""
        self._require_kind(self.offer, "field")
        self.lead.with_user(self.seller).write(
            {"stage_id": self.offer.id, "date_deadline": "2031-05-20"}
        )
        self.assertEqual(self.lead.stage_id, self.offer)

    def test_amount_of_zero_is_none(self):
        """CON-1: the expected amount has to be other than 0."""
        field = self.env["ir.model.fields"]._get("crm.lead", "expected_revenue")
        self._require(self.offer, "field", field_id=field.id)
        self._refuse(self.lead.with_user(self.seller), self.offer)

    def test_empty_html_is_nothing(self):
        """K3O-1: an editor leaves a paragraph behind."""
        field = self.env["ir.model.fields"]._get("crm.lead", "description")
        self._require(self.offer, "field", field_id=field.id)
        self.lead.description = "<p><br></p>"
        self._refuse(self.lead.with_user(self.seller), self.offer)

    def test_answer_no_does_not_pass(self):
        """K3O-1: a no is kept, and the last answer counts."""
        question = self._require_kind(self.offer, "question")
        entry = {"items": {str(question.id): "no"}}
        lead = self.lead.with_user(self.seller)
        with self.assertRaises(StageError):
            lead.write({"stage_id": self.offer.id, "stage_entry": entry})
        for answer in ("no", "yes"):
            lead.write({"stage_entry": {"items": {str(question.id): answer}}})
        self.assertEqual(self.lead.stage_answer_ids.mapped("answer"), ["yes"])
        self.assertEqual(self.lead.stage_answer_ids.user_id, self.seller)

    def test_director_waives_with_a_reason(self):
        """K3O-1: and the reason is kept, in a list and in the chatter."""
        self._require_kind(self.offer, "field")
        self.seller.sales_manager_id = self.director
        lead = self.lead.with_user(self.director)
        error = self._refuse(lead, self.offer)
        self.assertTrue(error.context["may_waive"])

        lead.write({"stage_id": self.offer.id, "stage_entry": {"waiver": "Old friend"}})

        self.assertEqual(lead.stage_id, self.offer)
        waiver = self.lead.stage_waiver_ids
        self.assertEqual(waiver.reason, "Old friend")
        self.assertEqual(waiver.user_id, self.director)
        self.assertEqual(waiver.missing, "Expected Closing")
        self.assertIn("Old friend", self.lead.message_ids[0].body)

    def test_seller_waives_nothing(self):
        """K3O-1: a reason without the right opens no gate."""
        self._require_kind(self.offer, "field")
        with self.assertRaises(StageError):
            self.lead.with_user(self.seller).write(
                {"stage_id": self.offer.id, "stage_entry": {"waiver": "Please"}}
            )

    def test_waiver_over_rpc_is_refused(self):
        """K3O-1: nobody writes waivers, answers or the history by hand."""
        for model in ("crm.stage.waiver", "crm.stage.answer", "crm.stage.history"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.manager).create({"lead_id": 1})

    def test_context_opens_no_gate(self):
        """K3O-1: what comes over RPC cannot pass for one of our marks."""
        self._require_kind(self.offer, "field")
        context = {
            "jl_crm_pipeline_gate": True,
            "jl_crm_base_system": True,
            "install_mode": True,
            "cron_id": 1,
        }
        for lead in (self.lead.with_user(self.seller), self.lead.with_user(self.admin)):
            with self.assertRaises(StageError):
                lead.with_context(**context).sudo().stage_id = self.offer
            lead.invalidate_recordset()

    def test_odd_entry_is_refused(self):
        """K3O-1: bad input is told of, not a crash."""
        with self._assert_refused("items by name", UserError):
            self.lead.write({"stage_entry": ["x"]})
        domain = self._require_kind(self.offer, "domain")
        with self._assert_refused("cannot be filled in here", UserError):
            self.lead.write({"stage_entry": {"items": {str(domain.id): "x"}}})
        gone = {"items": {"999999999": "x", "name": "Y"}}
        self.lead.write({"stage_entry": gone})
        self.assertEqual(self.lead.name, "Pump Station")

    def test_no_kind_of_contract(self):
        """K3O-5: where none is defined, the dialogue says whom to ask."""
        deal = self._require_kind(self.paid, "deal")
        self.env["crm.document.kind"].search([]).is_contract = False
        entry = {"items": {str(deal.id): {"name": "a.pdf", "data": "YQ=="}}}
        with self._assert_refused("Ask Information Dept", UserError):
            self.lead.write({"stage_id": self.paid.id, "stage_entry": entry})

    def test_maturity_without_customer(self):
        """K3O-1: nothing can be set on nobody."""
        self._require_kind(self.offer, "maturity")
        self.lead.partner_id = False
        error = self._refuse(self.lead.with_user(self.seller), self.offer)
        self.assertFalse(error.context["leads"][0]["items"][0]["input"])

    def test_way_back(self):
        """K3O-1: per stage allowed or not."""
        self.lead.stage_id = self.offer
        lead = self.lead.with_user(self.seller)
        lead.stage_id = self.talk
        lead.stage_id = self.offer
        self.offer.may_go_back = False
        self.assertIn("no way back", str(self._refuse(lead, self.talk)))
        lead.stage_id = self.sign
        self.assertEqual(lead.stage_id, self.sign)

    def test_skipped_stage_asks_too(self):
        """K3O-1: who jumps over a stage that may not be skipped fulfils it as well."""
        self._require_kind(self.offer, "field")
        lead = self.lead.with_user(self.seller)
        lead.stage_id = self.sign
        lead.stage_id = self.talk
        self.offer.may_be_skipped = False
        self._refuse(lead, self.sign)

    def test_lead_is_no_opportunity(self):
        """K3O-1: what is not qualified yet waits anywhere."""
        self._require_kind(self.offer, "field")
        lead = self._create_lead("Raw", type="lead").with_user(self.seller)
        lead.stage_id = self.offer
        self.assertFalse(lead.stage_history_ids)

    def test_cron_leaves_it_where_it_was(self):
        """K3O-1: where nobody can be told, a note says what is missing."""
        self._require_kind(self.offer, "field")
        lead = self.lead.with_user(SUPERUSER_ID).with_context(cron_id=1)
        lead.stage_id = self.offer
        self.assertEqual(lead.stage_id, self.talk)
        self.assertIn("Expected Closing", lead.message_ids[0].body)
        made = lead.create({"name": "By night", "type": "opportunity"})
        made.stage_id = self.offer
        self.assertNotEqual(made.stage_id, self.offer)

    def test_cron_wins_and_loses_nothing_unmet(self):
        """K3O-5: what a cron may not win stays open, with its probability."""
        self._require_kind(self.paid, "deal")
        lead = self.lead.with_user(SUPERUSER_ID).with_context(cron_id=1)
        lead.write({"stage_id": self.paid.id})
        self.assertEqual(lead.stage_id, self.talk)
        self.assertEqual(lead.opportunity_state, "open")
        self._ask_for_loss()
        lead.write({"active": False, "probability": 0})
        self.assertEqual(lead.opportunity_state, "open")

    def _ask_for_loss(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("jl_crm_pipeline.lost_needs", "competitor")

    def test_mail_is_not_lost(self):
        """K3O-1: a mail makes an opportunity whatever the first stage asks for."""
        first = self.Lead._stage_find(domain=[("fold", "=", False)])
        self._require_kind(first, "domain")
        message = {"subject": "Pumps, please", "from": "a@b.example", "body": "10"}
        lead = self.Lead.with_user(self.manager).message_new(
            message, {"type": "opportunity"}
        )
        self.assertEqual(lead.stage_id, first)
        self.assertIn("Worth more", lead.message_ids[0].body)

    def test_data_of_addons_is_taken(self):
        """K3O-1: demo data comes as it is, with its history."""
        self._require_kind(self.offer, "field")
        with patch.object(self.env.registry, "ready", False):
            lead = self.Lead.create(
                {"name": "Demo", "type": "opportunity", "stage_id": self.offer.id}
            )
        self.assertEqual(lead.stage_history_ids.stage_id, self.offer)

    def test_people_are_told(self):
        """IMP-2: whoever the stage names learns that an opportunity has come."""
        self.sign.notify_user_ids = self.other_seller | self.seller
        self.sign.notify_group_ids = self.env.ref("jl_crm_pipeline.group_legal_dept")
        lawyer = self._create_user("lawyer", "jl_crm_pipeline.group_legal_dept")
        self.lead.with_user(self.seller).stage_id = self.sign
        message = self.lead.message_ids.search(
            [
                ("model", "=", "crm.lead"),
                ("res_id", "=", self.lead.id),
                ("subject", "ilike", "Sign"),
            ]
        )
        told = message.notified_partner_ids
        self.assertLessEqual((self.other_seller | lawyer).partner_id, told)
        self.assertNotIn(self.seller.partner_id, told)

    def test_form_that_sends_nothing(self):
        """K3O-1: a form sends 0 along; a new opportunity has what its stage says."""
        self.offer.win_probability = 45
        values = {"name": "Pumps", "type": "opportunity", "stage_id": self.offer.id}
        made = self.env["crm.lead"].create([{**values, "probability": 0}, values])
        self.assertEqual(made.mapped("probability"), [45, 45])
        made[0].probability = 0
        self.assertEqual(made[0].probability, 0)

    def test_probability_follows_the_stage(self):
        """K3O-1: unless somebody says another."""
        self.offer.win_probability = 45
        self.lead.with_user(self.seller).stage_id = self.offer
        self.assertEqual(self.lead.probability, 45)
        self.lead.stage_id = self.talk
        self.lead.write({"stage_id": self.offer.id, "probability": 60})
        self.assertEqual(self.lead.probability, 60)
        fresh = self._create_lead("Fresh", stage_id=self.offer.id)
        self.assertEqual(fresh.probability, 45)

    def test_kinds_that_are_not_right_are_refused(self):
        """K3O-1: the definition says what is wrong with it."""
        fields = self.env["ir.model.fields"]
        for vals, sentence in (
            ({"kind": "field"}, "is empty"),
            ({"kind": "domain", "domain": "[]"}, "in words"),
            (
                {"kind": "domain", "domain": "[('x', '=', 1)]", "question": "X"},
                "not right",
            ),
            ({"kind": "domain", "domain": "oops", "question": "X"}, "not right"),
            (
                {"kind": "field", "field_id": fields._get("crm.lead", "stage_days").id},
                "cannot be asked",
            ),
        ):
            with (
                self.subTest(vals=vals),
                self._assert_refused(sentence, ValidationError),
            ):
                self._require(self.offer, **vals)
