from datetime import timedelta

from odoo.fields import Command, Date
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from ..tools.execution import NAMES
from .execution_common import ExecutionCommon


@tagged("post_install", "-at_install")
class TestOrderExecution(ExecutionCommon):
    def _assert_figures(self, order, **figures):
        for record in (order, order.browse(order.id)):
            self.assertRecordValues(record, [figures])

    def test_a_quotation_has_no_figures(self):
        """What is not confirmed is not executed (TUR-6)."""
        order = self._create_order(self.customer)
        self._assert_figures(
            order, delivered_share=0, paid_share=0, promised_date=False
        )
        self.assertFalse(order.execution_state)

        confirmed = self._order()
        confirmed._action_cancel()
        confirmed.state = "cancel"
        self.assertFalse(confirmed.execution_state)

    def test_delivery_by_hand(self):
        """What is delivered counts by its value, and the day is kept (TUR-6)."""
        order = self._order()
        self._assert_figures(order, delivered_share=0, execution_state="ordered")
        self.assertFalse(order.last_delivery_date)

        with freeze_time("2031-03-10"):
            order.order_line.qty_delivered = 4
            self._assert_figures(
                order,
                delivered_share=40,
                delivered_amount=400,
                execution_state="partial",
                last_delivery_date=Date.to_date("2031-03-10"),
            )
        with freeze_time("2031-03-12"):
            order.order_line.customer_lead = 3
            self.assertEqual(str(order.last_delivery_date), "2031-03-10")
            order.order_line.qty_delivered = 12
            self._assert_figures(
                order,
                delivered_share=100,
                delivered_amount=1000,
                execution_state="delivered",
                last_delivery_date=Date.to_date("2031-03-12"),
            )

    def test_lines_count_by_their_value(self):
        """A dear line delivered is more than a cheap one; a discount none (TUR-6)."""
        order = self._order(900, 1)
        order.order_line = [
            Command.create(
                {"product_id": self.product.id, "price_unit": price, "tax_ids": False}
            )
            for price in (100, -500)
        ]
        order.order_line[0].qty_delivered = 1

        self._assert_figures(order, delivered_share=90, delivered_amount=450)

    def test_invoices_and_payments(self):
        """Invoiced and paid in shares and dates (TUR-6)."""
        order = self._order()
        invoice = self._bill(order, 0.5)
        self._assert_figures(
            order,
            billed_share=50,
            billed_amount=500,
            paid_share=0,
            last_bill_date=Date.to_date("2031-03-15"),
            last_payment_date=False,
        )

        self._pay(invoice, 200)
        self._assert_figures(
            order,
            paid_share=20,
            paid_amount=200,
            last_payment_date=Date.to_date("2031-03-20"),
        )

        self._pay(invoice, 300)
        rest = self._bill(order, 0.5, "2031-04-01")
        self._pay(rest, 500, "2031-04-05")
        order.order_line.qty_delivered = 10
        self._assert_figures(
            order,
            billed_share=100,
            paid_share=100,
            execution_state="settled",
            last_payment_date=Date.to_date("2031-04-05"),
        )

    def test_a_refund_takes_back(self):
        """What was credited is no longer invoiced (TUR-6)."""
        order = self._order()
        self._pay(self._bill(order, 0.5), 500)
        self._pay(self._bill(order, 0.5, "2031-04-01"), 500, "2031-04-05")
        self._assert_figures(order, billed_share=100, paid_share=100)

        self._bill(order, 0.5, move_type="out_refund")
        self._assert_figures(order, billed_share=50, billed_amount=500)

    def test_a_draft_invoice_is_none(self):
        """Only what is posted counts, and until it is taken back (TUR-6)."""
        order = self._order()
        order.order_line.qty_delivered = 10
        invoice = self._bill(order)
        self._assert_figures(order, execution_state="billed")

        invoice.button_draft()

        self._assert_figures(order, billed_share=0, execution_state="delivered")

    def test_paid_by_transaction(self):
        """What was paid online counts before there is an invoice (TUR-6)."""
        order = self._order()
        provider = self.env["payment.provider"].create({"name": "Bench"})
        method = self.env["payment.method"].create(
            {"name": "Bench", "code": "bench_execution"}
        )
        order.transaction_ids = self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "reference": "execution",
                "amount": 250,
                "currency_id": order.currency_id.id,
                "partner_id": self.customer.id,
            }
        )
        self._assert_figures(order, paid_share=0)

        order.transaction_ids.write(
            {"state": "done", "last_state_change": "2031-02-03"}
        )

        self._assert_figures(
            order,
            paid_share=25,
            last_payment_date=Date.to_date("2031-02-03"),
        )

    def test_another_currency(self):
        """An invoice in another currency counts in the order's (TUR-6)."""
        order = self._order()
        other = self.env["res.currency"].create(
            {
                "name": "XQX",
                "symbol": "x",
                "rate_ids": [
                    Command.create({"name": "2020-01-01", "company_rate": 4.0})
                ],
            }
        )
        invoice = self._bill(order, 0.5)
        self.assertEqual(order.billed_share, 50)
        invoice.button_draft()
        invoice.currency_id = other
        invoice.invoice_line_ids.price_unit = 400
        invoice.action_post()

        self._assert_figures(order, billed_share=50, billed_amount=500)

    def test_billed_stays_billed(self):
        """K3Q-1: nobody takes an invoice away from its order, who sees all neither."""
        order = self._order(100)
        invoice = self._bill(order)
        groups = "account.group_account_manager,sales_team.group_sale_manager"
        accountant = self._create_user("accountant", groups)
        lines = invoice.invoice_line_ids.with_user(accountant)
        for command in (Command.clear(), Command.unlink(order.order_line.id)):
            with self._assert_refused("stays with the order line"):
                lines.write({"sale_line_ids": [command]})
        lines.write({"sale_line_ids": [Command.link(order.order_line.id)]})
        self.assertEqual(order.billed_share, 100)

    def test_nothing_to_pay(self):
        """An order over 0 is invoiced and paid from the start (TUR-6)."""
        order = self._order(0, 2)
        self._assert_figures(order, billed_share=100, paid_share=100)

        order.order_line.qty_delivered = 1
        self._assert_figures(order, delivered_share=50)

    def test_promised_day(self):
        """The day agreed on, else the longest lead; where the company works (TUR-6)."""
        order = self._order(date_order="2031-03-01 12:00:00")
        order.date_order = "2031-03-01 12:00:00"
        order.order_line.customer_lead = 7
        self._assert_figures(order, promised_date=Date.to_date("2031-03-08"))

        self.env.company.tz = "Asia/Shanghai"
        order.commitment_date = "2031-03-04 16:30:00"
        self._assert_figures(order, promised_date=Date.to_date("2031-03-05"))

    def test_slip(self):
        """Late as long as it is not delivered, and how late it was after (TUR-6)."""
        today = self.env.company._to_day()
        order = self._order(commitment_date=today - timedelta(days=3))
        other = self._order(commitment_date=today + timedelta(days=3))
        orders = order | other
        self.assertEqual(orders.mapped("slip_days"), [3, 0])
        self.assertEqual(orders.mapped("is_late"), [True, False])
        self.assertEqual(
            orders.search([("is_late", "=", True), ("id", "in", orders.ids)]), order
        )
        self.assertEqual(
            orders.search([("is_late", "=", False), ("id", "in", orders.ids)]), other
        )

        order.order_line.qty_delivered = 10
        order.invalidate_recordset(["slip_days", "is_late"])
        self.assertEqual(order.slip_days, 3)
        self.assertFalse(order.is_late)

    def test_refresh(self):
        """All orders are brought up to date by one statement (TUR-6)."""
        orders = self._order() | self._order()
        orders.order_line.qty_delivered = 5
        self._pay(self._bill(orders[0]), 1000)
        before = orders.read(NAMES)
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE sale_order SET delivered_share = 7, paid_share = NULL")
        )
        orders.invalidate_recordset(NAMES)

        orders._refresh_execution(orders)
        self.assertEqual(orders.read(NAMES), before)
        self.env.cr.execute(SQL("UPDATE sale_order SET paid_share = NULL"))
        orders.invalidate_recordset(NAMES)
        orders._refresh_execution()
        self.assertEqual(orders.read(NAMES), before)

    def test_untouched_as_by_the_statement(self):
        """What a new order has is what the statement gives (TUR-6)."""
        night = "2031-03-01 20:30:00"
        for zone, vals, lead, quantity in (
            (False, {}, 3, 10),
            ("Asia/Shanghai", {}, 2.5, 10),
            ("Asia/Shanghai", {"commitment_date": night}, 9, 10),
            ("America/Lima", {"commitment_date": "2031-03-01 02:00:00"}, 0, 10),
            (False, {"price": 0}, 0, 3),
            (False, {"price": -100}, 4, 3),
        ):
            with self.subTest(zone=zone, vals=vals, lead=lead):
                self.seller.tz = "Pacific/Auckland"
                self.env.company.tz = zone or "UTC"
                order = self._order(**{"price": 1000, "quantity": quantity, **vals})
                order.date_order = night
                order.order_line.customer_lead = lead
                note = {"display_type": "line_note", "name": "By lorry"}
                order.order_line = [Command.create(note)]
                self.assertEqual(order._filter_untouched(), order)
                first = order.read(NAMES)
                self.env.flush_all()
                self.env.cr.execute(
                    SQL("UPDATE sale_order SET execution_state = NULL"),
                )
                order.invalidate_recordset(NAMES)

                order._refresh_execution(order)

                self.assertEqual(order.read(NAMES), first)
