from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.order import OrderMixin

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestOrder(OrderMixin, QuoteCommon):
    """Who is asked first when quotations are saved, reviewed and confirmed."""

    order_models = ("crm.contract",)

    def test_order_is_the_one_written_down(self):
        self._draw_up()
        self._review()
        self._end()
        self._assert_order()

    def _draw_up(self):
        orders = self._open("sale.order", self.seller)
        with self._tell("A salesperson enters a quotation"):
            self.order = orders.create(self._get_values())
        line = self.order.order_line
        with self._tell("A salesperson changes the price of a line"):
            line.price_unit = 80
        with self._tell("A salesperson writes a sum of a line"):
            line.price_subtotal = 1
        with self._tell("A salesperson adds a line"):
            added = line.copy({"order_id": self.order.id})
        with self._tell("A salesperson deletes a line"):
            added.unlink()
        with self._tell("A salesperson changes the currency of a quotation"):
            self.order.write({"currency_id": self.env.ref("base.EUR").id})
        with self._tell("A salesperson writes a field of the system"):
            self.order.review_state = "approved"
        with self._tell("A salesperson confirms a quotation without a review"):
            self.order.action_confirm()

    def _review(self):
        order = self.order
        with self._tell("A salesperson submits a quotation"):
            order.action_review_submit()
        with self._tell("A director approves a quotation"):
            self._open("sale.order", self.director).browse(
                order.id
            ).action_review_approve()
        with self._tell("A salesperson changes the price of a released quotation"):
            order.order_line.price_unit = 70
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        with self._tell("A salesperson says that a quotation is sent"):
            order.action_quotation_sent()
        with self._tell("A salesperson confirms a quotation"):
            order.action_confirm()
        with self._tell("A salesperson changes the price of an order"):
            order.order_line.price_unit = 60

    def _end(self):
        orders = self._open("sale.order", self.seller)
        draft = orders.create(self._get_values())
        draft.action_review_submit()
        with self._tell("A salesperson cancels a quotation under review"):
            draft._action_cancel()
        admin = self.env.ref("base.user_admin")
        with self._tell("An administrator deletes a quotation that was reviewed"):
            self._open("sale.order", admin).browse(draft.id).unlink()
        draft = orders.create(self._get_values())
        with self._tell("An administrator deletes a quotation"):
            self._open("sale.order", admin).browse(draft.id).unlink()
        with self._tell("A salesperson copies a quotation"):
            self.order.copy()
        with self._tell("A salesperson enters a quotation that is sent already"):
            orders.create({**self._get_values(), "state": "sent"})

    def _get_values(self):
        line = {"product_id": self.product.id, "price_unit": 100.0}
        return {
            "partner_id": self.customer.id,
            "order_line": [Command.create(line)],
            "require_payment": False,
        }
