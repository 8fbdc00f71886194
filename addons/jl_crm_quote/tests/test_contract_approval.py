from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .contract_common import ContractCommon


@tagged("post_install", "-at_install")
class TestContractApproval(ContractCommon):
    def test_general_approval_of_the_customer(self):
        """A first contract needs the approval of the customer, nothing sold (CON-1)."""
        potential = self._create_customer("New Glass", user_id=self.seller.id)
        self.lead.partner_id = potential
        contract = self._create_contract(partner_id=potential.id)
        with self._assert_refused("New Glass was not approved for contracts"):
            contract.action_review_submit()
        theirs = potential.with_user(self.seller)
        self.assertIn(
            self.office.name, theirs.action_ask_for_contracts()["params"]["message"]
        )
        todo = potential.activity_ids
        self.assertIn(self.office, todo.user_id)
        self.assertIn(
            "Asked already", theirs.action_ask_for_contracts()["params"]["message"]
        )
        self.assertEqual(potential.activity_ids, todo)
        with self.assertRaises(AccessError):
            theirs.action_approve_for_contracts()

        potential.with_user(self.office).action_approve_for_contracts()

        self.assertEqual(potential.contract_approval_user_id, self.office)
        self.assertFalse(potential.activity_ids)
        self.assertEqual(potential.customer_status, "potential")
        self.assertIn(
            potential,
            potential.search([("is_approved_for_contracts", "=", True)]),
        )
        contract.action_review_submit()
        self.assertEqual(contract.review_level_id, self.level)

        potential.with_user(self.office).action_disapprove_for_contracts()
        self.assertFalse(potential.is_approved_for_contracts)

    def test_the_director_approves_customers(self):
        """The director does so of their office, and not of their own (CON-1)."""
        potential = self._create_customer("New Glass", user_id=self.seller.id)
        mine = self._create_customer("My Glass", user_id=self.director.id)
        with self._assert_refused("not their own", AccessError):
            mine.with_user(self.director).action_approve_for_contracts()
        potential.with_user(self.director).action_approve_for_contracts()
        self.assertTrue(potential.is_approved_for_contracts)
        with self._assert_refused("kept by the system"):
            mine.write({"contract_approval_date": "2031-01-01 00:00:00"})
        with self._assert_refused("Only customers"):
            self.director.partner_id.with_user(
                self.office
            ).action_approve_for_contracts()

    def test_special_approval(self):
        """A potential customer needs a special approval by the chosen role (CON-1)."""
        potential = self._create_customer("New Glass", user_id=self.seller.id)
        self.lead.partner_id = potential
        contract = self._create_contract(partner_id=potential.id)
        contract.special_level_id = self.special
        with self._assert_refused("Say why a special approval is needed"):
            contract.action_review_submit()
        contract.special_reason = "Urgent site"
        self._approve(contract)

        self.assertEqual(contract.review_state, "submitted")
        self.assertEqual(contract.review_level_id, self.special)
        contract.with_user(self.office).action_review_approve()
        self.assertEqual(contract.review_state, "approved")

    def test_special_levels_are_not_asked_of_others(self):
        """Only the application that names it passes the special level (CON-1)."""
        self.assertEqual(self._create_contract()._get_levels(), self.level)

    def test_nobody_leaves_unapproved(self):
        """Printing, sending, signing and previewing ask for the approval (CON-2)."""
        contract = self._create_contract()
        steps = [
            contract.action_print,
            contract.action_send,
            contract.action_sign,
            contract.action_preview,
            lambda: self.env["ir.actions.report"]._render_qweb_html(
                "jl_crm_quote.report_contract", contract.ids
            ),
        ]
        for step in steps:
            with self._assert_refused("has to be approved first"):
                step()

        self._approve(contract)

        self.assertEqual(contract.action_print()["type"], "ir.actions.report")
        self.assertEqual(contract.action_send()["res_model"], "mail.compose.message")
        self.assertIn(str(contract.id), contract.action_preview()["url"])
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "jl_crm_quote.report_contract", contract.ids
        )
        self.assertIn(contract.name.encode(), html)

    def test_typed_while_nobody_reviews(self):
        """CON-1: the screen holds what is under review; it is recalled first."""
        contract = self._create_contract()
        with Form(contract) as form:
            form.title = "Tower B"
        contract.with_user(self.seller).action_review_submit()

        with Form(contract) as form, self.assertRaises(AssertionError):
            form.title = "Tower C"

        contract.with_user(self.seller).action_review_recall()
        with Form(contract) as form:
            form.title = "Tower C"
        self.assertEqual(contract.title, "Tower C")

    def test_a_change_voids_the_approval(self):
        """A line, a payment or a date changed: it is reviewed again (K3Q-4, CON-1)."""
        changes = [
            lambda contract: contract.line_ids.write({"amount": 1001}),
            lambda contract: contract.payment_ids[0].write({"date": "2031-02-01"}),
            lambda contract: contract.write({"date_end": "2032-01-01"}),
            lambda contract: contract.line_ids.unlink(),
            lambda contract: contract.payment_ids.create(
                {"contract_id": contract.id, "name": "x", "date": "2031-02-02"}
            ),
        ]
        for change in changes:
            contract = self._create_contract()
            self._approve(contract)
            change(contract)
            contract._void_changed()
            self.assertEqual(contract.review_state, "void")

    def test_submit_only_applications(self):
        """What is signed or cancelled is not submitted again (CON-1)."""
        contract = self._create_contract()
        contract.action_cancel()

        with self._assert_refused("Only applications are submitted"):
            contract.action_review_submit()
