import re

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import QuoteCommon
from .contract_common import ContractCommon
from .field_trial import FieldTrial

# a step asks for the approval itself (test_exits.py), and says so on the paper
STEPS = frozenset({"state"})


class SealedCommon(FieldTrial):
    """Every stored field: the approval is void, or the paper is the same."""

    def _check_fields(self, document, record):
        """Change each field of a row of an approved document, one after the other.

        :return: the names of those that change nothing, and of those that void it
        """
        before = self._print(document)
        found = {"same": [], "void": [], "refused": []}
        for name in set(self._list_fields(record)) - STEPS:
            with self.subTest(model=record._name, field=name):
                found[self._check_field(document, record, name, before)].append(name)
        return found

    def _check_field(self, document, record, name, before):
        savepoint = self.env.cr.savepoint()
        try:
            if not self._try_field(record, name):
                return "refused"
            self.env.cr.flush()
            self.env.invalidate_all()
            if document.sudo().review_state == "void":
                self.assertFalse(document._is_released())
                return "void"
            is_approved = document.sudo().review_state == "approved"
            self.assertEqual(document._is_released(), is_approved)
            self.assertEqual(self._print(document), before)
            return "same"
        finally:
            savepoint.close(rollback=True)
            self._forget()


@tagged("post_install", "-at_install")
class TestSealedQuotation(SealedCommon, QuoteCommon, HttpCase):
    """Fields of quotations, those of add-ons that nobody knows here among them."""

    def _print(self, order):
        reports = self.env["ir.actions.report"].with_user(self.seller).sudo()
        html, _kind = reports._render_qweb_html("sale.report_saleorder", order.ids)
        return html.decode()

    def _open(self, order):
        self.env.flush_all()
        token = order.sudo()._portal_ensure_token()
        response = self.url_open(f"/my/orders/{order.id}?access_token={token}")
        self.assertEqual(response.status_code, 200)
        text = response.text.replace(token, "TOKEN")
        return re.sub(r'csrf_token: "\w+"|name="csrf_token" value="\w+"', "", text)

    def test_fields_of_the_quotation(self):
        """K3Q-4: whatever somebody writes on it (security.md 2, 20, H14)."""
        order = self._create_approved()
        found = self._check_fields(order, order)
        self.assertLess(
            {
                "client_order_ref",
                "commitment_date",
                "date_order",
                "note",
                "payment_term_id",
                "signature",
                "team_id",
            },
            set(found["void"]),
        )
        self.assertNotIn("user_id", found["same"])
        self._check_portal(order, order, found["same"])

    def test_fields_of_its_lines(self):
        """K3Q-4: whatever somebody writes on a line (security.md 2, 10, 10b)."""
        order = self._create_approved()
        found = self._check_fields(order, order.order_line)
        self.assertLess({"discount", "price_unit", "name"}, set(found["void"]))
        self.assertNotIn("extra_tax_data", found["same"])
        self._check_portal(order, order.order_line, found["same"])

    def _check_portal(self, order, record, names):
        """What changes nothing on paper changes nothing on the portal's page."""
        before = self._open(order)
        for name in set(names) - {"access_token"}:
            self._try_field(record.sudo(), name)
        self.env.cr.flush()
        self.assertEqual(order.review_state, "approved")
        self.assertEqual(self._open(order), before)

    def test_superuser(self):
        """K3Q-4: what only the system writes is sealed as well (security.md 2)."""
        for name in ("extra_tax_data", "is_downpayment"):
            order = self._create_approved()
            with self.subTest(field=name):
                line = order.order_line.sudo()
                self.assertTrue(self._try_field(line, name))
                self.env.cr.flush()
                self.env.invalidate_all()
                self.assertFalse(order._is_released())

    def test_order_of_the_lines(self):
        """K3Q-4: a line under another heading is another offer."""
        order = self._create_quotation()
        order.order_line.copy({"order_id": order.id, "name": "Valve", "sequence": 20})
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        first, second = order.order_line
        (first | second).write({"sequence": 30})
        self.env.cr.flush()
        self.assertEqual(order.review_state, "approved")
        first.sequence = 99
        self.env.cr.flush()
        self.assertEqual(order.review_state, "void")


@tagged("post_install", "-at_install")
class TestSealedContract(SealedCommon, ContractCommon):
    """Fields of contracts and change orders (CON-1, CON-2)."""

    def _print(self, contract):
        reports = self.env["ir.actions.report"].sudo()
        html, _kind = reports._render_qweb_html(
            "jl_crm_quote.report_contract", contract.ids
        )
        return html.decode()

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_fields_of_a_contract(self):
        """CON-1: whatever somebody writes on it, on a service, on a payment."""
        contract = self._create_contract()
        self._approve(contract)
        for record in (contract, contract.line_ids[0], contract.payment_ids[0]):
            found = self._check_fields(contract, record)
            self.assertTrue(found["void"])


@tagged("post_install", "-at_install")
class TestSealedChange(SealedCommon, ContractCommon):
    """Fields of change orders; there is no paper, the form shows the comparison."""

    def _print(self, change):
        return str(change._get_review_content())

    def test_fields_of_a_change_order(self):
        """CON-2: whatever somebody writes on it or on a service."""
        contract = self._sign(self._create_contract())
        change = self.env["crm.contract.change"].with_user(self.seller)
        change = change._open_for(contract)
        change.write({"reason": "More", "terms": "<p>Other</p>"})
        change.action_review_submit()
        for record in (change, change.line_ids[0]):
            found = self._check_fields(change, record)
            self.assertTrue(found["void"])
