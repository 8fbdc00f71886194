from types import SimpleNamespace

from odoo.fields import Command

from .common import ScopeCommon

ACCOUNTS = {
    "income": "income",
    "receivable": "asset_receivable",
    "bank": "asset_current",
}


class ExecutionCommon(ScopeCommon):
    """Confirmed orders, and what an invoice and a payment of theirs need."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.env.user.tz = "UTC"
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.product.invoice_policy = "order"
        cls.books = cls._create_books()

    @classmethod
    def _create_books(cls):
        accounts = cls.env["account.account"]
        books = {
            name: accounts.create(
                {"name": name, "code": f"78{len(name)}", "account_type": kind}
            )
            for name, kind in ACCOUNTS.items()
        }
        for name, kind in (("XLS", "sale"), ("XLM", "general")):
            books[kind] = cls.env["account.journal"].create(
                {"name": name, "code": name, "type": kind}
            )
        cls.customer.property_account_receivable_id = books["receivable"]
        return SimpleNamespace(**books)

    @classmethod
    def _order(cls, price=1000.0, quantity=10, **vals):
        """Return a confirmed order of ``quantity`` pieces for ``price`` in all."""
        line = {
            "product_id": cls.product.id,
            "product_uom_qty": quantity,
            "price_unit": price / quantity,
            "tax_ids": False,
        }
        order = cls.env["sale.order"].create(
            {
                "partner_id": cls.customer.id,
                "user_id": cls.seller.id,
                "order_line": [Command.create(line)],
                **vals,
            }
        )
        order.action_confirm()
        return order

    def _bill(self, order, share=1.0, date="2031-03-15", move_type="out_invoice"):
        """Return a posted invoice of a share of the order."""
        lines = [
            Command.create(
                {
                    "name": line.name,
                    "quantity": line.product_uom_qty * share,
                    "price_unit": line.price_unit,
                    "account_id": self.books.income.id,
                    "tax_ids": False,
                    "sale_line_ids": [Command.link(line.id)],
                }
            )
            for line in order.order_line
        ]
        invoice = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": order.partner_id.id,
                "journal_id": self.books.sale.id,
                "invoice_date": date,
                "currency_id": order.currency_id.id,
                "invoice_line_ids": lines,
            }
        )
        invoice.action_post()
        return invoice

    def _pay(self, invoice, amount, date="2031-03-20"):
        bank, receivable = self.books.bank, self.books.receivable
        owed = {"partner_id": invoice.commercial_partner_id.id, "credit": amount}
        entry = self.env["account.move"].create(
            {
                "journal_id": self.books.general.id,
                "date": date,
                "line_ids": [
                    Command.create({"account_id": bank.id, "debit": amount}),
                    Command.create({"account_id": receivable.id, **owed}),
                ],
            }
        )
        entry.action_post()
        lines = (invoice | entry).line_ids
        lines.filtered(lambda line: line.account_id == receivable).reconcile()
