from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .execution_common import ExecutionCommon


@tagged("post_install", "-at_install")
class TestLateOrders(ExecutionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["sale.order"].search([])._mark_told()
        cls.env["sale.order"].search([])._mark_told("late_superior_date")
        cls.day = fields.Date.context_today(cls.customer) - timedelta(days=1)

    def _tell(self):
        """Run the cron, and return the messages to the salespeople."""
        before = self.env["mail.message"].search([], limit=1, order="id desc").id
        cron = self.env.ref("jl_crm_quote.ir_cron_tell_late")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        return self.env["mail.message"].search(
            [("id", ">", before), ("message_type", "=", "user_notification")]
        )

    def test_one_message_a_person(self):
        """Each salesperson hears once of each order that became late (TUR-6)."""
        orders = self.env["sale.order"].union(
            *(self._order(commitment_date=self.day) for _each in range(32))
        )
        theirs = self._order(commitment_date=self.day, user_id=self.other_seller.id)
        self._order(commitment_date=self.day + timedelta(days=9))
        self._order(commitment_date=self.day).order_line.qty_delivered = 10

        messages = self._tell()

        to = {message.partner_ids: message for message in messages}
        self.assertEqual(
            set(to), {self.seller.partner_id, self.other_seller.partner_id}
        )
        mine = to[self.seller.partner_id]
        self.assertEqual(mine.subject, "32 orders are late")
        self.assertIn(orders[0].name, mine.body)
        self.assertIn("… and 2 more", mine.body)
        theirs_message = to[self.other_seller.partner_id]
        self.assertEqual(theirs_message.subject, f"{theirs.name} is late")
        self.assertFalse(self._tell())

    def test_batches(self):
        """The scheduler calls again for who was not told yet (TUR-6)."""
        self._order(commitment_date=self.day)
        self._order(commitment_date=self.day, user_id=self.other_seller.id)
        orders = self.env["sale.order"]
        cron = self.env.ref("jl_crm_quote.ir_cron_tell_late")
        cron.code = "model._cron_tell_late(batch_size=1)"
        self.assertEqual(orders.search_count(orders._get_untold_domain()), 2)

        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

        self.assertFalse(orders.search_count(orders._get_untold_domain()))
        progress = self.env["ir.cron.progress"].search([("cron_id", "=", cron.id)])
        self.assertGreater(len(progress), 0)
