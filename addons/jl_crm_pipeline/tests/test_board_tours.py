from odoo.tests import tagged

from .test_tours import TourCase


@tagged("post_install", "-at_install")
class TestBoardTours(TourCase):
    def test_card(self):
        """A card of the board is for a customer that was chosen (CUST-1, TUR-4)."""
        self._tour("board_card", self.seller)

        lead = self.env["crm.lead"].search([("task", "=", "Pump house")])
        self.assertEqual(lead.partner_id, self.customer)
        self.assertEqual(lead.user_id, self.seller)
        self.assertIn("Pump house", lead.name)


@tagged("post_install", "-at_install")
class TestPhoneTours(TourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_record_from_the_workplace(self):
        """Customer, words, day: four taps to a contact record (CAR-3)."""
        self._tour("record_from_workplace", self.seller)

        record = self.customer.contact_record_ids
        self.assertEqual(record.summary, "They come on Monday")
        self.assertTrue(record.next_date)

    def test_list(self):
        """A list without cards of its own has none of its columns out of sight."""
        self.env["crm.competitor"].create({"name": "Rival"})
        action = self.env.ref("jl_crm_pipeline.crm_competitor_action")

        self.start_tour(
            f"/odoo/action-{action.id}",
            "jl_crm_pipeline_list_on_phone",
            login=self.seller.login,
        )
