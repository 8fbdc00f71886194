import random

from odoo.fields import Command
from odoo.tests import tagged

from .stock_common import StockCommon

SEEDS = range(12)
STEPS = 10
PRICES = (100, 35.5, 8.25)
# invoices of a quarter each are rounded one by one
CENTS = 0.05


@tagged("post_install", "-at_install", "-standard", "with_stock")
class TestExecutionProperty(StockCommon):
    """TUR-6: whatever happens to orders, the figures are what the books say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        products = cls.env["product.product"]
        cls.goods = products.create(
            [{"name": f"Part {price}", "type": "consu"} for price in PRICES]
        )
        cls.freight = products.create({"name": "Freight", "type": "service"})

    def test_figures(self):
        """Deliveries, returns, a rest given up, invoices, credits and payments."""
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self._play(random.Random(seed))

    def _play(self, dice):
        self.order = self._create(dice)
        self.billed = self.paid = self.rebate = 0.0
        self.invoices = self.env["account.move"]
        acts = [self._ship_some, self._take_back, self._end, self._invoice]
        acts += [self._credit, self._settle, self._ship_some, self._invoice]
        done = []
        for _step in range(STEPS):
            act = dice.choice(acts)
            done.append(act.__name__)
            act(dice)
            self._assert_right(done)

    def _create(self, dice):
        lines = [
            Command.create(
                {
                    "product_id": product.id,
                    "product_uom_qty": dice.randint(1, 12),
                    "price_unit": price,
                    "discount": dice.choice((0, 0, 10)),
                    "tax_ids": False,
                }
            )
            for product, price in zip(
                self.goods | self.freight, (*PRICES, 60), strict=True
            )
        ]
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.seller.id,
                "order_line": lines,
            }
        )
        order.action_confirm()
        return order

    def _ship_some(self, dice):
        moves = self._list_open(self.order).move_ids
        numbers = {
            move.product_id: dice.randint(0, int(move.product_uom_qty))
            for move in moves
        }
        if any(numbers.values()):
            self._deliver(self.order, numbers)

    def _take_back(self, _dice):
        for line in self.order.order_line:
            pickings = self.order.sudo().picking_ids
            if not any(picking.state == "done" for picking in pickings):
                return
            last = pickings.filtered(
                lambda picking: (
                    picking.state == "done"
                    and picking.location_dest_id.usage == "customer"
                )
            )[-1:]
            sent = last.move_ids.filtered(
                lambda move, line=line: move.sale_line_id == line and move.quantity
            )
            if sent and line.qty_delivered >= 1:
                self._return(self.order, {line.product_id: 1})
                return

    def _end(self, _dice):
        self._give_up(self.order)

    def _invoice(self, dice):
        share = dice.choice((0.25, 0.5, 1))
        if self.billed + self.order.amount_total * share > self.order.amount_total:
            return
        invoice = self._bill(self.order, share)
        self.invoices |= invoice
        self.billed += invoice.amount_total

    def _credit(self, dice):
        """Take something off the first piece that was invoiced."""
        if not self.invoices:
            return
        price = dice.choice((1.5, 4))
        line = self.order.order_line[0]
        credit = self._credit_line(self.invoices[-1], line, price)
        self.billed -= credit.amount_total
        self.rebate -= credit.amount_total

    def _credit_line(self, invoice, line, price):
        credit = self.env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.customer.id,
                "journal_id": self.books.sale.id,
                "invoice_date": invoice.invoice_date,
                "currency_id": self.order.currency_id.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Rebate",
                            "quantity": 1,
                            "price_unit": price,
                            "account_id": self.books.income.id,
                            "tax_ids": False,
                            "sale_line_ids": [Command.link(line.id)],
                        }
                    )
                ],
            }
        )
        credit.action_post()
        return credit

    def _settle(self, dice):
        for invoice in self.invoices:
            if invoice.amount_residual > 1:
                amount = round(invoice.amount_residual * dice.choice((0.5, 1)), 2)
                self._pay(invoice, amount)
                self.paid += amount
                return

    def _assert_right(self, done):
        order = self.order
        order.invalidate_recordset()
        share, amount = self._weigh()
        is_ended = self._is_ended()
        owed = order.amount_total * (share if is_ended else 1) + self.rebate
        figures = {
            "delivered_share": 100 if is_ended else share * 100,
            "delivered_amount": amount,
            "billed_amount": self.billed,
            "billed_share": self._as_share(self.billed, owed),
            "paid_amount": self.paid,
            "paid_share": self._as_share(self.paid, owed),
        }
        for name, value in figures.items():
            self.assertAlmostEqual(order[name], value, delta=CENTS, msg=(name, done))

    def _weigh(self):
        """Return which share of the goods was delivered, and of the whole amount."""
        lines = self.order.order_line.filtered(
            lambda line: line.product_id.type == "consu"
        )
        total = sum(lines.mapped("price_total"))
        value = sum(
            line.price_total
            * min(max(self._count_sent(line), 0) / line.product_uom_qty, 1)
            for line in lines
        )
        return value / total, self.order.amount_total * value / total

    def _count_sent(self, line):
        """Return what went out less what came back, by the moves themselves."""
        return sum(
            move.quantity
            if move.location_dest_id.usage == "customer"
            else -move.quantity
            for move in line.sudo().move_ids
            if move.state == "done"
        )

    def _is_ended(self):
        moves = self.order.sudo().order_line.move_ids
        sent = moves.filtered(lambda move: move.location_dest_id.usage == "customer")
        back = (moves - sent).filtered(lambda move: move.state == "done")
        states = set(sent.mapped("state"))
        is_less = "cancel" in states or bool(back)
        return "done" in states and is_less and states <= {"done", "cancel"}

    @staticmethod
    def _as_share(amount, owed):
        return 100 if owed <= 0 else min(max(amount / owed * 100, 0), 100)
