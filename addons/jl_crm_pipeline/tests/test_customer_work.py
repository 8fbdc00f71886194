from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestCustomerWork(PipelineCommon):
    """What Odoo's own models bring as work on a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.customer = cls._create_customer()
        cls.person = cls._create_person(parent_id=cls.customer.id)
        cls.lead = cls._create_opportunity(cls.person)

    def _create_meeting(self, days=1, **vals):
        start = fields.Datetime.now() + timedelta(days=days)
        stop = start + timedelta(hours=1)
        return self.env["calendar.event"].create(
            {"name": "Visit", "start": start, "stop": stop, **vals}
        )

    def _find(self, model, **arguments):
        arguments = arguments or {"customers": self.customer}
        return self.env[model]._find_open_work(**arguments)

    def test_opportunities_are_open_until_won_or_lost(self):
        """K3C-3: both ends take them off."""
        won, lost = (self._create_opportunity(self.customer) for _n in range(2))
        self.assertEqual(self._find("crm.lead"), self.lead | won | lost)

        self.env["crm.stage.requirement"].search([]).unlink()
        key = "jl_crm_pipeline.lost_needs"
        self.env["ir.config_parameter"].set_param(key, "nothing")
        won.action_set_won()
        lost.action_set_lost()

        self.assertEqual(self._find("crm.lead"), self.lead)

    def test_work_on_a_subsidiary_is_its_own(self):
        """K3C-3: the parent company is another customer."""
        subsidiary = self._create_customer("South", parent_id=self.customer.id)
        lead = self._create_opportunity(subsidiary)

        self.assertEqual(self._find("crm.lead"), self.lead)
        self.assertEqual(self._find("crm.lead", customers=subsidiary), lead)

    def test_quotations_and_orders_to_be_invoiced_are_open(self):
        """K3C-3: a cancelled and a fully invoiced one are not."""
        quotation = self._create_order(self.customer)
        order = self._confirm_order(self.person)
        self._create_order(self.customer).action_cancel()
        invoiced = self._confirm_order(self.customer)
        invoiced.order_line.invoice_status = "invoiced"
        invoiced.invoice_status = "invoiced"

        self.assertEqual(self._find("sale.order"), quotation | order)

    def test_activities_on_the_customer_and_its_work_are_open(self):
        """K3C-3: on the company, its people, their opportunities; until done."""
        call = "mail.mail_activity_data_call"
        activities = self.env["mail.activity"]
        for record in (self.customer, self.person, self.lead):
            activities |= record.activity_schedule(call, user_id=self.seller.id)
        self.partner.activity_schedule(call, user_id=self.seller.id)
        self.assertEqual(self._find("mail.activity"), activities)

        activities[0].action_done()

        self.assertEqual(self._find("mail.activity"), activities[1:])

    def test_deciding_on_a_conversion_is_not_work_on_the_customer(self):
        """K3C-2: it is General Affairs' own, and never handed over by sales."""
        request = self._create_request(self.customer)

        self.assertTrue(request.sudo().activity_ids)
        self.assertFalse(self._find("mail.activity"))

    def test_meetings_to_come_are_open(self):
        """K3C-3: which they attend, or which their opportunity has."""
        attended = self._create_meeting(
            partner_ids=[Command.set((self.person | self.seller.partner_id).ids)]
        )
        about = self._create_meeting(opportunity_id=self.lead.id)
        self._create_meeting(days=-2, opportunity_id=self.lead.id)
        self._create_meeting(partner_ids=[Command.set(self.partner.ids)])

        self.assertEqual(self._find("calendar.event"), attended | about)

    def test_open_requests_are_work(self):
        """K3C-2: a draft and a decided one are not."""
        request = self._create_request(self.customer)
        self._create_draft(self.customer, self.clerk)
        self.assertEqual(self._find("crm.customer.conversion"), request.sudo())

        request.with_user(self.office).action_refuse("No order yet")

        self.assertFalse(self._find("crm.customer.conversion"))

    def test_work_of_a_person_is_found_by_user(self):
        """K3C-3: in every model, by the field that says who answers for it."""
        order = self._create_order(self.customer, user_id=self.seller.id)
        request = self._create_request(self.customer)
        meeting = self._create_meeting(user_id=self.seller.id)
        activity = self.lead.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.seller.id
        )

        for record in (order, request, meeting, activity, self.lead):
            found = self._find(record._name, users=self.seller)
            with self.subTest(model=record._name):
                self.assertEqual(found, record.with_env(self.env))
                self.assertFalse(self._find(record._name, users=self.information))

    def test_work_changes_hands(self):
        """K3C-3: to somebody else, in their stage and state."""
        order = self._create_order(self.customer, user_id=self.seller.id)
        activity = self.lead.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.seller.id
        )
        request = self._create_request(self.customer)
        stage = self.lead.stage_id

        for record in (self.lead, order, activity, request):
            record._work_transfer(self.other_seller)
            with self.subTest(model=record._name):
                self.assertEqual(record.sudo().user_id, self.other_seller)

        self.assertEqual(self.lead.stage_id, stage)
        self.assertEqual(order.state, "draft")
        self.assertEqual(request.sudo().state, "requested")
