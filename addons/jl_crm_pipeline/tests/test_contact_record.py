from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .contact_common import ContactCommon

QUICK = "jl_crm_pipeline.crm_contact_record_view_form_quick"
CALL = "mail.mail_activity_data_call"
VISIT = "jl_crm_pipeline.mail_activity_type_visit"


@tagged("post_install", "-at_install")
class TestContactRecord(ContactCommon):
    def test_one_field_is_enough(self):
        """CAR-3: from the customer everything but what was said is filled in."""
        action = self.customer.with_user(self.seller).action_record_contact()
        records = self.env["crm.contact.record"].with_user(self.seller)
        form = Form(records.with_context(**action["context"]), QUICK)
        form.summary = "They like the new pump.\nThe price is too high."

        record = form.save()

        self.assertRegex(record.number, r"^JL-\d{7,}$")
        self.assertRecordValues(
            record,
            [
                {
                    "partner_id": self.customer.id,
                    "contact_id": self.person.id,
                    "contact_phone": self.person.mobile,
                    "user_id": self.seller.id,
                    "way_id": self.env.ref(CALL).id,
                    "subject": "They like the new pump.",
                    "is_late": False,
                }
            ],
        )
        self.assertEqual(record.contact_date.date(), fields.Date.today())

    def test_on_an_opportunity(self):
        """CAR-3: the opportunity and its customer are filled in."""
        action = self.lead.with_user(self.seller).action_record_contact()
        records = self.env["crm.contact.record"].with_user(self.seller)
        form = Form(records.with_context(**action["context"]), QUICK)
        form.summary = "The quantity has grown."

        record = form.save()

        self.assertEqual(record.lead_id, self.lead)
        self.assertEqual(record.activity_id.opportunity_id, self.lead)
        self.assertEqual(self.lead.contact_record_count, 1)
        shown = self.lead.with_user(self.seller).action_view_contact_records()
        self.assertEqual(records.search(shown["domain"]), record)

    def test_opportunity_brings_its_customer(self):
        """CAR-3: whoever begins with the opportunity has the customer."""
        form = Form(self.env["crm.contact.record"].with_user(self.seller))
        form.lead_id = self.lead

        self.assertEqual(form.partner_id, self.customer)

    def test_the_last_way_is_proposed(self):
        """CAR-3: who mostly visits chooses it once."""
        self._record(way_id=self.env.ref(VISIT).id)

        self.assertEqual(self._record().way_id, self.env.ref(VISIT))

    def test_it_is_a_done_activity(self):
        """K3O-3, K3D-1: in the chatter, among the activities, and the last contact."""
        record = self._record(contact_date="2026-02-03 08:00:00")

        self.assertRecordValues(
            record.activity_id,
            [{"active": False, "progress": "completed", "feedback": "They like it."}],
        )
        self.assertEqual(self.customer.last_contact_date, date(2026, 2, 3))
        self.assertIn("They like it.", self.customer.message_ids[0].body)
        self.assertEqual(len(self.customer.contact_record_ids), 1)

    def test_a_planned_call_is_done_by_it(self):
        """CAR-3: the activity that was planned is closed, no other one is made."""
        planned = self.lead.activity_schedule(CALL, user_id=self.seller.id)
        action = planned.with_user(self.seller).action_record_contact()
        records = self.env["crm.contact.record"].with_user(self.seller)
        form = Form(records.with_context(**action["context"]), QUICK)
        form.summary = "Called, they order."

        record = form.save()

        self.assertEqual(record.activity_id, planned)
        self.assertEqual(record.lead_id, self.lead)
        self.assertFalse(planned.active)
        self.assertEqual(planned.done_record_ids, record)

    def test_activity_that_is_done_already(self):
        """CAR-3: a second record of one call is refused, with what to do."""
        planned = self.customer.activity_schedule(CALL, user_id=self.seller.id)
        planned.with_user(self.seller).action_feedback("Done")

        with self._assert_refused("already done", ValidationError):
            self._record(activity_id=planned.id)

    def test_marked_as_done_makes_a_record(self):
        """CAR-3: who marks a call as done in the chatter has recorded it too."""
        call = self.lead.activity_schedule(CALL, user_id=self.seller.id)
        call.with_user(self.seller).action_feedback("They agree")

        self.assertRecordValues(
            self.customer.contact_record_ids,
            [
                {
                    "activity_id": call.id,
                    "lead_id": self.lead.id,
                    "summary": "They agree",
                    "user_id": self.seller.id,
                }
            ],
        )

    def test_no_record_of_who_is_no_customer(self):
        """CAR-3: a call with a vendor is none with a customer."""
        vendor = self._create_person("Vendor")
        self.assertFalse(vendor.customer_status)
        vendor.activity_schedule(CALL, user_id=self.seller.id).action_feedback("Done")

        records = self.env["crm.contact.record"]
        self.assertFalse(records.search([("partner_id", "=", vendor.id)]))
        self.assertEqual(vendor.last_contact_date, fields.Date.today())

    def test_late(self):
        """CAR-3: entered more than 24 hours after it, marked; a setting."""
        now = fields.Datetime.now()
        soon = self._record(contact_date=now - timedelta(hours=23))
        late = self._record(contact_date=now - timedelta(hours=25))
        self.assertEqual([soon.is_late, late.is_late], [False, True])

        self.env["ir.config_parameter"].set_param(
            "jl_crm_pipeline.contact_record_hours", "2"
        )
        soon.contact_date = now - timedelta(hours=3)
        self.assertTrue(soon.is_late)

    def test_the_future_is_no_contact(self):
        """CAR-3: what is to come is planned, not recorded."""
        ahead = fields.Datetime.now() + timedelta(hours=1)
        with self._assert_refused("lies in the future", ValidationError):
            self._record(contact_date=ahead)

    def test_maturity(self):
        """MAT-1: the maturity after the contact is the customer's, with the reason."""
        record = self._record(maturity="b_plus")

        self.assertEqual(self.customer.maturity, "b_plus")
        change = self.customer.maturity_change_ids
        self.assertEqual(change.activity_id, record.activity_id)
        self.assertEqual(change.note, "They like it.")

    def test_promised_to_dos(self):
        """CAR-4: they become activities, due in three working days."""
        with freeze_time("2031-03-13 02:00:00"):  # a Thursday
            record = self._record(
                contact_date="2031-03-13 01:00:00",
                lead_id=self.lead.id,
                todo_ids=[
                    Command.create({"summary": "Send the report"}),
                    Command.create(
                        {"summary": "Call back", "date_deadline": "2031-03-14"}
                    ),
                ],
            )

        todos = record.todo_ids.sorted("id")
        self.assertEqual(
            todos.mapped("date_deadline"), [date(2031, 3, 18), date(2031, 3, 14)]
        )
        self.assertEqual(todos.opportunity_id, self.lead)
        self.assertEqual(todos.user_id, self.seller)
        self.assertTrue(all(todos.mapped("number")))

        todos[0].action_feedback(feedback="Sent by mail")
        self.assertEqual(todos[0].feedback, "Sent by mail")
        self.assertIn(todos[0], record.todo_ids)

    def test_promises_without_a_calendar(self):
        """CAR-4: Monday to Friday, where nobody has said when people work."""
        self.env.company.resource_calendar_id = False
        with freeze_time("2031-03-13 12:00:00"):
            record = self._record(todo_ids=[Command.create({"summary": "Send"})])

        self.assertEqual(record.todo_ids.date_deadline, date(2031, 3, 18))

    def test_next_plan(self):
        """CAR-3: the next contact stands among the pending activities."""
        record = self._record(next_date="2031-04-01", next_note="Show the samples")

        self.assertRecordValues(
            record.next_activity_id,
            [
                {
                    "summary": "Show the samples",
                    "date_deadline": date(2031, 4, 1),
                    "customer_id": self.customer.id,
                    "user_id": self.seller.id,
                    "active": True,
                }
            ],
        )

    def test_interests_and_objections(self):
        """MAT-9, CAR-3: kept, and found by them."""
        record = self._record(
            interests="Salt spray test",
            objections="Five percent too dear",
            feedback="Fast delivery",
            changed_need="400 more",
        )

        records = self.env["crm.contact.record"]
        self.assertIn(record, records.search([("objections", "ilike", "too dear")]))

    def test_one_customer(self):
        """CAR-3: contact and opportunity of somebody else are refused."""
        other = self._create_customer("Dock", user_id=self.seller.id)
        person = self._create_person("Docker", parent_id=other.id)
        with self._assert_refused("Choose those of one", ValidationError):
            self._record(contact_id=person.id)
        with self._assert_refused("Choose those of one", ValidationError):
            self._record(partner_id=other.id, lead_id=self.lead.id)

    def test_what_the_system_keeps(self):
        """CAR-3: nobody writes in another's name, nor takes the mark away."""
        with self._assert_refused("kept by the system"):
            self._record(user_id=self.other_seller.id)
        record = self._record(contact_date="2026-01-01 08:00:00")
        for vals in ({"is_late": False}, {"number": "JL-1"}):
            with self._assert_refused("kept by the system"):
                record.write(vals)
        forged = self._record_with_context(default_is_late=True)
        self.assertFalse(forged.is_late)

    def _record_with_context(self, **context):
        records = self.env["crm.contact.record"].with_user(self.seller)
        return records.with_context(jl_crm_pipeline_noted=True, **context).create(
            {"partner_id": self.customer.id, "summary": "They like it."}
        )
