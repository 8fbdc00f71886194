from unittest.mock import patch

from odoo.tests import tagged

from ..models.review.crm_review_mixin_prints import PREVIEW
from . import exits
from .contract_common import ContractCommon

REPORT = "jl_crm_quote.report_contract"


def print_contract(test, contract):
    contract.action_print()


def send(test, contract):
    contract.action_send()


def sign(test, contract):
    contract.action_sign()


def preview(test, contract):
    contract.action_preview()


def render_html(test, contract):
    contract.env["ir.actions.report"]._render_qweb_html(REPORT, contract.ids)


def render_pdf(test, contract):
    contract.env["ir.actions.report"]._render_qweb_pdf(REPORT, contract.ids)


def mail_template(test, contract):
    template = contract.env.ref("jl_crm_quote.mail_template_contract").sudo()
    template.send_mail(contract.id, force_send=False)


EXITS = (
    print_contract,
    send,
    sign,
    preview,
    render_html,
    render_pdf,
    mail_template,
    exits.compose,
    exits.schedule,
)
# each of them asks by itself: with the others shut, one that forgets is open
GUARDED = {
    "action_print": print_contract,
    "action_send": send,
    "action_sign": sign,
    "action_preview": preview,
}


@tagged("post_install", "-at_install")
class TestContractExits(exits.ExitTrial, ContractCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what a printed page looks like is tested elsewhere
        cls.classPatch(
            cls.registry["ir.actions.report"],
            "_run_wkhtmltopdf",
            lambda *args, **kwargs: b"%PDF-1.4",
        )

    def _iter_blocked(self):
        """Yield a contract in each state in which it may not leave."""
        yield "draft", self._create_contract()
        submitted = self._create_contract()
        submitted.action_review_submit()
        yield "submitted", submitted
        refused = self._create_contract()
        refused.action_review_submit()
        refused.with_user(self.director).action_review_refuse("Too dear")
        yield "refused", refused
        void = self._create_contract()
        self._approve(void)
        void.line_ids.amount = 1001
        self.env.cr.flush()
        yield "void", void

    def _put_signed_copy(self, contract):
        files = self.env["ir.attachment"].with_user(self.seller)
        copy = files.create({"name": "signed.pdf", "raw": b"%PDF-1.4"})
        contract.sudo().signed_file_ids = copy

    def test_nothing_leaves_unapproved(self):
        """CON-2: all exits, salesperson and administrators, in every other state."""
        for state, contract in self._iter_blocked():
            self.assertEqual(contract.review_state, state)
            self._put_signed_copy(contract)
            for user in (self.seller, self.admin, self.env.ref("base.user_root")):
                theirs = contract.with_user(user).with_context(lang="en_US")
                for step in EXITS:
                    with self.subTest(state=state, user=user.login, exit=step.__name__):
                        self.assertFalse(self._leaves(step, theirs))

    def test_approved_leaves(self):
        """CON-2: what was approved passes every one of them."""
        contract = self._create_contract()
        self._approve(contract)
        self._put_signed_copy(contract)
        for step in EXITS:
            with self.subTest(exit=step.__name__):
                self.assertTrue(self._leaves(step, contract))

    def test_each_step_asks(self):
        """CON-2: a button that would not ask would let an application out."""
        contract = self._create_contract()
        self._put_signed_copy(contract)
        for name, step in GUARDED.items():
            nobody_asks = patch.object(
                self.registry["crm.contract"], "_ensure_released", lambda self: None
            )
            with self.subTest(step=name), nobody_asks:
                self.assertTrue(self._leaves(step, contract))

    def test_sent_back_and_forth(self):
        """CON-2: who has signed what another one sees is not rewritten by RPC."""
        contract = self._create_contract()
        for user in (self.seller, self.admin):
            theirs = contract.with_user(user)
            for vals in ({"state": "signed"}, {"state": "cancelled"}):
                with self.subTest(user=user.login, vals=vals):
                    with self._assert_refused("changed with the buttons"):
                        theirs.write(vals)
                    with self._assert_refused("changed with the buttons"):
                        self._create_contract(**vals)
            for vals in (
                {"review_state": "approved"},
                {"review_hash": "x"},
                {"amount_total": 1},
                {"name": "X-1"},
            ):
                case = self.subTest(user=user.login, vals=vals)
                with case, self._assert_refused("kept by the system"):
                    theirs.write(vals)

    def test_print_for_reviewers(self):
        """Issue 16.3: with a watermark; what went out after it is kept."""
        contract = self._create_contract()
        contract.action_review_submit()
        theirs = contract.with_user(self.director)
        self.assertEqual(theirs.action_review_print()["report_name"], REPORT)
        reports = PREVIEW.give(theirs.env["ir.actions.report"])
        html = reports._render_qweb_html(REPORT, contract.ids)[0].decode()
        self.assertIn("Not approved", html)
        self.assertIn("svg+xml;base64", html)

        theirs.action_review_approve()
        self.env.invalidate_all()
        html = reports._render_qweb_html(REPORT, contract.ids)[0].decode()
        self.assertNotIn("Not approved", html)
        printing = contract.env["ir.actions.report"]
        printing = printing.with_context(force_report_rendering=True)
        printing._render_qweb_pdf(REPORT, contract.ids)
        [row] = contract.sudo().review_decision_ids.filtered("is_final")
        self.assertEqual(row.print_ids.raw, b"%PDF-1.4")
