import hashlib
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import HandoverCommon

PRINTER = "odoo.addons.base.models.ir_actions_report.IrActionsReport"


@tagged("post_install", "-at_install")
class TestHandoverWatch(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        now = fields.Datetime.now()
        cls.done = now - timedelta(days=20)
        cls._confirm_order(cls.plain, 100, date=now - timedelta(days=25))
        cls._confirm_order(cls.key, 200, date=now - timedelta(days=24))
        cls._confirm_order(cls.key, 50, date=now - timedelta(days=15))
        cls.handover = cls._hand_over(cls._create_handover())
        cls.handover.sudo()._write_system({"date_done": cls.done})
        cls.env["ir.config_parameter"].set_param("jl_crm_handover.watch_days", 10)
        cls.rows = {row.partner_id: row for row in cls.handover.customer_ids}

    def _watch(self):
        self.handover.sudo()._refresh_watch(everything=True)

    def test_orders_before_and_after(self):
        """HUA-7: of as many days; who has not ordered again is lost."""
        self._watch()

        key, plain = self.rows[self.key], self.rows[self.plain]
        self.assertEqual((key.orders_before, key.orders_after), (1, 1))
        self.assertEqual((key.amount_before, key.amount_after), (200, 50))
        self.assertFalse(key.is_lost)
        self.assertEqual((plain.amount_before, plain.orders_after), (100, 0))
        self.assertTrue(plain.is_lost)
        self.assertEqual(self.handover.lost_count, 1)

    def test_nobody_is_lost_before_the_time_is_over(self):
        """HUA-7: a customer has as long as is watched."""
        self.env["ir.config_parameter"].set_param("jl_crm_handover.watch_days", 40)

        self._watch()

        self.assertFalse(self.rows[self.plain].is_lost)

    def _contact(self, user, days):
        # the giver does not see the customer any more
        self.env["crm.contact.record"].with_user(user).sudo().create(
            {
                "partner_id": self.plain.id,
                "summary": "Introduced myself",
                "contact_date": self.done + timedelta(days=days),
                "way_id": self.env.ref("mail.mail_activity_data_call").id,
            }
        )

    def test_first_contact(self):
        """HUA-7: within the days of the settings, or late; the receiver's own."""
        self._contact(self.seller, 1)
        self._contact(self.other_seller, 3)

        self._watch()

        plain = self.rows[self.plain]
        self.assertEqual(plain.contact_days, 3)
        self.assertFalse(plain.is_contact_late)
        self.assertTrue(self.rows[self.key].is_contact_late)
        self.assertEqual(self.handover.kept_count, 1)
        self.assertEqual(self.handover.late_count, 1)

    def test_supervisor_is_told_once(self):
        """HUA-7: whom the receivers have not spoken with when the days are over."""
        self.env["ir.config_parameter"].set_param("jl_crm_handover.watch_days", 40)
        self._contact(self.seller, 1)
        self._contact(self.other_seller, 9)

        self.env["crm.handover"].sudo()._cron_watch()
        self.env["crm.handover"].sudo()._cron_watch()

        todo = self.handover.activity_ids
        self.assertEqual(todo.user_id, self.director)
        self.assertIn("1 customers", todo.summary)
        self.assertIn("Key Pumps", todo.summary)
        [notice] = self.env["res.users"].with_user(self.director).take_notices()[-1:]
        self.assertIn("Key Pumps", notice["text"])

    def test_each_night(self):
        """HUA-7: of what was handed over lately."""
        self.env["ir.config_parameter"].set_param("jl_crm_handover.watch_days", 30)
        with self.enter_registry_test_mode():
            self.env.ref("jl_crm_handover.ir_cron_watch").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.rows[self.plain].orders_before, 1)

        action = self.handover.action_open_watch()
        rows = self.env["crm.handover.customer"].search(action["domain"])
        self.assertEqual(rows, self.handover.customer_ids)

    def test_assessment(self):
        """HUA-5: by who plans, with name and day, once it is done."""
        with self.assertRaises(AccessError):
            self.handover.with_user(self.other_seller).score = "5"

        self.handover.write({"score": "4", "remarks": "In time"})

        self.assertEqual(self.handover.assessor_id, self.manager)
        self.assertEqual(self.handover.assessment_date, fields.Date.today())
        with self._assert_refused("This is done while it is"):
            self._create_handover(self.key.browse()).score = "5"

    def test_the_signed_checklist_is_kept(self):
        """HUA-5: as PDF, made after the last signature, some at a time."""
        self.manager.tz = "Asia/Shanghai"
        signature = self.handover.signature_ids[0].with_context(tz="Asia/Shanghai")
        hour = fields.Datetime.context_timestamp(signature, signature.signed_on)
        with (
            self.enter_registry_test_mode(),
            patch(
                f"{PRINTER}._run_wkhtmltopdf", autospec=True, return_value=b"%PDF-1.4"
            ),
        ):
            self.env.ref(
                "jl_crm_handover.ir_cron_make_documents"
            ).method_direct_trigger()
        self.env.invalidate_all()

        document = self.handover.document_id
        self.assertEqual(document.res_id, self.handover.id)
        self.assertTrue(document.name.startswith(self.handover.name))
        # without its printer, as in tests, Odoo gives the page
        self.assertRegex(document.raw.decode(), f"{hour:(%H|%I):%M:%S}")
        self._ensure_kept(document)

    def test_paper_without_the_web_address(self):
        """HUA-5: the printer fetches nothing, so nothing of it can be missing."""
        self.env["ir.config_parameter"].set_param("web.base.url", "http://none.invalid")
        report = self.env.ref("jl_crm_handover.crm_handover_report")
        html, _kind = report._render_qweb_html(report, self.handover.ids)

        bodies, _ids, header, footer, _args = report._prepare_html(html, "crm.handover")

        for page in (*bodies, header, footer):
            self.assertNotRegex(page, r"<link|<base|<script[^>]* src=|none\.invalid")
            self.assertRegex(page, r"(?s)<style>.*\.table")

    def test_print_what_is_kept(self):
        """HUA-5: once signed, the button and the menu give the same file."""
        action = self.handover.with_user(self.seller).action_print()

        document = self.handover.document_id
        self.assertIn(f"/web/content/{document.id}", action["url"])
        digest = hashlib.sha256(document.raw).hexdigest()
        self.assertEqual(self.handover.document_digest, digest)
        report = self.env.ref("jl_crm_handover.crm_handover_report")
        forged = {"name": document.name, "raw": b"forged"}
        document.create(
            {**forged, "res_model": "crm.handover", "res_id": self.handover.id}
        )
        self.assertEqual(report.retrieve_attachment(self.handover), document)
        draft = self._create_handover(self.key.browse())
        self.assertEqual(draft.action_print()["type"], "ir.actions.report")

    def _ensure_kept(self, document):
        """HUA-5, security.md 12b: whoever asks, with whatever rights."""
        content = document.raw
        for user in (self.director, self.manager, self.admin):
            for file in (document.with_user(user), document.with_user(user).sudo()):
                for change in (
                    lambda file=file: file.write({"raw": b"forged"}),
                    lambda file=file: file.write({"public": True}),
                    lambda file=file: file.write({"res_id": False}),
                    file.unlink,
                ):
                    with self._assert_refused("stays as it is|not allowed"):
                        change()
        self.assertEqual(document.raw, content)

    def test_paper(self):
        """HUA-5: items by headings, names and times of who signed, both classes."""
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "jl_crm_handover.crm_handover_report", self.handover.ids
        )
        text = html.decode()
        for word in (
            "Key Pumps",
            "Plain Pumps",
            "Financial Documents",
            "Company Resources",
            self.seller.name,
            self.director.name,
            self.handover.signature_ids[0].digest[:32],
        ):
            with self.subTest(word=word):
                self.assertIn(word, text)
        self.assertNotIn("Still to sign", text)
        # each row holds together at the end of a page, and so do the signatures
        rows = len(self.handover.line_ids) + self.handover.customer_count + 1
        self.assertEqual(text.count("page-break-inside: avoid"), rows)
