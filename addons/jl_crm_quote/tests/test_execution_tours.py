from odoo.tests import HttpCase, tagged

from .execution_common import ExecutionCommon


@tagged("post_install", "-at_install")
class TestExecutionTours(ExecutionCommon, HttpCase):
    def test_my_orders(self):
        """A salesperson sees in one glance where the orders stand (TUR-6, POOL-9)."""
        order = self._order()
        order.order_line.qty_delivered = 4
        self._order(user_id=self.other_seller.id)

        self._speak("en_US", self.seller)
        self.start_tour("/odoo", "jl_crm_quote_my_orders", login=self.seller.login)
