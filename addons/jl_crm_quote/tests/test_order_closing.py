from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.tests import freeze_time, tagged

from .execution_common import ExecutionCommon


@tagged("post_install", "-at_install")
class TestOrderClosing(ExecutionCommon):
    """What makes an order done: goods, rebates, a rest that is given up (TUR-6)."""

    def test_freight_holds_nothing_up(self):
        """Services make an order of goods neither late nor undelivered."""
        order = self._order(commitment_date="2031-03-10 04:00:00")
        self.product.type = "consu"
        freight = self.env["product.product"].create(
            {"name": "Freight", "type": "service"}
        )
        order.order_line = [
            Command.create(
                {
                    "product_id": freight.id,
                    "name": "Freight",
                    "price_unit": 200,
                    "tax_ids": False,
                }
            )
        ]
        service = order.order_line.filtered(lambda line: line.product_id == freight)
        goods = order.order_line - service
        goods.qty_delivered = 5
        self.assertEqual(order.delivered_share, 50)
        goods.qty_delivered = 10
        self.assertEqual(order.delivered_share, 100)
        with freeze_time("2031-03-20 04:00:00"):
            order.invalidate_recordset()
            self.assertFalse(order.is_late)
        goods.product_uom_qty = 0
        self.assertEqual(order.delivered_share, 0)
        service.qty_delivered = 1
        self.assertEqual(order.delivered_share, 100)

    def test_closed_short(self):
        """What is given up is not late, and less is owed."""
        order = self._order(commitment_date="2031-03-10 04:00:00")
        order.order_line.qty_delivered = 8
        mine = order.with_user(self.seller)
        with self._assert_refused("Say why"):
            mine.action_close_short(" ")
        with self.assertRaises(AccessError):
            order.with_user(self.other_seller).action_close_short("Mine")
        with self._assert_refused("Closed Short"):
            mine.write({"is_closed_short": True})
        wizards = self.env["crm.order.closing"].with_user(self.seller)
        context = mine.action_open_closing()["context"]
        wizards.with_context(**context).create({"reason": "No need"}).action_close()

        self.assertEqual(order.delivered_share, 100)
        self.assertEqual(order.delivered_amount, 800)
        self._pay(self._bill(order, 0.8), 800)
        self.assertEqual(order.execution_state, "settled")
        with self._assert_refused("not delivered yet"):
            mine.action_close_short("Again")
        mine.action_reopen_delivery()
        self.assertEqual(order.delivered_share, 80)
        mine.sudo().action_lock()
        self.assertTrue(order.is_closed_short)
        mine.sudo().action_unlock()
        self.assertFalse(order.is_closed_short)

    def test_a_rebate_is_not_owed(self):
        """At another price it lowers what is owed; of pieces, what is invoiced."""
        order = self._order()
        order.order_line.qty_delivered = 10
        invoice = self._bill(order)
        credit = invoice._reverse_moves([{"invoice_date": invoice.invoice_date}])
        credit.invoice_line_ids.write({"quantity": 1, "price_unit": 200})
        credit.invoice_line_ids.sale_line_ids = order.order_line
        credit.action_post()
        self.assertEqual((order.billed_share, order.paid_share), (100, 0))
        self._pay(invoice, 800)
        lines = (invoice | credit).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and not line.reconciled
        )
        if len(lines) > 1:
            lines.reconcile()
        self.assertEqual(order.execution_state, "settled")

    def test_nothing_promised(self):
        """What nobody promised is not late; the first promise counts for the slip."""
        with freeze_time("2031-03-02 04:00:00"):
            order = self._order()
        self.assertFalse(order.promised_date)
        with freeze_time("2031-03-05 04:00:00"):
            order.invalidate_recordset()
            self.assertFalse(order.is_late)
        order.commitment_date = "2031-03-10 04:00:00"
        self.assertEqual(order.promised_date, Date.to_date("2031-03-10"))
        order.commitment_date = "2031-03-20 04:00:00"
        self.assertEqual(order.first_promised_date, Date.to_date("2031-03-10"))
        self.assertEqual(order.slip_days, 10)
        with freeze_time("2031-03-22 04:00:00"):
            order.invalidate_recordset()
            self.assertTrue(order.is_late)
            self.assertEqual(order.slip_days, 12)

    def test_told_again_after_a_new_promise(self):
        """Once a promise; superiors from the third day on."""
        self.env["sale.order"].search([])._mark_told()
        self.env["sale.order"].search([])._mark_told("late_superior_date")
        self.seller.sales_manager_id = self.director
        order = self._order(commitment_date="2031-03-10 04:00:00")
        told = [self._tell(f"2031-03-{day}") for day in (11, 12, 13, 14)]
        order.commitment_date = "2031-03-20 04:00:00"
        told += [self._tell(f"2031-03-{day}") for day in (20, 21, 23)]
        self.assertEqual(told, [(1, 0), (0, 0), (0, 1), (0, 0), (0, 0), (1, 0), (0, 1)])

    def _tell(self, day):
        """Run the cron on a day; return the news of the salesperson and superior."""
        people = (self.seller | self.director).partner_id
        before = [self._count(one) for one in people]
        cron = self.env.ref("jl_crm_quote.ir_cron_tell_late")
        with freeze_time(f"{day} 04:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        return tuple(
            self._count(one) - number
            for one, number in zip(people, before, strict=True)
        )

    def _count(self, partner):
        return self.env["mail.message"].search_count(
            [("partner_ids", "in", partner.ids)]
        )

    def test_the_last_order_of_a_deal_is_cancelled(self):
        """The salesperson gets a to-do, the superior a message (TUR-6)."""
        self.seller.sales_manager_id = self.director
        lead = self._create_opportunity(self.customer, name="Tower")
        first, last = (self._order(opportunity_id=lead.id) for _each in range(2))
        won = self.env["crm.stage"].search([("stage_state", "=", "won")], limit=1)
        lead.write({"stage_id": won.id})
        self.assertEqual(lead.opportunity_state, "won")
        before = self._count(self.director.partner_id)
        first._action_cancel()
        self.assertFalse(lead.activity_ids)

        last._action_cancel()

        self.assertEqual(lead.activity_ids.user_id, self.seller)
        self.assertEqual(self._count(self.director.partner_id), before + 1)
