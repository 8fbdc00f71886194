from types import SimpleNamespace

from odoo.fields import Command
from odoo.tests import tagged

from .common import PipelineCommon

ACCOUNTS = {
    "income": "income",
    "receivable": "asset_receivable",
    "bank": "asset_current",
}


@tagged("post_install", "-at_install")
class TestTradeInvoices(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer()
        # as who decides on it reads it
        cls.request = cls._create_request(cls.customer).with_user(cls.office)
        cls.books = cls._create_books(cls.env.company)

    @classmethod
    def _create_books(cls, company):
        """Give a company the least that an invoice and a payment need."""
        accounts = cls.env["account.account"].with_company(company)
        journals = cls.env["account.journal"].with_company(company)
        books = {
            name: accounts.create(
                {
                    "name": name,
                    "code": f"77{len(name)}{company.id}",
                    "account_type": kind,
                    "company_ids": company.ids,
                }
            )
            for name, kind in ACCOUNTS.items()
        }
        for name, kind in (("JLS", "sale"), ("JLM", "general")):
            vals = {"name": name, "code": name, "type": kind}
            books[kind] = journals.create(vals)
        return SimpleNamespace(**books)

    def _post_invoice(self, partner, amount, move_type="out_invoice", **vals):
        books, partners = self.books, partner.with_company(self.env.company)
        partners.property_account_receivable_id = books.receivable
        line = {"price_unit": amount, "account_id": books.income.id, "tax_ids": False}
        invoice = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": partner.id,
                "journal_id": books.sale.id,
                "invoice_date": "2031-03-15",
                "invoice_line_ids": [Command.create({"name": "Pump", **line})],
                **vals,
            }
        )
        invoice.action_post()
        return invoice

    def _pay(self, invoice, amount):
        bank, receivable = self.books.bank, self.books.receivable
        owed = {"partner_id": invoice.commercial_partner_id.id, "credit": amount}
        lines = [
            Command.create({"account_id": bank.id, "debit": amount}),
            Command.create({"account_id": receivable.id, **owed}),
        ]
        entry = self.env["account.move"].create(
            {
                "journal_id": self.books.general.id,
                "date": "2031-03-20",
                "line_ids": lines,
            }
        )
        entry.action_post()
        lines = (invoice | entry).line_ids
        lines.filtered(lambda line: line.account_id == receivable).reconcile()

    def test_invoices_and_payments_are_added_up(self):
        """K3C-3: what was invoiced, to people of the company too, and what was paid."""
        person = self._create_person(parent_id=self.customer.id)
        invoice = self._post_invoice(self.customer, 100.0)
        self._post_invoice(person, 50.0)
        self._pay(invoice, 70.0)

        self.assertRecordValues(
            self.request,
            [{"invoice_count": 2, "invoiced_amount": 150.0, "paid_amount": 70.0}],
        )

    def test_credit_notes_are_subtracted(self):
        """K3C-3: what was given back was not traded."""
        self._post_invoice(self.customer, 100.0)
        self._post_invoice(self.customer, 30.0, "out_refund")

        self.assertEqual(self.request.invoiced_amount, 70.0)
        self.assertEqual(self.request.paid_amount, 0.0)

    def test_drafts_and_others_invoices_do_not_count(self):
        """K3C-3: only what is posted, only this customer's."""
        self._post_invoice(self.customer, 100.0).button_draft()
        self._post_invoice(self._create_customer("Dock"), 100.0)

        self.assertEqual(self.request.invoice_count, 0)
        self.assertEqual(self.request.invoiced_amount, 0.0)

    def test_foreign_currency_is_converted(self):
        """K3C-3: amounts are those of the reader's company."""
        euro = self.setup_other_currency("EUR", rates=[("2000-01-01", 0.5)])

        self._post_invoice(self.customer, 100.0, currency_id=euro.id)

        self.assertAlmostEqual(self.request.invoiced_amount, 200.0)

    def test_invoices_of_a_company_with_another_currency(self):
        """K3C-3, case H23b: no euros added to dollars, no company but the reader's."""
        euro = self.setup_other_currency("EUR", rates=[("2000-01-01", 0.5)])
        branch = self.env["res.company"].create(
            {"name": "Branch", "currency_id": euro.id}
        )
        self._post_invoice(self.customer, 100.0)
        self.books = self._create_books(branch)
        self.env = self.env(context={"allowed_company_ids": branch.ids})
        self._post_invoice(self.customer.with_env(self.env), 100.0)

        self.assertAlmostEqual(self.request.invoiced_amount, 100.0)
        self.office.company_ids |= branch
        self.assertAlmostEqual(self.request.invoiced_amount, 300.0)

    def test_invoices_are_opened(self):
        """K3C-3: the button shows what is behind the sum."""
        invoice = self._post_invoice(self.customer, 100.0)
        self._post_invoice(self._create_customer("Dock"), 100.0)

        action = self.request.with_user(self.office).action_view_invoices()

        self.assertEqual(self.env["account.move"].search(action["domain"]), invoice)

    def test_invoiced_person_is_a_customer(self):
        """K3C-1: who is invoiced without any order buys all the same."""
        person = self._create_person()

        self._post_invoice(person, 100.0)

        self.assertEqual(person.customer_status, "potential")

    def test_unpaid_invoice_is_open_work(self):
        """K3C-3: until it is paid."""
        invoice = self._post_invoice(self.customer, 100.0)
        self.assertIn(invoice, invoice._find_open_work(self.customer))

        self._pay(invoice, 100.0)

        self.assertNotIn(invoice, invoice._find_open_work(self.customer))
