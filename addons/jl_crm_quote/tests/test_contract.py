import re

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .contract_common import ContractCommon


@tagged("post_install", "-at_install")
class TestContract(ContractCommon):
    def _save(self, action):
        """Save the form that the action opens, as it is filled in."""
        contracts = self.contracts.with_context(**action["context"])
        return Form(contracts).save().with_env(self.env)

    def test_from_an_opportunity(self):
        """The application is filled in from the opportunity (TUR-6, CON-1)."""
        action = self.lead.with_user(self.seller).action_contract()
        self.assertFalse(self.contracts.search([("title", "=", "Tower A")]))
        contract = self._save(action)

        self.assertRecordValues(
            contract,
            [
                {
                    "partner_id": self.customer.id,
                    "title": "Tower A",
                    "user_id": self.seller.id,
                    "amount_total": 800,
                    "state": "draft",
                }
            ],
        )
        self.assertRegex(contract.name, r"HT\d{9}")
        self.assertEqual(contract.line_ids.opportunity_id, self.lead)
        self.assertEqual(contract.payment_ids.mapped("amount"), [800])
        self.assertEqual(self.lead.contract_count, 1)
        self.assertEqual(self.customer.contract_count, 1)
        self.lead.partner_id = False
        with self._assert_refused("Choose the customer"):
            self.lead.action_contract()

    def test_from_a_quotation(self):
        """The payments follow the terms of payment (TUR-6, CON-1)."""
        term = self.env["account.payment.term"].create(
            {
                "name": "30/70",
                "line_ids": [
                    Command.clear(),
                    Command.create(
                        {"value": "percent", "value_amount": 30, "nb_days": 0}
                    ),
                    Command.create(
                        {"value": "percent", "value_amount": 70, "nb_days": 30}
                    ),
                ],
            }
        )
        order = self._order(opportunity_id=self.lead.id, payment_term_id=term.id)

        contract = self._save(order.with_user(self.seller).action_contract())

        self.assertEqual(order.contract_id, contract)
        self.assertEqual(contract.payment_ids.mapped("amount"), [300, 700])
        self.assertEqual(contract.amount_total, 1000)
        self.assertEqual(order.action_contract()["res_id"], contract.id)
        self.assertEqual(contract.execution_amount, 1000)
        self.assertEqual(
            self.env["sale.order"].search(contract.action_view_execution()["domain"]),
            order,
        )

    def test_what_an_application_needs(self):
        """Every thing that is missing is named at once (CON-1)."""
        self.env.company.contract_terms = False
        contract = self.contracts.create({"partner_id": self.customer.id})
        with self._assert_refused(
            "Fill in: Subject, Valid from, Valid until, Terms, Services, Payment Plan"
        ):
            contract.action_review_submit()

        contract = self._create_contract(amount=0)
        with self._assert_refused("expected amount of “Supply of Goods” is 0"):
            contract.action_review_submit()
        contract.line_ids.amount = 100
        contract.payment_ids[0].amount = 1
        with self._assert_refused("The payments come to .* and the contract to"):
            contract.action_review_submit()

    def test_each_service_an_opportunity(self):
        """Free items need neither opportunity nor amount (CON-1)."""
        contract = self._create_contract()
        contract.line_ids = [Command.create({"kind_id": self.free.id})]
        self.assertFalse(contract._get_submit_blockers())

        contract.line_ids.opportunity_id = False
        with self._assert_refused("“Supply of Goods” needs an opportunity"):
            contract.action_review_submit()

    def test_no_amount_below_the_quotation(self):
        """An opportunity that has no quotation yet has no amount either (CON-1)."""
        contract = self._create_contract(amount=0)
        self.assertTrue(contract.line_ids._lacks_amount())
        early = self.env["crm.stage"].create(
            {"name": "Early", "sequence": self.quoting.sequence - 1}
        )

        self._put_into(early)

        self.assertFalse(contract.line_ids._lacks_amount())

    def test_paper(self):
        """The signatures stay together on one page (CON-2)."""
        contract = self._create_contract()
        self._approve(contract)

        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "jl_crm_quote.report_contract", contract.ids
        )

        (signatures,) = re.findall(
            r"<table[^>]*o_contract_signatures.*?</table>", html.decode(), re.DOTALL
        )
        self.assertEqual(signatures.count("page-break-inside: avoid"), 2)
        self.assertEqual(signatures.count("(seal)"), 2)

    def test_templates_are_written_meanwhile(self):
        """A template of mail is tried out on no contract that may not leave (CON-2)."""
        contract = self._create_contract()
        template = self.env.ref("jl_crm_quote.mail_template_contract")
        template.copy({"subject": "{{ object.name }}"})
        self.assertTrue(template._is_tried_on_blocked())

        self._approve(contract)

        self.assertFalse(template._is_tried_on_blocked())
        quiet = mute_logger("odoo.addons.mail.models.mail_template")
        with quiet, self._assert_refused("nothing_like_it"):
            template.copy({"subject": "{{ object.nothing_like_it }}"})

    def test_signed_copy_is_a_scan(self):
        """A PDF or a picture, whatever the name of the file says (CON-2)."""
        contract = self._create_contract()
        files = self.env["ir.attachment"].with_user(self.seller)
        wrong = files.create([{"name": n, "raw": b"text"} for n in ("a.txt", "b.pdf")])
        with self._assert_refused("PDF or a picture, not a.txt", ValidationError):
            contract.signed_file_ids = wrong
        gif = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;"
        photo = {"name": "c.heic", "raw": b"\1\2\3\0\xff", "mimetype": "image/heic"}
        contract.signed_file_ids = files.create([{"name": "a", "raw": gif}, photo])
        self.assertEqual(len(contract.signed_file_ids), 2)

    def test_signed(self):
        """The copy that was signed is kept (CON-2)."""
        contract = self._create_contract()
        self._approve(contract)
        with self._assert_refused("Attach the copy that was signed"):
            contract.action_sign()
        files = self.env["ir.attachment"].with_user(self.seller)
        contract.signed_file_ids = files.create({"name": "a.pdf", "raw": b"%PDF-1.4"})
        contract.action_sign()

        self.assertEqual(contract.state, "signed")
        self.assertTrue(contract.date_signed)
        self.assertEqual(contract.signed_file_ids.res_id, contract.id)

    def test_signed_is_fixed(self):
        """No route but a change order changes what was signed (CON-2)."""
        contract = self._sign(self._create_contract())
        changes = [
            lambda: contract.write({"title": "Other"}),
            lambda: contract.write({"date": "2020-01-01"}),
            lambda: contract.write({"special_reason": "x"}),
            lambda: contract.line_ids.write({"amount": 1}),
            contract.line_ids.unlink,
            lambda: contract.payment_ids.create(
                {"contract_id": contract.id, "name": "x", "date": "2031-02-02"}
            ),
            lambda: contract.write({"signed_file_ids": [Command.clear()]}),
            lambda: contract.with_context(jl_crm_quote_change=True).write(
                {"title": "Other"}
            ),
        ]
        for change in changes:
            with self._assert_refused("Make a change order"):
                change()
        with self._assert_refused("make a change order"):
            contract.with_user(self.director).action_review_withdraw("No")
        with self._assert_refused("The state is changed with the buttons"):
            contract.write({"state": "draft"})

    def test_cancel(self):
        """Applications by who made them, signed contracts by managers (CON-2)."""
        contract = self._create_contract()
        contract.action_review_submit()
        contract.action_cancel()
        self.assertEqual(
            (contract.state, contract.review_state), ("cancelled", "draft")
        )

        signed = self._sign(self._create_contract())
        with self._assert_refused("Only a sales administrator ends"):
            signed.action_cancel()
        signed.with_user(self.manager).action_cancel()
        self.assertEqual(signed.state, "cancelled")

    def test_form(self):
        """A new application in the form: shares become amounts (CON-1)."""
        self.env.company.contract_terms = "<p>Our terms</p>"
        form = Form(self.contracts)
        form.partner_id = self.customer
        form.title = "By hand"
        with form.line_ids.new() as line:
            line.kind_id = self.goods
            line.opportunity_id = self.lead
            line.amount = 500
        with form.payment_ids.new() as payment:
            payment.name = "All"
            payment.date = "2031-01-01"
            payment.share = 100
        contract = form.save()

        self.assertEqual(contract.payment_ids.amount, 500)
        self.assertIn("Our terms", contract.terms)
        self.assertIn("By hand", contract.display_name)
        self.assertFalse(contract.team_id)

    def test_stage_requires_it(self):
        """The stage of signing can require a signed contract (CON-2, K3O-1)."""
        stage = self.env["crm.stage"].create({"name": "Signing"})
        kind = self.env["crm.stage.requirement"].create(
            {"stage_id": stage.id, "kind": "contract"}
        )
        self.assertFalse(kind._filter_met(self.lead))
        contract = self._create_contract()
        self.assertFalse(kind._filter_met(self.lead))

        self._sign(contract)

        self.assertEqual(kind._filter_met(self.lead), self.lead)
        deal = kind.new({"kind": "deal"})
        self.assertEqual(deal._check_deal(self.lead), self.lead)

    def test_work_on_the_customer(self):
        """What is open is handed over with the customer (HUA-3)."""
        contract = self._create_contract()
        found = self.env["crm.contract"]._find_open_work(customers=self.customer)
        self.assertEqual(found, contract.with_env(self.env))

        contract.with_user(self.manager)._work_transfer(self.other_seller)
        self.assertEqual(contract.user_id, self.other_seller)

    def test_rights(self):
        """One's own and those below; reviewers read; others see nothing (IMP-5)."""
        contract = self._create_contract()
        change = contract.line_ids
        self.assertTrue(contract.with_user(self.director).read(["title"]))
        for record in (contract, change, contract.payment_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.other_seller).read(["name"])
        for user in (self.employee, self.portal):
            with self.assertRaises(AccessError):
                contract.with_user(user).read(["title"])
        with self.assertRaises(AccessError):
            contract.with_user(self.other_seller).action_sign()
        with self.assertRaises(AccessError):
            self.goods.with_user(self.seller).name = "x"
        self.goods.with_user(self.manager).name = "Goods"
        with self.assertRaises(UserError):
            self.contracts.create(
                {"partner_id": self.customer.id, "review_state": "approved"}
            )

    def test_history(self):
        """The customer shows its contracts (CON-2)."""
        contract = self._create_contract()
        for record in (self.customer, self.lead):
            domain = record.action_view_contracts()["domain"]
            self.assertEqual(
                self.env["crm.contract"].search(domain), contract.with_env(self.env)
            )
        self.assertEqual(contract.copy().state, "draft")
