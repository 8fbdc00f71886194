from datetime import date, datetime

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import PipelineCommon

CALL = "mail.mail_activity_data_call"
TODO = "mail.mail_activity_data_todo"
POPUP = "mail.mail_activity_view_form_popup"


@tagged("post_install", "-at_install")
class TestActivity(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller.tz = "Asia/Shanghai"
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.person = cls._create_person(parent_id=cls.customer.id, mobile="13800138000")
        cls.lead = cls._create_opportunity(cls.customer)

    def _plan(self, record=None, kind=CALL, **vals):
        record = (record or self.lead).with_user(self.seller)
        vals = {"user_id": self.seller.id, **vals}
        return record.activity_schedule(kind, **vals)

    def test_what_is_filled_in(self):
        """K3O-3: number, customer, main contact and phone come by themselves."""
        for record in (self.customer, self.person, self.lead):
            with self.subTest(record=record):
                activity = self._plan(record, date_deadline=date(2031, 3, 14))

                self.assertRegex(activity.number, r"^HD-\d{7,}$")
                self.assertRecordValues(
                    activity,
                    [
                        {
                            "customer_id": self.customer.id,
                            "contact_id": self.person.id,
                            "contact_phone": self.person.mobile,
                            "progress": "not_started",
                            "importance": "normal",
                            "priority": "1",
                            "has_reminder": True,
                            # nine and ten o'clock in Shanghai
                            "planned_start": datetime(2031, 3, 14, 1),
                            "planned_end": datetime(2031, 3, 14, 2),
                        }
                    ],
                )

    def test_number_is_the_systems(self):
        """K3O-3: two activities never share one, nobody sets it."""
        both = self._plan() | self._plan()

        self.assertEqual(len(set(both.mapped("number"))), 2)
        with self._assert_refused("kept by the system"):
            both[0].number = "HD-1"

    def test_without_sequence(self):
        """K3O-3: an administrator who deleted the sequence stops no activity."""
        self.env.ref("jl_crm_pipeline.sequence_activity").unlink()

        self.assertFalse(self._plan().number)

    def test_of_something_else_nothing_is_filled_in(self):
        """K3O-3: an activity on a product, or on nothing, is as ever."""
        product = self.product.product_tmpl_id
        activity = product.activity_schedule(CALL, user_id=self.manager.id)
        own = self.env["mail.activity"].create(
            {"activity_type_id": self.env.ref(TODO).id, "user_id": self.seller.id}
        )

        for one in activity | own:
            self.assertFalse(one.number)
            self.assertFalse(one.planned_end)
            self.assertFalse(one.customer_id)
            self.assertFalse(one.is_customer_work)

    def test_plan_follows_the_due_day(self):
        """K3O-3: postponed to another day it lasts as long, at the same hour."""
        activity = self._plan(
            planned_start=datetime(2031, 3, 14, 6),
            planned_end=datetime(2031, 3, 14, 8),
        )
        self.assertEqual(activity.date_deadline, date(2031, 3, 14))

        activity.date_deadline = date(2031, 3, 17)

        self.assertEqual(activity.planned_start, datetime(2031, 3, 17, 6))
        self.assertEqual(activity.planned_end, datetime(2031, 3, 17, 8))

    def test_due_day_follows_the_plan(self):
        """K3O-3: it is due where it ends, by the clock of who does it."""
        activity = self._plan(date_deadline=date(2031, 3, 14))

        activity.write({"planned_end": datetime(2031, 3, 20, 17)})

        self.assertEqual(activity.date_deadline, date(2031, 3, 21))

    def test_only_the_start_is_given(self):
        """K3O-3: it ends where it is due, not before it starts."""
        activity = self._plan(
            planned_start=datetime(2031, 3, 14, 6), date_deadline=date(2031, 3, 14)
        )

        self.assertEqual(activity.planned_end, datetime(2031, 3, 14, 6))

    def test_end_before_start_is_refused(self):
        """K3O-3: with what is wrong."""
        activity = self._plan()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            activity.write(
                {
                    "planned_start": datetime(2031, 3, 14, 6),
                    "planned_end": datetime(2031, 3, 14, 5),
                }
            )
            self.env.flush_all()

    def test_dialogue_proposes_the_plan(self):
        """K3O-3: planned start and end follow the day that is chosen, and back."""
        activities = self.env["mail.activity"].with_user(self.seller)
        activities = activities.with_context(
            default_res_model="crm.lead", default_res_id=self.lead.id
        )
        with Form(activities, POPUP) as form:
            form.date_deadline = date(2031, 3, 14)
            self.assertEqual(form.planned_start, datetime(2031, 3, 14, 1))
            form.planned_end = datetime(2031, 3, 15, 9)
            self.assertEqual(form.date_deadline, date(2031, 3, 15))
            self.assertEqual(form.contact_id, self.person)

    def test_progress(self):
        """K3O-3: not started, started, completed, by the buttons alone."""
        activity = self._plan(kind=TODO)
        activity.action_start()
        self.assertEqual(activity.progress, "started")
        with self._assert_refused("Mark Done", ValidationError):
            activity.progress = "completed"

        activity.action_feedback(feedback="Sent")

        self.assertRecordValues(
            activity, [{"progress": "completed", "active": False, "feedback": "Sent"}]
        )

    def test_stage_of_the_opportunity(self):
        """K3O-3: in which stage it was done is kept by the system."""
        activity = self._plan(kind=TODO)
        stage = self.lead.stage_id

        activity.action_feedback()
        self.lead.stage_id = self.env["crm.stage"].create({"name": "Another"})

        self.assertEqual(activity.stage_id, stage)
        self.assertEqual(activity.opportunity_id, self.lead)

    def test_phone_is_shown_to_those_who_see_the_customer(self):
        """CAR-7: an activity that is handed on shows no phone of a hidden customer."""
        self._set_unassigned("office")
        activity = self._plan(self.customer)
        activity.sudo().user_id = self.other_seller

        self.assertFalse(activity.with_user(self.other_seller).contact_phone)
        self.assertEqual(activity.contact_phone, self.person.mobile)

    def test_search_by_customer(self):
        """K3O-3: activities on the customer, its people and its opportunities."""
        other = self._create_customer("Dock")
        mine = self._plan(self.customer) | self._plan(self.lead)
        self._plan(other)
        activities = self.env["mail.activity"]

        found = activities.search([("customer_id", "=", self.customer.id)])
        work = activities.search([("is_customer_work", "=", True)])

        self.assertEqual(found, mine)
        self.assertLessEqual(mine, work)

    def test_sample_request_and_negotiation(self):
        """KIN-2: kinds of their own; a negotiation is a contact, a sample is none."""
        kinds = [
            self.env.ref(f"jl_crm_pipeline.mail_activity_type_{name}")
            for name in ("negotiation", "sample")
        ]
        self.assertEqual([kind.is_contact for kind in kinds], [True, False])

        sample = self._plan(kind="jl_crm_pipeline.mail_activity_type_sample")
        sample.result = "partial"
        files = self.env["ir.attachment"].with_user(self.seller)
        file = files.create({"name": "sample.txt", "raw": b"x"})
        sample.action_feedback(feedback="One of two", attachment_ids=file.ids)

        self.assertEqual(sample.attachment_ids, file)
        self.assertEqual(sample.result, "partial")

    def test_pending_list(self):
        """K3O-3: what has a reminder and is not completed, until it is done."""
        action = self.env.ref("jl_crm_pipeline.mail_activity_action_pending")
        domain = [
            tuple(self.seller.id if part == "uid" else part for part in term)
            for term in (
                ("user_id", "=", "uid"),
                ("has_reminder", "=", True),
                ("progress", "!=", "completed"),
                ("is_customer_work", "=", True),
            )
        ]
        self.assertEqual(action.domain.count("("), len(domain))
        quiet = self._plan(kind=TODO, has_reminder=False)
        done = self._plan(kind=TODO)
        done.action_feedback()
        pending = self._plan(kind=TODO)

        found = self.env["mail.activity"].with_user(self.seller).search(domain)

        self.assertIn(pending, found)
        self.assertFalse(found & (quiet | done))

    def test_many_at_once(self):
        """K3O-3: numbering a hundred takes as many statements as numbering ten."""

        def plan(count):
            self.env["mail.activity"].with_user(self.seller).create(
                [
                    {
                        "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                        "res_id": self.lead.id,
                        "activity_type_id": self.env.ref(TODO).id,
                        "user_id": self.seller.id,
                        "date_deadline": "2031-03-14",
                    }
                ]
                * count
            )

        self._assert_same_cost(lambda: plan(10), lambda: plan(100))

    def test_yearly_numbers(self):
        """K3O-3: numbers begin anew with the year."""
        with freeze_time("2031-12-31 02:00:00"):
            first = self._plan()
        with freeze_time("2032-01-01 02:00:00"):
            second = self._plan()

        self.assertEqual(first.number, "HD-2031001")
        self.assertEqual(second.number, "HD-2032001")
