from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .test_tours import TourCase


@tagged("post_install", "-at_install")
class TestDailyTours(TourCase):
    def test_search(self):
        """Two characters, or four digits, find the customer (K3D-1)."""
        self._create_customer(
            "中山市松大电子科技有限公司", user_id=self.seller.id, phone="0760-88666908"
        )

        self._tour("search", self.seller)

    def test_next_contacts(self):
        """Who was not spoken to, and what is planned on which day (K3D-1)."""
        silent = self._create_customer("Silent Pumps", user_id=self.seller.id)
        before = fields.Date.today() - timedelta(days=40)
        silent._write_system({"last_contact_date": before})
        self.customer.activity_schedule(
            "mail.mail_activity_data_call",
            summary="Ask for the drawings",
            user_id=self.seller.id,
        )

        self._tour("next_contacts", self.seller)

    def test_privacy(self):
        """General Affairs look a person up and erase them (GEN-3)."""
        person = self._create_person(
            "Mei Lin", parent_id=self.customer.id, mobile="13800138000"
        )

        lead = self.env["crm.lead"].create(
            {"name": "Gate for Mei Lin", "partner_id": person.id}
        )

        self._tour("privacy", self.office, person)

        self.assertFalse(person.exists())
        self.assertEqual(lead.name, "Gate for ***")
