from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestConversionNotices(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer()
        cls.second_office = cls._create_user(
            "second_office", "jl_crm_pipeline.group_general_affairs"
        )

    def _send(self):
        receivers = self.office | self.second_office
        return self._create_request(self.customer, receiver_ids=receivers.ids)

    def _get_inbox(self, user):
        return (
            self.env["mail.notification"]
            .sudo()
            .search(
                [
                    ("res_partner_id", "=", user.partner_id.id),
                    ("notification_type", "=", "inbox"),
                    ("mail_message_id.model", "=", "crm.customer.conversion"),
                ]
            )
            .mail_message_id.sorted("id", reverse=True)
        )

    def _get_pop_ups(self, user):
        return self.env["res.users"].with_user(user).take_notices()

    def _get_activities(self, conversion):
        return conversion.sudo().activity_ids

    def test_receivers_find_a_message(self):
        """K3C-2: it is in the message centre of each receiver, with the details."""
        request = self._send()

        for user in (self.office, self.second_office):
            message = self._get_inbox(user)
            self.assertEqual(message.subject, request.name)
            self.assertIn(self.customer.customer_code, message.body)
            self.assertEqual(message.author_id, self.seller.partner_id)

    def test_nobody_else_is_told(self):
        """K3C-2: a colleague of General Affairs who was not chosen is left alone."""
        self._create_request(self.customer)

        self.assertTrue(self._get_inbox(self.office))
        self.assertFalse(self._get_inbox(self.second_office))
        self.assertFalse(self._get_inbox(self.manager))

    def test_receivers_find_work(self):
        """K3C-2: it is on the work list of each receiver."""
        request = self._send()

        activities = self._get_activities(request)
        self.assertEqual(activities.user_id, self.office | self.second_office)
        self.assertEqual(
            activities.activity_type_id,
            self.env.ref("jl_crm_pipeline.mail_activity_type_conversion"),
        )
        self.assertEqual(set(activities.mapped("summary")), {request.name})

    def test_receivers_see_a_pop_up(self):
        """K3C-2: at once, on the screen."""
        request = self._send()

        for user in (self.office, self.second_office):
            [pop_up] = self._get_pop_ups(user)
            self.assertEqual(pop_up["title"], request.name)
            self.assertEqual(pop_up["customer"], self.customer.name)
        self.assertFalse(self._get_pop_ups(self.seller))

    def test_requester_is_told_of_the_conversion(self):
        """K3C-4: message and pop-up for the one who asked."""
        request = self._send()

        request.with_user(self.office).action_approve()

        message = self._get_inbox(self.seller)
        self.assertEqual(message.subject, "Harbour Pumps: converted to transacting")
        self.assertEqual(message.author_id, self.office.partner_id)
        [pop_up] = self._get_pop_ups(self.seller)
        self.assertIn("transacting now", pop_up["text"])

    def test_requester_is_told_the_reason(self):
        """K3C-5: a refusal and a withdrawal come with their reasons."""
        self._send().with_user(self.office).action_refuse("No order yet")
        self.assertIn("No order yet", self._get_inbox(self.seller).body)

        request = self._send().with_user(self.office)
        request.action_approve()
        request.action_withdraw("Wrong company")

        self.assertIn("Wrong company", self._get_inbox(self.seller).mapped("body")[0])
        texts = [pop_up["text"] for pop_up in self._get_pop_ups(self.seller)]
        said = ["No order yet", "The customer is transacting now.", "Wrong company"]
        self.assertEqual(len(texts), len(said))
        for text, part in zip(texts, said, strict=True):
            self.assertIn(part, text)

    def test_decision_takes_the_work_off_everybodys_list(self):
        """K3C-4: what one has decided the others need not do."""
        for decide in (
            lambda request: request.with_user(self.office).action_refuse("No"),
            lambda request: request.action_withdraw("Too early"),
            lambda request: request.with_user(self.office).action_approve(),
        ):
            request = self._send()
            decide(request)
            self.assertFalse(self._get_activities(request))

    def test_decision_is_noted_on_the_customer(self):
        """K3C-5: the history can be read on the customer as well."""
        request = self._send()

        request.with_user(self.office).action_refuse("No order yet")

        note = self.customer.message_ids[0]
        self.assertIn("Harbour Pumps: conversion refused: No order yet", note.body)
        self.assertEqual(note.author_id, self.office.partner_id)

    def test_who_decides_on_ones_own_gets_no_pop_up(self):
        """K3C-4: General Affairs that converts directly is not told what it did."""
        self.customer.with_user(self.office).action_convert()

        self.assertFalse(self._get_pop_ups(self.office))
        self.assertFalse(self._get_inbox(self.office))

    def test_receiver_may_mark_the_activity_done(self):
        """K3C-2: the work list can be worked off though the request is locked."""
        request = self._create_request(self.customer)

        request.with_user(self.office).activity_ids.action_feedback("Called them")

        self.assertEqual(request.state, "requested")
        self.assertIn("Called them", request.message_ids[0].body)

    def test_whoever_sees_the_request_may_answer(self):
        """K3C-3: General Affairs and the requester talk on it, nobody else does."""
        request = self._create_request(self.customer)

        for user in (self.seller, self.office):
            request.with_user(user).message_post(body="When was it paid?")
        with self.assertRaises(AccessError):
            request.with_user(self.other_seller).message_post(body="Hello")
