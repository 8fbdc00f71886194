import json
from io import BytesIO
from zipfile import ZipFile

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .offer_common import make_workbook
from .test_exits import ExitCommon


class OfferExitCommon(ExitCommon):
    @classmethod
    def _attach_offer(cls, order):
        # of the same bytes one would leave because the other was approved
        content = BytesIO(make_workbook([]))
        with ZipFile(content, "a") as archive:
            archive.comment = order.name.encode()
        file = cls.env["ir.attachment"].create(
            {
                "name": "offer.xlsx",
                "raw": content.getvalue(),
                "res_model": order._name,
                "res_id": order.id,
            }
        )
        order.offer_file_ids |= file
        return file

    @classmethod
    def _create_offered(cls, is_approved=False):
        """Return a quotation with its file, blocked or approved, and the file."""
        order = cls._create_quotation()
        file = cls._attach_offer(order)
        order.action_review_submit()
        if is_approved:
            order.with_user(cls.director).action_review_approve()
        return order, file


@tagged("post_install", "-at_install")
class TestMessageExit(OfferExitCommon):
    def _post(self, order, file, **vals):
        # as somebody does who uploads the file once more
        copy = (
            self.env["ir.attachment"]
            .with_user(self.seller)
            .create(
                {
                    "name": file.name,
                    "raw": file.raw,
                    "res_model": "mail.compose.message",
                }
            )
        )
        return order.with_user(self.seller).message_post(
            body="Here is your offer",
            subtype_xmlid="mail.mt_comment",
            attachment_ids=copy.ids,
            **vals,
        )

    def _post_for_later(self, order, file):
        """Return the message to the customer, and what waits for its hour."""
        message = self._post(
            order,
            file,
            partner_ids=self.customer.ids,
            scheduled_date="2099-01-01 08:00:00",
        )
        schedules = self.env["mail.message.schedule"].sudo()
        return message, schedules.search([("mail_message_id", "=", message.id)])

    def test_file_of_the_offer_in_a_message(self):
        """K3Q-4: no file leaves with a message before the approval (security.md 19)."""
        order, file = self._create_offered()
        customers = self.customer.ids
        with self._assert_refused("has to be approved"):
            self._post(order, file, partner_ids=customers)
        self._post(order, file, partner_ids=self.director.partner_id.ids)
        files = self.env["ir.attachment"].with_user(self.seller)
        other = files.create({"name": "plan.txt", "raw": b"Plan"})
        with self._assert_refused("has to be approved"):
            order.message_post(
                body="See here", partner_ids=customers, attachment_ids=other.ids
            )
        question = order.message_post(body="Which colour?", partner_ids=customers)
        self.assertIn(self.customer, question.notified_partner_ids)

        order, file = self._create_offered(is_approved=True)
        message = self._post(order, file, partner_ids=customers)
        self.assertIn(self.customer, message.notified_partner_ids)

    def test_customer_sends_the_file_back(self):
        """K3Q-4: what a customer writes meanwhile reaches everybody."""
        order, file = self._create_offered()
        colleague = self.customer.copy({"name": "Their buyer"})
        message = order.sudo().message_post(
            body="What is this?",
            author_id=self.customer.id,
            partner_ids=colleague.ids,
            attachments=[(file.name, file.raw)],
            message_type="email",
        )
        self.assertIn(colleague, message.notified_partner_ids)

    def test_message_that_waited(self):
        """K3Q-4: a message of a later hour is not sent, and holds up no other one."""
        order, file = self._create_offered(is_approved=True)
        message, waiting = self._post_for_later(order, file)
        self._change(order)
        waiting.with_context(cron_id=1)._send_notifications()
        self._assert_not_sent(order)
        self.assertFalse(
            self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
        )

        order, file = self._create_offered(is_approved=True)
        message, waiting = self._post_for_later(order, file)
        waiting.with_context(cron_id=1)._send_notifications()
        self.assertTrue(message.notification_ids)

    def test_note_that_names_the_customer(self):
        """K3Q-4: what is called a note, but goes to the customer, is a mail."""
        order = self._create_submitted()
        self._make_note(order, self.director.partner_id)._action_send_mail()
        cases = ((self.customer, False), (self.director.partner_id, True))
        for partner, is_mailing in cases:
            wizard = self._make_note(order, partner)
            if is_mailing:
                wizard.composition_mode = "mass_mail"
                wizard.subtype_id = self.env.ref("mail.mt_note")
            case = self.subTest(mode=wizard.composition_mode)
            with case, self._assert_refused("has to be approved"):
                wizard._action_send_mail()

    def test_message_that_names_nobody(self):
        """K3Q-4: what is no note goes to the customers that follow the quotation."""
        order = self._create_submitted()
        wizard = self._make_note(order, self.director.partner_id)
        wizard.subtype_id = self.env.ref("mail.mt_comment")
        with self._assert_refused("has to be approved"):
            wizard._action_send_mail()

    def test_note_for_later_that_names_the_customer(self):
        """K3Q-4: nor is it put off to a later hour."""
        order = self._create_submitted()
        values = {
            "model": order._name,
            "res_id": order.id,
            "body": "Look",
            "author_id": self.seller.partner_id.id,
            "scheduled_date": "2099-01-01 08:00:00",
        }
        messages = self.env["mail.scheduled.message"].with_user(self.seller)
        for partner, is_note, is_refused in (
            (self.director.partner_id, True, False),
            (self.director.partner_id, False, True),
            (self.customer, True, True),
        ):
            named = {
                **values,
                "is_note": is_note,
                "partner_ids": [Command.set(partner.ids)],
            }
            with self.subTest(partner=partner.name, is_note=is_note):
                if is_refused:
                    with self._assert_refused("has to be approved"):
                        messages.create(named)
                else:
                    self.assertTrue(messages.create(named))

    def test_signature_is_written_by_nobody(self):
        """K3Q-4: nobody enters a customer's signature under what is not approved."""
        for state, order in self._iter_blocked():
            for user in (self.seller, self.admin):
                case = self.subTest(state=state, user=user.login)
                with case, self._assert_refused("has to be approved"):
                    order.with_user(user).write({"signed_by": "Customer"})
        with self._assert_refused("has to be approved"):
            self._create_quotation(signed_by="Customer")
        order = self._create_approved()
        order.signed_by = "Customer"
        self.assertEqual(order.signed_by, "Customer")

    def test_mark_taken_off(self):
        """K3Q-4: custom work stays under review without its mark."""
        self._set_review_scope("custom")
        line = {"product_id": self.item.id, "price_unit": 100, "tax_ids": False}
        order = self._create_quotation(
            is_quote_item_offer=True, order_line=[Command.create(line)]
        )
        order.is_quote_item_offer = False
        self.assertTrue(order.is_review_required)
        with self._assert_refused("has to be approved"):
            order.action_quotation_sent()
        order.order_line.product_id = self.product
        self.assertFalse(order.is_review_required)

        file = self._attach_offer(order)
        order._take_over_rows(
            [{"product_id": self.product.id, "price_unit": 5, "name": "Pump"}], file
        )
        self.assertTrue(order.is_review_required)


@tagged("post_install", "-at_install")
class TestMessageLinks(OfferExitCommon, HttpCase):
    def _ask(self, order):
        """Return what the messages' own address tells of the quotation by link."""
        params = {
            "thread_model": order._name,
            "thread_id": order.id,
            "access_params": {"token": order.sudo()._portal_ensure_token()},
            "request_list": ["attachments", "display_name"],
        }
        body = {"params": {"fetch_params": [["mail.thread", params]]}}
        response = self.url_open(
            "/mail/data",
            data=json.dumps(body),
            headers={"Content-Type": "application/json"},
        )
        return json.dumps(response.json())

    def test_files_by_link(self):
        """K3Q-4: the link of the customer does not lead to the files meanwhile."""
        blocked, _file = self._create_offered()
        approved, _file = self._create_offered(is_approved=True)
        for login in (None, self.portal.login):
            self.authenticate(login, login)
            with self.subTest(login=login):
                self.assertNotIn("offer.xlsx", self._ask(blocked))
        self.authenticate(None, None)
        self.assertIn("offer.xlsx", self._ask(approved))
        self.authenticate(self.seller.login, self.seller.login)
        self.assertIn("offer.xlsx", self._ask(blocked))

    @mute_logger("odoo.http")
    def test_address_of_the_file(self):
        """K3Q-4: nor does an address of the file that somebody has given away."""
        logo = self.env["ir.attachment"].create(
            {"name": "logo.txt", "raw": b"Logo", "public": True}
        )
        _order, free = self._create_offered(is_approved=True)
        self._assert_open(free | logo, outside=True)

        _order, file = self._create_offered()
        self._assert_open(file, outside=False)

    def _assert_open(self, files, outside):
        for login in (None, self.portal.login, self.seller.login):
            self.authenticate(login, login)
            is_open = outside or login == self.seller.login
            for one in files:
                for access in (self._give_away(one), one._get_raw_access_token()):
                    url = f"/web/content/{one.id}?access_token={access}"
                    with self.subTest(login=login, file=one.name, url=url):
                        status = self.url_open(url).status_code
                        self.assertEqual(status == 200, is_open)

    def test_outside_of_a_request(self):
        """K3Q-4: whoever asks for it."""
        _order, file = self._create_offered()
        binary = self.env["ir.binary"].with_user(self.portal)
        token = self._give_away(file)
        with self.assertRaises(AccessError):
            binary._find_record(res_id=file.id, access_token=token)

    def _give_away(self, file):
        """As it was done before such a file could no longer get a key."""
        file._write({"access_token": "given-away"})
        file.invalidate_recordset(["access_token"])
        return file.access_token
