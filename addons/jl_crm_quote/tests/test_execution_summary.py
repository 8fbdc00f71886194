from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .execution_common import ExecutionCommon


@tagged("post_install", "-at_install")
class TestExecutionSummary(ExecutionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls.env["crm.lead"].create(
            {"name": "Façade", "partner_id": cls.customer.id, "user_id": cls.seller.id}
        )
        contact = cls._create_person(parent_id=cls.customer.id)
        day = fields.Date.context_today(cls.lead) - timedelta(days=2)
        cls.late = cls._order(3000, opportunity_id=cls.lead.id, commitment_date=day)
        cls.other = cls._order(
            1000,
            opportunity_id=cls.lead.id,
            partner_id=contact.id,
            commitment_date=day + timedelta(days=9),
        )
        cls.other.order_line.qty_delivered = 10
        cls.day = day

    def test_in_one_glance(self):
        """The opportunity and the customer show what their orders came to (TUR-6)."""
        for record in (self.lead, self.customer):
            with self.subTest(record=record._name):
                self.assertRecordValues(
                    record.with_user(self.seller),
                    [
                        {
                            "execution_count": 2,
                            "execution_late_count": 1,
                            "execution_amount": 4000,
                            "execution_delivered": 25,
                            "execution_billed": 0,
                            "execution_paid": 0,
                            "execution_date": self.day,
                        }
                    ],
                )

    def test_columns_of_the_board(self):
        """TUR-6: as orders go on, each column there though nothing is in it."""
        orders = self.env["sale.order"].with_context(read_group_expand=True)
        for field, columns in (
            (
                "execution_state",
                ["ordered", "partial", "delivered", "billed", "settled"],
            ),
            ("review_state", ["draft", "submitted", "approved", "refused", "void"]),
        ):
            groups = orders.web_read_group(
                [("id", "=", False)], [field], aggregates=["__count"]
            )["groups"]
            self.assertEqual([group[field] for group in groups], columns)

    def test_without_orders(self):
        """Nothing is shown of a customer without orders (TUR-6)."""
        other = self._create_customer("Quiet Pumps")
        self.assertEqual(other.execution_count, 0)
        self.assertFalse(other.execution_date)
        self.assertEqual(other.new({"name": "x"}).execution_count, 0)

    def test_the_orders_behind(self):
        """The button opens them (TUR-6)."""
        for record in (self.lead, self.customer):
            action = record.action_view_execution()
            orders = self.env["sale.order"].search(action["domain"])
            self.assertEqual(orders, self.late | self.other)

    def test_cost(self):
        """Many customers take as many statements as few (TUR-6)."""
        customers = self.env["res.partner"].create(
            [{"name": f"Pumps {n}", "is_company": True} for n in range(20)]
        )
        self._assert_same_cost(
            lambda: customers[:2].mapped("execution_paid"),
            lambda: customers.mapped("execution_paid"),
        )
