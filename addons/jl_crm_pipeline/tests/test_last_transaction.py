from datetime import date

from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestLastTransaction(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.customer = cls._create_customer()

    def test_confirmed_order_sets_the_date(self):
        """K3C-7, K3D-1: the latest order counts, in whatever order they come."""
        self._confirm_order(self.customer, date="2031-03-15 12:00:00")
        self.assertEqual(self.customer.last_transaction_date, date(2031, 3, 15))

        self._confirm_order(self.customer, date="2031-05-01 12:00:00")
        self._confirm_order(self.customer, date="2031-04-01 12:00:00")
        self.assertEqual(self.customer.last_transaction_date, date(2031, 5, 1))

    def test_orders_of_contacts_count_for_the_company(self):
        """K3D-1: the company has traded, its contact person keeps no date."""
        people = self.Partner.create(
            [{"name": f"Person {n}", "parent_id": self.customer.id} for n in range(2)]
        )
        self._confirm_order(people[0], date="2031-05-01 12:00:00")
        self._confirm_order(people[1], date="2031-03-15 12:00:00")

        self.assertEqual(self.customer.last_transaction_date, date(2031, 5, 1))
        self.assertFalse(any(people.mapped("last_transaction_date")))

    def test_cancelled_order_gives_way_to_the_one_before(self):
        """K3C-7: an order that was taken back was no trade."""
        self._confirm_order(self.customer, date="2031-03-15 12:00:00")
        last = self._confirm_order(self.customer, date="2031-05-01 12:00:00")

        last.action_cancel()

        self.assertEqual(self.customer.last_transaction_date, date(2031, 3, 15))

    def test_only_order_cancelled_leaves_no_date(self):
        """K3C-7: whoever has traded nothing has no date of it."""
        order = self._confirm_order(self.customer, date="2031-03-15 12:00:00")

        order.action_cancel()

        self.assertFalse(self.customer.last_transaction_date)

    def test_cancelled_quotation_changes_nothing(self):
        """K3C-7: an offer that was never confirmed counts neither way."""
        self._confirm_order(self.customer, date="2031-03-15 12:00:00")

        self._create_order(self.customer).action_cancel()

        self.assertEqual(self.customer.last_transaction_date, date(2031, 3, 15))

    def test_date_is_the_companys_day(self):
        """K3D-1: what is signed in Shanghai's morning is not of yesterday."""
        self.env.company.tz = "Asia/Shanghai"
        order = self._create_order(self.customer, user_id=self.seller.id)
        orders = order.with_user(self.seller)

        orders.action_confirm()
        orders.date_order = "2031-03-15 18:00:00"
        orders.partner_id._refresh_last_transaction_date()

        self.assertEqual(self.customer.last_transaction_date, date(2031, 3, 16))

    def test_salesperson_records_what_others_sold(self):
        """K3D-1: the date knows all orders, also those one does not see."""
        self._confirm_order(
            self.customer, date="2031-03-15 12:00:00", user_id=self.other_seller.id
        )
        own = self._confirm_order(
            self.customer, date="2031-05-01 12:00:00", user_id=self.seller.id
        )

        own.with_user(self.seller).action_cancel()

        self.assertEqual(self.customer.last_transaction_date, date(2031, 3, 15))
