from datetime import date, datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .contact_common import ContactCommon


@tagged("post_install", "-at_install")
class TestContactRecordAccess(ContactCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_unassigned("office")
        cls.record = (
            cls.env["crm.contact.record"]
            .with_user(cls.seller)
            .create({"partner_id": cls.customer.id, "summary": "They like it."})
        )

    def _may(self, user, operation):
        return self.record.with_user(user).has_access(operation)

    def test_who_reads(self):
        """CAR-7: who sees the customer; colleagues do not."""
        self.assertTrue(self._may(self.seller, "read"))
        self.assertTrue(self._may(self.office, "read"))
        self.assertFalse(self._may(self.other_seller, "read"))
        self.assertFalse(self._may(self.employee, "read"))

        self.env["crm.customer.grant"].create(
            {"partner_id": self.customer.id, "user_id": self.other_seller.id}
        )
        self.assertTrue(self._may(self.other_seller, "read"))

    def test_who_edits(self):
        """CAR-3: the writer and those above; with whom it is shared reads only."""
        self.env["crm.customer.grant"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.other_seller.id,
                "access": "edit",
            }
        )
        self.assertFalse(self._may(self.other_seller, "write"))
        self.assertTrue(self._may(self.seller, "write"))
        self.assertFalse(self._may(self.director, "write"))

        self.seller.sales_manager_id = self.director
        self.assertTrue(self._may(self.director, "write"))

    def test_who_deletes(self):
        """CAR-3: a record stays, unless the office deletes it."""
        for user in (self.seller, self.director):
            self.assertFalse(self._may(user, "unlink"))

        self.record.with_user(self.office).unlink()
        self.assertFalse(self.record.exists())

    def test_on_a_customer_that_one_does_not_see(self):
        """CAR-7: nobody records a contact to read a phone."""
        with self.assertRaises(AccessError):
            self.env["crm.contact.record"].with_user(self.other_seller).create(
                {"partner_id": self.customer.id, "summary": "Snooping"}
            )

    def test_list_costs(self):
        """CAR-3: a list of many records takes as many statements as one of few."""
        records = self.env["crm.contact.record"].with_user(self.seller)

        def show(count):
            records.search_read(
                [("partner_id", "=", self.customer.id)],
                ["number", "contact_phone", "todo_ids", "subject"],
                limit=count,
            )

        for _number in range(5):
            records.create({"partner_id": self.customer.id, "summary": "Again"})
        self._assert_same_cost(lambda: show(1), lambda: show(5))

    def test_calendar_day(self):
        """CAR-3: the day of the contact is the company's."""
        self.customer._write_system({"last_contact_date": False})
        records = self.env["crm.contact.record"].with_user(self.seller)
        self.env.company.tz = "Asia/Shanghai"
        records.create(
            {
                "partner_id": self.customer.id,
                "summary": "Late in the evening",
                "contact_date": datetime(2026, 3, 1, 17),
            }
        )
        self.assertEqual(self.customer.last_contact_date, date(2026, 3, 2))
