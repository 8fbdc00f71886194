from odoo.exceptions import AccessError
from odoo.tests import tagged

from .execution_common import ExecutionCommon


@tagged("post_install", "-at_install")
class TestExecutionList(ExecutionCommon):
    """What many orders cost, and who sees which (TUR-6)."""

    def test_cost(self):
        """Twenty orders take as many statements as two (TUR-6)."""
        orders = self.env["sale.order"].union(*(self._order() for _each in range(20)))
        few, many = orders[:2], orders

        def deliver(some):
            some.env.add_to_compute(some._fields["delivered_share"], some)
            some.mapped("delivered_share")

        self._assert_same_cost(lambda: deliver(few), lambda: deliver(many))

    def test_the_list(self):
        """A page of orders takes as many statements for forty as for two (TUR-6)."""
        orders = self.env["sale.order"].union(*(self._order() for _each in range(20)))
        specification = {
            "name": {},
            "partner_id": {"fields": {"display_name": {}}},
            "delivered_share": {},
            "billed_share": {},
            "paid_share": {},
            "promised_date": {},
            "slip_days": {},
            "is_late": {},
            "execution_state": {},
        }
        mine = self.env["sale.order"].with_user(self.seller)

        def read(some):
            mine.web_search_read([("id", "in", some.ids)], specification)

        self._assert_same_cost(lambda: read(orders[:2]), lambda: read(orders))

    def test_the_rights_are_the_orders(self):
        """Who does not see the order does not see how far it is (TUR-6, IMP-5)."""
        order = self._order()
        self.assertTrue(order.with_user(self.seller).read(["paid_share"]))
        with self.assertRaises(AccessError):
            order.with_user(self.other_seller).read(["paid_share"])
