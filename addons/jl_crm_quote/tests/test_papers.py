from odoo.fields import Command
from odoo.tests import tagged

from .execution_common import ExecutionCommon

SUMS = (
    "execution_count",
    "execution_amount",
    "execution_billed",
    "execution_paid",
    "confirmed_order_count",
    "confirmed_order_amount",
    "purchase_count",
    "purchase_amount",
    "sale_order_count",
    "opportunity_count",
    "contract_count",
)


@tagged("post_install", "-at_install")
class TestPapers(ExecutionCommon):
    """What one is told of a customer's papers is what one's own list shows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top = cls._create_user("top", "sales_team.group_sale_salesman")
        cls.middle = cls._create_user("middle", "sales_team.group_sale_salesman")
        cls.middle.sales_manager_id = cls.top
        cls.seller.sales_manager_id = cls.middle
        cls.lead = cls.env["crm.lead"].create(
            {"name": "Façade", "partner_id": cls.customer.id, "user_id": cls.seller.id}
        )
        cls.order = cls._order(1000, opportunity_id=cls.lead.id)

    def _share(self, **vals):
        return self.env["crm.customer.grant"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.other_seller.id,
                **vals,
            }
        )

    def _list(self, record, user):
        """Return the orders that the button of the bars opens for a user."""
        mine = record.with_user(user)
        domain = mine.action_view_execution()["domain"]
        return mine.env["sale.order"].search(domain)

    def test_bar_button_and_report(self):
        """TUR-6, case H22: an invoiced order is one for its superiors as well."""
        invoice = self._bill(self.order)
        invoice.invoice_user_id = self.seller
        self.env.flush_all()
        for user in (self.seller, self.middle, self.top):
            order = self.order.with_user(user)
            reports = order.env["sale.report"]
            with self.subTest(user=user.login):
                self.assertEqual(order.billed_share, 100)
                self.assertEqual(order.invoice_count, 1)
                self.assertEqual(order.invoice_ids.ids, invoice.ids)
                self.assertTrue(order.invoice_ids.invoice_line_ids.mapped("name"))
                self.assertTrue(
                    reports.search_count(
                        [("order_reference", "=", f"sale.order,{order.id}")]
                    )
                )

    def test_invoices_of_nobody(self):
        """security.md 26: they follow the customer, line by line."""
        invoice = self._bill(self.order)
        invoice.invoice_user_id = False
        self.env.flush_all()
        for user, sees in (
            (self.seller, True),
            (self.top, True),
            (self.other_seller, False),
        ):
            for model, field in (
                ("account.move", "id"),
                ("account.move.line", "move_id"),
            ):
                rows = self.env[model].with_user(user)
                with self.subTest(user=user.login, model=model):
                    count = rows.search_count([(field, "=", invoice.id)])
                    self.assertEqual(bool(count), sees)

        self._share(with_quotations=True)

        rows = self.env["account.move"].with_user(self.other_seller)
        self.assertEqual(rows.search_count([("id", "=", invoice.id)]), 1)

    def test_who_sees_no_paper_is_told_of_none(self):
        """security.md 16: a share without its quotations tells nothing of them."""
        self._bill(self.order)
        self.Partner._refresh_figures()
        self._share()

        [told] = self.customer.with_user(self.other_seller).read(SUMS)

        self.assertEqual([told[name] for name in SUMS], [0] * len(SUMS))
        self.assertFalse(self._list(self.customer, self.other_seller))
        self.assertEqual(self.customer.with_user(self.seller).execution_amount, 1000)

    def test_no_row_of_the_table_tells(self):
        """security.md 16: what all orders come to is kept nowhere on the customer."""
        for name in ("purchase_amount", "purchase_count"):
            self.assertFalse(self.Partner._fields[name].store)

    def test_bars_of_an_opportunity(self):
        """security.md 14: a shared opportunity does not tell of hidden orders."""
        self.env["crm.lead.grant"].create(
            {"lead_id": self.lead.id, "user_id": self.other_seller.id}
        )
        seen = self.lead.with_user(self.other_seller)

        self.assertEqual(seen.name, "Façade")
        self.assertEqual((seen.execution_count, seen.execution_amount), (0, 0))
        self.assertEqual(self.lead.with_user(self.seller).execution_count, 1)

    def test_settled_order_that_stays(self):
        """TUR-6, case H23: the new salesperson counts what their list shows."""
        self.order.order_line.qty_delivered = 10
        self._pay(self._bill(self.order), 1000)
        self.customer.user_id = self.other_seller

        for user in (self.other_seller, self.seller, self.office):
            customer = self.customer.sudo().with_user(user).sudo(False)
            if not customer.has_access("read"):
                continue
            with self.subTest(user=user.login):
                listed = self._list(self.customer, user)
                self.assertEqual(customer.execution_count, len(listed))
                self.assertEqual(
                    customer.execution_amount, sum(listed.mapped("amount_total"))
                )
        self.assertFalse(self._list(self.customer, self.other_seller))

    def test_other_companies(self):
        """K3D-4, case H23b: an order of a company one is not in is not counted."""
        other = self.env["res.company"].create({"name": "South"})
        self.env.user.company_ids = [Command.link(other.id)]
        books = self.env["sale.order"].with_company(other)
        line = {"product_id": self.product.id, "price_unit": 70000, "tax_ids": False}
        foreign = books.create(
            {
                "partner_id": self.customer.id,
                "company_id": other.id,
                "user_id": self.seller.id,
                "order_line": [Command.create(line)],
            }
        )
        foreign.action_confirm()

        customer = self.customer.with_user(self.seller)
        customer = customer.with_context(allowed_company_ids=self.env.company.ids)

        self.assertEqual(customer.execution_count, 1)
        self.assertEqual(customer.execution_amount, 1000)
        self.assertEqual(customer.confirmed_order_count, 1)
        self.assertEqual(customer.purchase_amount, 1000)
        self.assertEqual(self._list(customer, self.seller), self.order)

        both = self.env.company | other
        self.seller.company_ids = [Command.set(both.ids)]
        customer = customer.with_context(allowed_company_ids=both.ids)
        self.assertEqual(customer.execution_count, 2)

    def test_cost(self):
        """TUR-6: the figures of eighty take as many statements as those of two."""
        customers = self.Partner.create(
            [
                {"name": f"Pumps {n}", "is_company": True, "user_id": self.seller.id}
                for n in range(80)
            ]
        )
        names = [name for name in SUMS if not name.endswith("y_count")]
        mine = customers.with_user(self.seller)
        self._assert_same_cost(lambda: mine[:2].read(names), lambda: mine.read(names))
        self.assertLessEqual(self._count_queries(lambda: mine.read(names)), 14)
