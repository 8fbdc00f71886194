from odoo.fields import Command, Date
from odoo.tests import freeze_time, tagged

from .common import QuoteCommon
from .stock_common import StockCommon


@tagged("post_install", "-at_install", "-standard", "with_stock")
class TestOrderShipping(StockCommon):
    """Where stock is kept: days, returns, a rest that is given up, what is held."""

    def test_day_of_the_shipment(self):
        """The day is the shipment's where the company works; a return moves none."""
        self.env.company.resource_calendar_id.tz = "Asia/Shanghai"
        order = self._order(commitment_date="2031-03-10 04:00:00")
        self._deliver(order, {self.product: 4}, "2031-03-09 23:00:00")
        self.assertEqual(order.delivered_share, 40)
        self.assertEqual(order.last_delivery_date, Date.to_date("2031-03-10"))

        with freeze_time("2031-03-20 04:00:00"):
            self._return(order, {self.product: 1})
        self.assertEqual(order.delivered_share, 30)
        self.assertEqual(order.last_delivery_date, Date.to_date("2031-03-10"))

    def test_given_up(self):
        """What nobody delivers any more is neither late nor owed (case H11)."""
        order = self._order(commitment_date="2031-03-10 04:00:00")
        self._deliver(order, {self.product: 8})
        with freeze_time("2031-03-20 04:00:00"):
            order.invalidate_recordset()
            self.assertTrue(order.is_late)
            self._give_up(order)
            self.assertFalse(order.is_late)
        self.assertEqual((order.delivered_share, order.delivered_amount), (100, 800))
        self._pay(self._bill(order, 0.8), 800)
        self.assertEqual(order.execution_state, "settled")

        order.order_line.product_uom_qty = 12
        self.assertEqual(order.delivered_share, round(800 / 12, 2))

    def test_all_came_back(self):
        """What came back makes no order late; a replacement does (case H21)."""
        order = self._order(commitment_date="2031-03-10 04:00:00")
        self._deliver(order, {self.product: 10}, "2031-03-09 04:00:00")
        with freeze_time("2031-03-20 04:00:00"):
            self._return(order, {self.product: 2})
            order.invalidate_recordset()
            self.assertFalse(order.is_late)
            self.assertEqual(order.slip_days, 0)
            self.assertEqual(order.delivered_amount, 800)
            order.order_line._action_launch_stock_rule()
            order.invalidate_recordset()
            self.assertEqual(order.delivered_share, 80)
            self.assertTrue(order.is_late)

    def test_all_cancelled(self):
        """What was not begun is not done because its delivery was cancelled."""
        order = self._order()
        self._give_up(order)
        self.assertEqual((order.delivered_share, order.execution_state), (0, "ordered"))

    def test_ours_is_asked_first(self):
        """Whatever order add-ons are loaded in, the approval stands before stock."""
        for model, name in (
            ("sale.order.line", "_action_launch_stock_rule"),
            ("sale.order", "_action_confirm"),
        ):
            classes = type(self.env[model]).mro()
            holders = [one for one in classes if name in vars(one)]
            modules = [one.__module__.split(".")[2] for one in holders]
            self.assertLess(
                modules.index("jl_crm_quote"), modules.index("sale_stock"), name
            )


@tagged("post_install", "-at_install", "-standard", "with_stock")
class TestHeldShipping(QuoteCommon):
    def test_raised_after_the_approval(self):
        """K3Q-4: the rest ships once somebody has approved it, less at once."""
        self.product.type = "consu"
        order = self._create_approved()
        order.with_user(self.seller).action_confirm()
        asked = order.order_line.product_uom_qty
        self.assertEqual(self._count(order), asked)

        order.order_line.with_user(self.seller).product_uom_qty = asked + 5
        self.env.flush_all()
        self.assertEqual(self._count(order), asked)
        self.assertTrue(order.is_blocked)
        order.write(
            {
                "order_line": [
                    Command.create(
                        {"product_id": self.product.id, "product_uom_qty": 3}
                    )
                ]
            }
        )
        self.assertEqual(self._count(order), asked)

        order.with_user(self.seller).action_review_submit()
        order.with_user(self.director).action_review_approve()

        self.assertEqual(self._count(order), asked + 8)

    def _count(self, order):
        """Return how many pieces are on their way."""
        return sum(order.sudo().order_line.move_ids.mapped("product_uom_qty"))
