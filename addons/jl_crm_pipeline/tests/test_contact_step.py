from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..exceptions import StageError
from .contact_common import ContactCommon

QUICK = "jl_crm_pipeline.crm_contact_record_view_form_quick"
CALL = "mail.mail_activity_data_call"


@tagged("post_install", "-at_install")
class TestContactStep(ContactCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stages = cls.env["crm.stage"]
        order = cls.lead.stage_id.sequence
        cls.next_stage = stages.create({"name": "Sample Sent", "sequence": order})
        cls.foreign_stage = stages.create(
            {
                "name": "Elsewhere",
                "sequence": order,
                "team_ids": cls.env["crm.team"].create({"name": "Elsewhere"}).ids,
            }
        )

    def _ask_reference(self):
        field = self.env["ir.model.fields"]._get("crm.lead", "referred")
        self.next_stage.requirement_ids = [
            fields.Command.create({"kind": "field", "field_id": field.id})
        ]

    def _step(self, **vals):
        return self._record(
            lead_id=self.lead.id, step_stage_id=self.next_stage.id, **vals
        )

    def test_step_in_the_dialogue(self):
        """K3O-4: the contact and the step are one save, tied to each other."""
        action = self.lead.with_user(self.seller).action_record_contact()
        records = self.env["crm.contact.record"].with_user(self.seller)
        form = Form(records.with_context(**action["context"]), QUICK)
        form.summary = "They have the sample"
        self.assertIn(self.next_stage, form.next_stage_ids[:])
        self.assertNotIn(self.foreign_stage, form.next_stage_ids[:])
        self.assertNotIn(self.lead.stage_id, form.next_stage_ids[:])
        form.step_stage_id = self.next_stage

        record = form.save()

        self.assertEqual(self.lead.stage_id, self.next_stage)
        stay = self.lead.stage_history_ids.filtered("is_current")
        self.assertEqual(stay.activity_id, record.activity_id)
        self.assertEqual(stay.mover_id, self.seller)

    def test_opportunity_that_went_to_somebody_else(self):
        """K3O-4: who wrote a record opens it, whosever its opportunity is now."""
        self._set_unassigned("office")
        mine = self._step().with_user(self.seller)
        self.assertTrue(mine.next_stage_ids)
        for one in (self.lead.partner_id, self.lead):
            one.sudo().user_id = self.other_seller
        self.env.flush_all()
        self.env.invalidate_all()

        self.assertFalse(self.lead.with_user(self.seller).has_access("read"))
        self.assertFalse(mine.next_stage_ids)

    def test_conditions_hold(self):
        """K3O-1: what the stage asks for is asked here; nothing is half done."""
        self._ask_reference()

        with self.assertRaises(StageError), self.env.cr.savepoint():
            self._step()
        self.assertFalse(self.lead.contact_record_ids)

        item = {str(self.next_stage.requirement_ids.id): "Mr. Feng"}
        self._step(stage_entry={"items": item})
        self.assertEqual(self.lead.stage_id, self.next_stage)
        self.assertEqual(self.lead.referred, "Mr. Feng")

    def test_step_needs_the_opportunity(self):
        """K3O-4: a stage without an opportunity is refused, with what to do."""
        with self._assert_refused("Choose the opportunity", ValidationError):
            self._record(step_stage_id=self.next_stage.id)

    def test_step_as_far_as_one_may(self):
        """K3O-2: who may only read the opportunity takes no step with a record."""
        self.env["crm.lead.grant"].create(
            {
                "lead_id": self.lead.id,
                "user_id": self.other_seller.id,
                "access": "read",
            }
        )
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._step(user=self.other_seller)
        self.assertNotEqual(self.lead.stage_id, self.next_stage)

    def test_step_stays(self):
        """K3O-4: what a record has done cannot be rewritten."""
        record = self._step()
        with self._assert_refused("kept by the system", UserError):
            record.step_stage_id = self.foreign_stage

    def test_activity_of_the_same_stay(self):
        """K3O-4, customers.md K3O-4: one call leads to one step, in its own stay."""
        call = self.lead.activity_schedule(CALL, user_id=self.seller.id)
        call._action_done(feedback="They like it")
        self.lead.stage_id = self.next_stage
        first = self.lead.stage_history_ids.filtered("is_current")
        self.assertEqual(first.activity_id, call)

        self.lead.stage_id = self.foreign_stage

        second = self.lead.stage_history_ids.filtered("is_current")
        self.assertFalse(second.activity_id)

    def test_activity_of_an_old_stay(self):
        """K3O-4: a call of months ago has not led to the step of today."""
        call = self.lead.activity_schedule(CALL, user_id=self.seller.id)
        call._action_done(feedback="They like it")
        call.date_done = fields.Date.today() - timedelta(days=90)

        self.lead.stage_id = self.next_stage

        stay = self.lead.stage_history_ids.filtered("is_current")
        self.assertFalse(stay.activity_id)

    def test_foreign_cause(self):
        """K3O-4: a client names no call of another opportunity as the cause."""
        other = self._create_opportunity(self.customer)
        call = other.activity_schedule(CALL, user_id=self.seller.id)
        call._action_done(feedback="Another deal")
        lead = self.lead.with_user(self.seller)
        lead.with_context(jl_crm_pipeline_cause_id=call.id).stage_id = self.next_stage

        stay = self.lead.stage_history_ids.filtered("is_current")
        self.assertFalse(stay.activity_id)


@tagged("post_install", "-at_install")
class TestContactVisit(ContactCommon):
    def test_place(self):
        """IMP-7: the place is noted with the record, and stays."""
        place = {"latitude": 22.27, "longitude": 113.57, "accuracy": 12.5}
        record = self._record(place=place)
        self.assertEqual(record.place, place)

        with self._assert_refused("kept by the system", UserError):
            record.place = {"latitude": 0, "longitude": 0}
        record.write({"place": place, "summary": "Seen the site"})

    def test_no_place(self):
        """IMP-7: what is no place is refused."""
        for place in ("here", {"latitude": 91, "longitude": 0}, {"latitude": 1}, [1]):
            refused = self._assert_refused("latitude", ValidationError)
            with self.subTest(place=place), refused:
                self._record(place=place)

    def test_late_stays_late(self):
        """A12: who moves the day of a late record does not make it timely."""
        now = fields.Datetime.now()
        record = self._record(contact_date=now - timedelta(days=5))
        self.assertTrue(record.is_late)

        record.contact_date = now - timedelta(hours=1)

        self.assertTrue(record.is_late)
