from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..exceptions import StageError
from .stage_common import FILE, StageCommon


@tagged("post_install", "-at_install")
class TestOpportunityOutcome(StageCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_office(cls.director, cls.seller)
        cls.reason = cls.env["crm.lost.reason"].create({"name": "Too dear"})
        cls.rival = cls.env["crm.competitor"].create({"name": "Rival Pumps"})
        cls.env["crm.stage"].search([("is_won", "=", True)]).filtered(
            lambda stage: stage != cls.paid
        ).stage_state = "open"

    def setUp(self):
        super().setUp()
        self._set("lost_needs", "competitor")
        self._set("reopening", "manager")

    def _set(self, name, value):
        self.env["ir.config_parameter"].set_param(f"jl_crm_pipeline.{name}", value)

    def _lose(self, lead=None, **vals):
        wizard = self.env["crm.lead.lost"].with_user(self.seller)
        lead = lead or self.lead
        wizard = wizard.create({"lead_ids": lead.ids, **vals})
        wizard.action_lost_reason_apply()

    def test_win_asks_for_order_or_contract(self):
        """K3O-5: each of the two is enough."""
        self._require_kind(self.paid, "deal")
        lead = self.lead.with_user(self.seller)
        with self._assert_refused("order or contract", StageError):
            lead.action_set_won()
        order = self._create_order(self.customer, opportunity_id=self.lead.id)
        order.action_confirm()
        lead.action_set_won()
        self.assertEqual(lead.opportunity_state, "won")

        other = self._create_lead("By contract").with_user(self.seller)
        self.env["ir.attachment"].create(
            {
                "name": "contract.pdf",
                "datas": FILE,
                "res_model": "crm.lead",
                "res_id": other.id,
                "document_kind_id": self.kind.id,
            }
        )
        other.action_set_won()
        self.assertEqual(other.opportunity_state, "won")

    def test_loss_asks_for_reason_and_competitor(self):
        """K3O-5: over the dialogue, and over any other way."""
        with self._assert_refused("Lost Reason", StageError):
            self._lose(lost_competitor_id=self.rival.id)
        with self._assert_refused("competitor", StageError):
            self._lose(lost_reason_id=self.reason.id)
        with self.assertRaises(StageError):
            self.lead.with_user(self.seller).write({"active": False, "probability": 0})
        self.lead.invalidate_recordset()

        self._lose(lost_reason_id=self.reason.id, lost_competitor_id=self.rival.id)

        self.assertEqual(self.lead.opportunity_state, "lost")
        self.assertEqual(self.rival.with_user(self.seller).lost_count, 1)

    def test_lost_to_nobody(self):
        """K3O-5: the customer buys from no one."""
        self._lose(lost_reason_id=self.reason.id, is_lost_to_nobody=True)
        self.assertEqual(self.lead.opportunity_state, "lost")

    def test_loss_without_hope(self):
        """K3O-5: with a probability of 0 the reason comes in time as well."""
        self.lead.write({"probability": 0})
        self._lose(lost_reason_id=self.reason.id, is_lost_to_nobody=True)
        self.assertEqual(self.lead.opportunity_state, "lost")

    def test_loss_filled_in_on_the_spot(self):
        """K3O-5: the dialogue of the refusal fills in the reason too."""
        with self.assertRaises(StageError) as caught:
            self._lose()
        retry = caught.exception.context["retry"]
        self.lead.invalidate_recordset()
        entry = {"items": {"lost_reason_id": self.reason.id, "is_lost_to_nobody": True}}
        self.lead.with_user(self.seller).write({**retry["vals"], "stage_entry": entry})
        self.assertEqual(self.lead.opportunity_state, "lost")

    def test_settings_of_a_loss(self):
        """K3O-5: what a loss asks for is a setting."""
        self._set("lost_needs", "reason")
        self._lose(lost_reason_id=self.reason.id)
        self.assertEqual(self.lead.opportunity_state, "lost")
        other = self._create_lead("Other")
        self._set("lost_needs", "nothing")
        self._lose(other)
        self.assertEqual(other.opportunity_state, "lost")

    def test_close_asks_for_a_reason(self):
        """K3O-5: closed is neither won nor lost."""
        lead = self.lead.with_user(self.seller)
        with self._assert_refused("Say why", UserError):
            lead.action_close(" ")
        wizard = self.env["crm.lead.close"].with_user(self.seller)
        wizard.create({"lead_ids": lead.ids, "reason": "Moved"}).action_close()
        self.assertRecordValues(
            self.lead,
            [
                {
                    "opportunity_state": "closed",
                    "won_status": "pending",
                    "close_reason": "Moved",
                    "active": False,
                }
            ],
        )
        with self._assert_refused("already finished", UserError):
            lead.action_close("Again")

    def test_nobody_closes_by_hand(self):
        """K3O-5: the mark is the system's."""
        for vals in ({"is_closed": True}, {"close_reason": "X"}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.lead.with_user(self.admin).write(vals)

    def test_stage_that_closes(self):
        """K3O-5: a stage may be the end of another kind."""
        closed = self._create_stage("Shelved", 105, stage_state="closed")
        failed = self._create_stage("Failed", 106, stage_state="lost")
        lead = self.lead.with_user(self.seller)
        with self._assert_refused("Close Reason", StageError):
            lead.stage_id = closed
        lead.invalidate_recordset()
        entry = {"items": {"close_reason": "No budget"}}
        lead.write({"stage_id": closed.id, "stage_entry": entry})
        self.assertEqual(lead.opportunity_state, "closed")
        self.assertEqual(self.lead.close_reason, "No budget")

        other = self._create_lead("Other").with_user(self.seller)
        with self._assert_refused("Lost Reason", StageError):
            other.stage_id = failed
        other.invalidate_recordset()
        other.write({"lost_reason_id": self.reason.id, "is_lost_to_nobody": True})
        other.stage_id = failed
        self.assertEqual(other.opportunity_state, "lost")

    def _finish_three(self):
        """Return opportunities that are finished, with the stage to go on in."""
        won = self._create_lead("Won")
        won.stage_id = self.offer
        won.action_set_won()
        closed = self._create_lead("Closed")
        closed.action_close("Done")
        self._lose(lost_reason_id=self.reason.id, is_lost_to_nobody=True)
        return {won: self.offer, closed: self.talk, self.lead: self.talk}

    def test_only_a_manager_reopens(self):
        """K3O-5: nobody else does, over whatever way."""
        for lead in self._finish_three():
            with self.subTest(lead=lead.name):
                mine = lead.with_user(self.seller)
                self.assertFalse(mine.may_reopen)
                with self._assert_refused("manager", AccessError):
                    mine.action_reopen("Please")
                with self._assert_refused("manager", AccessError):
                    mine.write({"active": True, "stage_id": self.talk.id})

    def test_reopened_where_it_was(self):
        """K3O-5: with a reason, open again, and a stay begins."""
        for lead, stage in self._finish_three().items():
            with self.subTest(lead=lead.name):
                wizard = self.env["crm.lead.reopen"].with_user(self.director)
                wizard.create({"lead_ids": lead.ids, "reason": "Back"}).action_reopen()
                lead.invalidate_recordset()
                self.assertRecordValues(
                    lead,
                    [
                        {
                            "opportunity_state": "open",
                            "stage_id": stage.id,
                            "active": True,
                            "close_reason": False,
                        }
                    ],
                )
                self.assertTrue(lead.stage_history_ids[0].is_current)

    def test_reopened_after_its_person_has_left(self):
        """H26: it is nobody's; the office gives it to somebody."""
        leads = self._finish_three()
        office = self.env["crm.team"].browse(self.director._get_office_ids())
        for lead in leads:
            lead.team_id = office
            lead.user_id.action_archive()
            wizard = self.env["crm.lead.reopen"].with_user(self.director)
            wizard.create({"lead_ids": lead.ids, "reason": "Back"}).action_reopen()
            lead.invalidate_recordset()
            self.assertEqual(lead.opportunity_state, "open")
            self.assertFalse(lead.user_id)

    def test_reopening_asks_for_a_reason(self):
        """K3O-5: and for something that is finished."""
        self.lead.user_id.sales_manager_id = self.director
        lead = self.lead.with_user(self.director)
        with self._assert_refused("is open", UserError):
            lead.action_reopen("Again")
        lead.action_close("Done")
        with self._assert_refused("Say why", UserError):
            lead.action_reopen("")

    def test_everyone_reopens_where_it_is_set(self):
        """K3O-5: the setting; and into a stage that is chosen."""
        self._set("reopening", "everyone")
        self.lead.action_close("Done")
        self.lead.with_user(self.seller).action_reopen("Again", self.sign.id)
        self.assertEqual(self.lead.stage_id, self.sign)

    def test_competitors_of_an_opportunity(self):
        """K3O-5: who, price, strengths, weaknesses; once each."""
        lead = self.lead.with_user(self.seller)
        with Form(lead) as form, form.competitor_ids.new() as line:
            line.competitor_id = self.rival
            line.price = 900
            line.strengths = "Near"
        self.assertEqual(self.lead.competitor_ids.price, 900)
        self.assertEqual(self.rival.met_count, 1)
        action = self.rival.action_view_met()
        self.assertEqual(
            self.env["crm.lead.competitor"].search(action["domain"]),
            self.lead.competitor_ids,
        )
        found = self.env["crm.lead.competitor"].with_user(self.other_seller).search([])
        self.assertFalse(found & self.lead.competitor_ids)

    def test_expenses_planned_and_actual(self):
        """KIN-3: of an opportunity or of a customer, with its department."""
        kind = self.env.ref("jl_crm_pipeline.selling_expense_kind_travel")
        expenses = self.env["crm.selling.expense"].with_user(self.seller)
        of_lead = expenses.create(
            {"kind_id": kind.id, "lead_id": self.lead.id, "planned": 100, "actual": 130}
        )
        of_customer = expenses.create(
            {"kind_id": kind.id, "partner_id": self.customer.id, "planned": 50}
        )
        self.assertEqual(of_lead.partner_id, self.customer)
        self.assertEqual(of_lead.difference, 30)
        self.assertEqual(of_customer.difference, -50)
        self.assertEqual(self.lead.planned_expenses, 100)
        self.assertEqual(self.lead.actual_expenses, 130)
        with self._assert_refused("which opportunity", ValidationError):
            expenses.create({"kind_id": kind.id})
        with self.assertRaises(AccessError):
            of_lead.with_user(self.other_seller).read(["planned"])
        self.assertEqual(of_lead.with_user(self.director).planned, 100)

    def test_merge_of_two_that_name_the_same(self):
        """K3O-5: a competitor of both stands there once, with what either says."""
        rows = self.env["crm.lead.competitor"]
        leads = self.lead | self._create_lead("Twin") | self._create_lead("Third")
        named = {"competitor_id": self.rival.id}
        rows.create([{"lead_id": lead.id, **named} for lead in leads])
        rows.search([("lead_id", "=", leads[2].id)]).write(
            {"price": 900, "strengths": "Fast"}
        )

        merged = leads.merge_opportunity()

        self.assertEqual(len(merged.competitor_ids), 1)
        self.assertEqual(merged.competitor_ids.price, 900)
        self.assertEqual(merged.competitor_ids.strengths, "Fast")

    def test_merge_takes_all_along(self):
        """K3O-5: competitors and expenses of the opportunity that vanishes."""
        other = self._create_lead("Twin")
        self.env["crm.lead.competitor"].create(
            [
                {"lead_id": lead.id, "competitor_id": self.rival.id}
                for lead in (other | self.lead)[:1]
            ]
        )
        merged = (self.lead | other).merge_opportunity()
        self.assertEqual(merged.competitor_ids.competitor_id, self.rival)
