from odoo.tests import tagged
from odoo.tools import mute_logger

from .stage_common import StageCommon
from .test_tours import TourCase


@tagged("post_install", "-at_install")
class TestStageTours(TourCase, StageCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller.sales_manager_id = cls.director
        others = cls.talk | cls.offer | cls.sign | cls.paid
        # a board of a few columns, that all fit
        cls.env["crm.stage"].search([("id", "not in", others.ids)]).write(
            {"team_ids": cls.env["crm.team"].create({"name": "Elsewhere"}).ids}
        )
        cls.env["ir.config_parameter"].set_param(
            "jl_crm_pipeline.lost_needs", "competitor"
        )
        users = cls.seller | cls.director | cls.information
        users.write({"lang": cls.lang})

    def _tour(self, name, user, record=None):
        # a refusal is logged as a warning
        with mute_logger("odoo.http"):
            return super()._tour(name, user, record)

    def test_drag(self):
        """K3O-1: drag without a quotation, dialogue, filled in, moved."""
        self._require_kind(self.offer, "question")
        self._require_kind(self.offer, "quotation")
        self._tour("stage_drag", self.seller)
        self.assertEqual(self.lead.stage_id, self.offer)
        self.assertEqual(self.lead.stage_answer_ids.answer, "yes")
        self.assertEqual(len(self.lead.order_ids), 1)

    def test_form(self):
        """K3O-1: the status bar goes back, then a director waives."""
        self._require_kind(self.offer, "domain")
        self._tour("stage_form", self.director, self.lead)
        self.assertEqual(self.lead.stage_id, self.offer)
        self.assertEqual(self.lead.stage_waiver_ids.reason, "Old friend")

    def test_ask_and_decide(self):
        """K3O-1: drag, ask with one click; the director decides from the workplace."""
        self._require(self.offer, "approval")
        self.lead.team_id = self._create_office(self.director, self.seller)
        self._tour("stage_ask", self.seller)
        self.assertEqual(self.lead.asked_director_id, self.director)
        self.assertEqual(self.lead.stage_id, self.talk)
        self._tour("stage_decide", self.director)
        self.assertEqual(self.lead.stage_id, self.offer)
        self.assertFalse(self.lead.asked_requirement_id)

    def test_win(self):
        """K3O-5: the contract is put on file on the spot."""
        self._require_kind(self.paid, "deal")
        self._tour("stage_win", self.seller, self.lead)
        self.assertEqual(self.lead.opportunity_state, "won")

    def test_lose(self):
        """K3O-5: the reason, and who won instead."""
        self._tour("stage_lose", self.seller, self.lead)
        self.assertEqual(self.lead.opportunity_state, "lost")
        self.assertTrue(self.lead.is_lost_to_nobody)

    def test_close_and_reopen(self):
        """K3O-5: a director closes and reopens; the history shows both."""
        self._tour("stage_close_and_reopen", self.director, self.lead)
        self.assertEqual(self.lead.opportunity_state, "open")
        self.assertEqual(len(self.lead.stage_history_ids), 2)

    def test_definition(self):
        """K3O-1: Information Dept adds a condition, and it is logged."""
        self._tour("stage_definition", self.information)
        self.assertEqual(self.offer.requirement_ids.kind, "deal")

    def test_first_opportunity(self):
        """TUR-4: a customer that the salesperson found gets one at once."""
        customer = self._create_customer("Fresh Harbour", user_id=self.seller.id)
        self._tour("first_opportunity", self.seller, customer)
        lead = self.Lead.search([("partner_id", "=", customer.id)])
        self.assertEqual(lead.name, "Fresh Harbour-Dock 3")
        self.assertEqual(lead.user_id, self.seller)
