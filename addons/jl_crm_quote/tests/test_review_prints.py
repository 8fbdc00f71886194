import base64
import json

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import file_open, mute_logger

from ..models.review.crm_review_mixin_prints import PREVIEW
from .common import QuoteCommon
from .exits import REPORT

PDF = file_open("base/tests/minimal.pdf", "rb").read()
MARK = "Not approved"


@tagged("post_install", "-at_install")
class TestReviewPrints(QuoteCommon):
    """What reviewers see on paper, and what the customer got (K3Q-4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.classPatch(
            cls.registry["ir.actions.report"],
            "_run_wkhtmltopdf",
            lambda *args, **kwargs: PDF,
        )

    def _print(self, order, **context):
        reports = order.env["ir.actions.report"].with_context(
            force_report_rendering=True, **context
        )
        return reports._render_qweb_pdf(REPORT, order.ids)[0]

    def _read_html(self, order):
        reports = PREVIEW.give(order.env["ir.actions.report"])
        return reports._render_qweb_html(REPORT, order.ids)[0].decode()

    def test_watermark(self):
        """Issue 16.3: across the body, in the language of the paper."""
        order = self._create_submitted().with_user(self.director)
        html = self._read_html(order)
        self.assertIn(MARK, html)
        drawing = html.partition("svg+xml;base64,")[2].partition("&#39;")[0]
        drawing = drawing.partition("'")[0]
        self.assertIn(MARK, base64.b64decode(drawing).decode())
        order.action_review_approve()
        self.env.invalidate_all()
        html = self._read_html(order)
        self.assertNotIn(MARK, html)
        self.assertNotIn("svg+xml;base64", html)

    def test_reviewers_alone(self):
        """Issue 16.3: who is asked prints it; by the permit of the page alone."""
        order = self._create_submitted()
        for user in (self.seller, self.manager, self.boss):
            with self.subTest(user=user.login), self._assert_refused("approved first"):
                self._read_html(order.with_user(user))
        theirs = order.with_user(self.director)
        for key in (None, True, "object"):
            reports = theirs.env["ir.actions.report"]
            reports = reports.with_context(jl_crm_quote_preview=key)
            with self._assert_refused("approved first"):
                reports._render_qweb_html(REPORT, order.ids)
        action = theirs.action_review_print()
        self.assertEqual(action["report_name"], REPORT)

    def test_printed_as_a_whole(self):
        """Issue 16.3: with what other add-ons do to it; nothing of it is kept."""
        order = self._create_submitted().with_user(self.director)
        reports = PREVIEW.give(order.env["ir.actions.report"])
        reports = reports.with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf(REPORT, order.ids)
        self.assertEqual((content[:4], kind), (b"%PDF", "pdf"))
        self.assertFalse(order.sudo().review_decision_ids.print_ids)
        with self._assert_refused("approved first"):
            order.sudo()._get_edi_builders()

    def test_it_can_not_go_out_by_the_preview(self):
        """Issue 16.3: a reviewer's mail is refused as before."""
        order = self._create_submitted().with_user(self.director)
        with self._assert_refused("approved first"):
            self._print(order)
        with self._assert_refused("approved first"):
            order.action_quotation_send()

    def test_what_went_out_is_kept(self):
        """Issue 16.3: with its version, once, and nobody changes it."""
        order = self._create_approved()
        first = self._print(order)
        self._print(order)
        [row] = order.review_decision_ids.filtered("is_final")
        self.assertEqual(row.print_ids.raw, first)
        self.assertIn("V1", row.print_ids.name)
        order.action_review_version()
        with self._assert_refused("approved first"):
            self._print(order)
        action = row.with_user(self.seller).action_open_print()
        self.assertIn(str(row.print_ids.id), action["url"])
        for user in (self.seller, self.director, self.manager, self.admin):
            theirs = row.print_ids.with_user(user)
            with self.subTest(user=user.login):
                with self.assertRaises(UserError):
                    theirs.write({"raw": b"%PDF-1.4 other"})
                with self.assertRaises(UserError):
                    theirs.unlink()
        self.assertFalse(row.with_user(self.other_seller).has_access("read"))

    def test_nothing_went_out(self):
        """Issue 16.3: and that is said."""
        order = self._create_approved()
        with self._assert_refused("Nothing was printed"):
            order.review_decision_ids[0].action_open_print()

    def test_withdrawn_with_a_contract(self):
        """Issue 16.3: what a contract stands on stays approved; it is named."""
        order = self._create_approved()
        contract = self.env["crm.contract"].create(
            {
                "partner_id": self.customer.id,
                "title": "Tower",
                "order_ids": [Command.link(order.id)],
            }
        )
        with self._assert_refused(f"{contract.name} Tower stands on it"):
            order.with_user(self.director).action_review_withdraw("No")
        self.assertEqual(order.review_state, "approved")
        contract.action_cancel()
        order.with_user(self.director).action_review_withdraw("No")
        self.assertEqual(order.review_state, "void")


@tagged("post_install", "-at_install")
class TestReviewPrintPage(QuoteCommon, HttpCase):
    def test_page(self):
        """Issue 16.3: the way the web client prints, by its two addresses."""
        for user in (self.seller, self.director):
            user.password = user.login
        order = self._create_submitted()
        self.env.flush_all()
        url = f"/report/html/{REPORT}/{order.id}"
        self.authenticate(self.director.login, self.director.login)
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn(MARK, answer.text)
        self.authenticate(self.seller.login, self.seller.login)
        with mute_logger("odoo.http"):
            answer = self.url_open(url)
            self.assertNotEqual(answer.status_code, 200)
            data = {"data": json.dumps([url.replace("html", "pdf"), "qweb-pdf"])}
            answer = self.url_open("/report/download", data=data)
            self.assertNotIn(b"%PDF", answer.content)
