from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_message_exit import OfferExitCommon

PLAN = b"The plan of the customer's hall, with our price"


@tagged("post_install", "-at_install")
class TestHeldFiles(OfferExitCommon, HttpCase):
    """No file of a held paper goes outside, from whichever record (K3Q-4, 19b)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._create_quotation().with_user(cls.seller)
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Hall",
                "type": "opportunity",
                "partner_id": cls.customer.id,
                "user_id": cls.seller.id,
            }
        )

    def _create_file(self, raw=PLAN, **vals):
        files = self.env["ir.attachment"].with_user(self.seller)
        return files.create({"name": "plan.txt", "raw": raw, **vals})

    def _place(self, **vals):
        return {"res_model": self.order._name, "res_id": self.order.id, **vals}

    def _post(self, record, files, partner=None, **vals):
        partners = (partner or self.customer).ids
        return record.with_user(self.seller).message_post(
            body="See here", partner_ids=partners, attachment_ids=files.ids, **vals
        )

    def test_message_from_another_record(self):
        """K3Q-4: the file, or a copy of it, is not sent from an opportunity either."""
        file = self._create_file(**self._place())
        copy = self._create_file(res_model="mail.compose.message")
        for one in (file, copy):
            with self._assert_refused("has to be approved"):
                self._post(self.lead, one)
            with self._assert_refused("has to be approved"):
                self._compose(one)
        self._post(self.lead, copy, self.director.partner_id)

    def _compose(self, files, **vals):
        composer = self.env["mail.compose.message"].with_user(self.seller)
        composer = composer.create(
            {
                "model": self.lead._name,
                "res_ids": self.lead.ids,
                "partner_ids": self.customer.ids,
                "subject": "Plan",
                "body": "See here",
                "attachment_ids": files.ids,
                **vals,
            }
        )
        return composer._action_send_mail()

    def test_in_the_name_of_the_customer(self):
        """K3Q-4: a mailing that bears the customer's name is a colleague's."""
        file = self._create_file(**self._place())
        mails = self.env["mail.mail"].sudo()
        values = {"model": self.lead._name, "res_id": self.lead.id}
        for to in ({"email_to": "a@example.com"}, {"email_cc": "a@example.com"}):
            mail = (
                mails.with_user(self.seller)
                .sudo()
                .create(
                    {
                        **values,
                        **to,
                        "author_id": self.customer.id,
                        "attachment_ids": [Command.link(file.id)],
                    }
                )
            )
            mail.send()
            self.assertEqual(mail.state, "cancel")

    def test_message_that_waited(self):
        """K3Q-4: one that waited is not sent, and holds up no other one."""
        file = self._create_file(**self._place())
        message = self._post(self.lead, file, scheduled_date="2099-01-01 08:00:00")
        schedules = self.env["mail.message.schedule"].sudo()
        waiting = schedules.search([("mail_message_id", "=", message.id)])
        with patch.object(
            self.env.registry["crm.review.mixin"], "_notify_unsent_mail"
        ) as told:
            waiting.with_context(cron_id=1)._send_notifications()
        self.assertTrue(told.called)
        mails = self.env["mail.mail"].sudo()
        self.assertFalse(mails.search([("mail_message_id", "=", message.id)]))

    def test_brochure(self):
        """K3Q-4: what was in the house before is no file of the paper, nor approved."""
        brochure = self._create_file(b"Our pumps")
        self._create_file(b"Our pumps", **self._place())
        message = self._post(self.lead, brochure)
        self.assertIn(self.customer, message.notified_partner_ids)
        file = self._create_file(**self._place())
        order = self.order.with_user(self.seller)
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        self._post(self.lead, file)

    def test_moved_onto_the_paper(self):
        """K3Q-4: what anybody can fetch is not put onto a held paper (F8)."""
        for mark in ("public", "token"):
            file = self._create_file()
            if mark == "public":
                file.sudo().public = True
            else:
                file.generate_access_token()
            for attempt in (
                lambda file=file: file.write(self._place()),
                lambda file=file: file.sudo().write(self._place()),
            ):
                with self.subTest(mark=mark), self._assert_refused("made public"):
                    attempt()
        with self._assert_refused("made public"):
            self._create_file(**self._place(access_token="x"))

    @mute_logger("odoo.http")
    def test_served_by_link(self):
        """K3Q-4: no link of before shows a file of a held paper (F8)."""
        moved, noted, offered = (self._create_file(bytes([n]) * 9) for n in range(3))
        addresses = [
            f"/web/{kind}/{file.id}?access_token={file.generate_access_token()[0]}"
            for file in (moved, noted, offered)
            for kind in ("content", "image")
        ]
        contents = addresses[::2]
        self.env.flush_all()
        for address in contents:
            self.assertEqual(self.url_open(address).status_code, 200)
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_model = 'sale.order', res_id = %s "
            "WHERE id = %s",
            [self.order.id, moved.id],
        )
        self.env.invalidate_all()
        self._post(self.order, noted, self.director.partner_id)
        self.env["sale.order"].browse(self.order.id).offer_file_ids = offered
        self.env.flush_all()
        for address in contents:
            with self.subTest(address=address):
                self.assertNotEqual(self.url_open(address).status_code, 200)
        for address in addresses[1::2]:
            self.assertNotIn(b"\x00" * 9, self.url_open(address).content)

    def test_no_link_for_a_held_file(self):
        """K3Q-4: a picture is put into a note by the editor without a link to it."""
        file = self._create_file(**self._place())
        self.assertEqual(file.generate_access_token(), [""])
        self.assertFalse(file.access_token)

    def test_reviewer_changes_the_file(self):
        """K3Q-4: who changes the offer file has written the offer (D2)."""
        for vals in ({"datas": b"b3RoZXI="}, {"name": "other.xlsx"}):
            order = self._create_quotation()
            file = self._attach_offer(order)
            file.with_user(self.director).sudo().write(vals)
            self.assertIn(self.director, order._get_authors())
        order = self._create_quotation()
        self._create_file(**self._place(res_id=order.id)).with_user(
            self.director
        ).sudo().write({"raw": b"remarks"})
        self.assertNotIn(self.director, order._get_authors())
        file = self._attach_offer(order)
        file.with_user(self.director).sudo().unlink()
        self.assertIn(self.director, order._get_authors())

    def test_index_of_bytes(self):
        """K3Q-4: copies among very many files are found by an index."""
        self.env.cr.execute(
            "SELECT 1 FROM pg_indexes WHERE tablename = 'ir_attachment' "
            "AND indexdef ~ 'checksum'"
        )
        self.assertTrue(self.env.cr.fetchall())
