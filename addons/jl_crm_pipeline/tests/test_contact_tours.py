from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .test_tours import TourCase

CALL = "mail.mail_activity_data_call"
TODO = "mail.mail_activity_data_todo"


@tagged("post_install", "-at_install")
class TestContactTours(TourCase):
    def test_record(self):
        """One click, one field, one click: a contact record (CAR-3)."""
        self._tour("contact_record", self.seller, self.customer)

        record = self.customer.contact_record_ids
        self.assertEqual(record.summary, "They want to see a sample")
        self.assertEqual(record.user_id, self.seller)
        self.assertEqual(self.customer.last_contact_date, fields.Date.today())

    def test_record_of_a_visit(self):
        """With a promise and an objection, on an opportunity (CAR-4, MAT-9)."""
        lead = self._create_opportunity(self.customer, name="Tour Pumps")
        stage = self.env["crm.stage"].create(
            {"name": "Tour Sampled", "sequence": lead.stage_id.sequence}
        )

        self._tour("contact_record_full", self.seller, lead)

        record = lead.contact_record_ids
        self.assertEqual(lead.stage_id, stage)
        self.assertEqual(record.next_date, fields.Date.today() + timedelta(days=1))
        self.assertEqual(record.objections, "Too dear")
        self.assertEqual(record.todo_ids.summary, "Send the report")
        self.assertEqual(record.todo_ids.opportunity_id, lead)

    def test_pending(self):
        """A call is recorded from the list of pending activities (K3O-3)."""
        call = self.customer.activity_schedule(
            CALL, user_id=self.seller.id, summary="Ask for the drawing"
        )
        self.customer.activity_schedule(
            TODO, user_id=self.seller.id, summary="Show the sample"
        ).date_deadline = fields.Date.today()

        self._tour("pending", self.seller)

        self.assertFalse(call.active)
        self.assertEqual(call.done_record_ids.summary, "The drawing comes tomorrow")


@tagged("post_install", "-at_install")
class TestContactOnPhone(TourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_record(self):
        """The same three steps on a phone (CAR-3, IMP-7)."""
        self._tour("contact_record_phone", self.seller, self.customer)

        record = self.customer.contact_record_ids
        self.assertEqual(record.summary, "Spoke on the building site")


@tagged("post_install", "-at_install")
class TestLeadSharingTour(TourCase):
    def test_share(self):
        """An opportunity is shared from its page (K3O-2)."""
        lead = self._create_opportunity(self.customer, name="Tour Valves")

        self._tour("lead_share", self.seller, lead)

        self.assertEqual(lead.lead_grant_ids.user_id, self.other_seller)


@tagged("post_install", "-at_install")
class TestFunnelTour(TourCase):
    def test_funnel(self):
        """The picture, its table, its records and back (TUR-5)."""
        industry = self.env["res.partner.industry"].create({"name": "Tour Docks"})
        self.customer.industry_id = industry
        stage = self.env["crm.stage"].create({"name": "Tour First", "sequence": 0})
        self._create_opportunity(self.customer, name="Tour Cranes", stage_id=stage.id)

        self._tour("funnel", self.seller)
