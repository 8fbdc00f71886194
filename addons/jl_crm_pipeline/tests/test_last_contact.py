from datetime import date

from odoo.tests import freeze_time, tagged

from .common import PipelineCommon

CALL = "mail.mail_activity_data_call"
MEETING = "mail.mail_activity_data_meeting"
TODO = "mail.mail_activity_data_todo"


@tagged("post_install", "-at_install")
class TestLastContact(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.person = cls._create_person(parent_id=cls.customer.id)
        cls.lead = cls._create_opportunity(cls.person)

    def _do(self, record, kind, day="2031-03-15 12:00:00", user=None):
        user = user or self.seller
        activity = record.activity_schedule(kind, user_id=user.id)
        with freeze_time(day):
            activity.with_user(user).action_feedback("Done")

    def test_call_and_meeting_are_contacts(self):
        """K3D-1: on the customer, on its contact person, on its opportunity."""
        for record in (self.customer, self.person, self.lead):
            for kind in (CALL, MEETING):
                self.customer._write_system({"last_contact_date": False})
                with self.subTest(record=record, kind=kind):
                    self._do(record, kind)
                    self.assertEqual(self.customer.last_contact_date, date(2031, 3, 15))
        self.assertFalse(self.person.last_contact_date)

    def test_a_task_is_no_contact(self):
        """K3D-1: writing an offer means not having spoken with the customer."""
        self._do(self.customer, TODO)

        self.assertFalse(self.customer.last_contact_date)

    def test_planned_contact_is_none_yet(self):
        """K3D-1: a call that is planned, or deleted, has not taken place."""
        self.customer.activity_schedule(CALL, user_id=self.seller.id).unlink()
        self.customer.activity_schedule(CALL, user_id=self.seller.id)

        self.assertFalse(self.customer.last_contact_date)

    def test_latest_contact_counts(self):
        """K3D-1: what is entered late does not put the date back."""
        self._do(self.customer, CALL, "2031-03-15 12:00:00")
        self._do(self.person, CALL, "2031-05-01 12:00:00")
        self._do(self.lead, CALL, "2031-04-01 12:00:00")

        self.assertEqual(self.customer.last_contact_date, date(2031, 5, 1))

    def test_many_contacts_done_at_once(self):
        """K3D-1: activities of several customers and kinds in one go."""
        other = self._create_customer("Dock")
        activities = (
            self.customer.activity_schedule(CALL, user_id=self.seller.id)
            | other.activity_schedule(MEETING, user_id=self.seller.id)
            | self.partner.activity_schedule(TODO, user_id=self.seller.id)
        )

        with freeze_time("2031-03-15 12:00:00"):
            activities.action_done()

        self.assertEqual(
            (self.customer | other | self.partner).mapped("last_contact_date"),
            [date(2031, 3, 15), date(2031, 3, 15), False],
        )

    def test_activity_on_a_conversion_counts(self):
        """K3D-1: General Affairs that calls because of a request has spoken with it."""
        request = self._create_request(self.customer)

        self._do(request.sudo(), CALL, user=self.office)

        self.assertEqual(self.customer.last_contact_date, date(2031, 3, 15))

    def test_activity_on_something_else_is_done_as_ever(self):
        """K3D-1: what belongs to no customer has no date to keep."""
        self._do(self.product.product_tmpl_id, CALL, user=self.manager)
        own = self.env["mail.activity"].create(
            {
                "activity_type_id": self.env.ref(CALL).id,
                "res_id": False,
                "res_model_id": False,
                "user_id": self.seller.id,
            }
        )

        own.with_user(self.seller).action_done()

        self.assertFalse(self.customer.last_contact_date)

    def test_employee_without_sales_rights_records_the_call(self):
        """K3D-1: who may not edit the customer leaves the date all the same."""
        self._do(self.customer, CALL, user=self.employee)

        self.assertEqual(self.customer.last_contact_date, date(2031, 3, 15))
