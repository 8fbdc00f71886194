import logging
import time

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.tests import tagged

from .contract_common import OrderedContractCommon

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install")
class TestContractPlan(OrderedContractCommon):
    @freeze_time("2031-01-01 04:00:00")
    def test_the_plan_is_settled_in_due_order(self):
        """POOL-9: what comes in settles the first payment first."""
        advance, rest = self.contract.payment_ids
        self.assertEqual(advance.settlement, "due")
        self.assertEqual(rest.settlement, "open")
        order = self._call_off()
        bill = self._bill(order)
        self._pay(bill, 200)
        self.assertEqual((advance.paid_amount, advance.open_amount), (200, 100))
        self._pay(bill, 350)

        self.assertEqual(advance.settlement, "paid")
        self.assertEqual((rest.paid_amount, rest.open_amount), (250, 450))
        payments = self.contract.payment_ids
        for settlement, found in (("paid", advance), ("open", rest)):
            domain = [("id", "in", payments.ids), ("settlement", "=", settlement)]
            self.assertEqual(payments.search(domain), found)
        with freeze_time("2031-06-02 04:00:00"):
            rest.invalidate_recordset()
            self.assertEqual(rest.settlement, "overdue")
            domain = [("id", "in", payments.ids), ("settlement", "=", "overdue")]
            self.assertEqual(payments.search(domain), rest)

    def test_told_of_what_is_due(self):
        """POOL-9: once before it is due, once when it is overdue, not when paid."""
        payments = self.env["crm.contract.payment"]
        mine = self.contract.payment_ids.with_env(self.env)
        self.env.cr.execute(
            "UPDATE crm_contract_payment SET told_date = '2099-01-01' "
            "WHERE contract_id <> %s",
            [self.contract.id],
        )
        payments.invalidate_model(["told_date"])
        cron = self.env.ref("jl_crm_quote.ir_cron_tell_due")
        told = []
        for day in (
            "2030-12-20",
            "2030-12-29",
            "2030-12-30",
            "2031-01-02",
            "2031-01-03",
        ):
            with freeze_time(f"{day} 04:00:00"):
                before = self._count_messages()
                with self.enter_registry_test_mode():
                    cron.method_direct_trigger()
                told.append(self._count_messages() - before)
                payments.invalidate_model()
        self.assertEqual(told, [0, 1, 0, 1, 0])
        self.assertEqual(mine[0].told_date, Date.to_date("2031-01-02"))

    def _count_messages(self):
        return self.env["mail.message"].search_count(
            [("partner_ids", "in", self.seller.partner_id.ids)]
        )


@tagged("post_install", "-at_install")
class TestContractPlanChange(OrderedContractCommon):
    """A change order changes the plan too, and it adds up (CON-2)."""

    def _open(self):
        action = self.contract.action_change()
        changes = self.env["crm.contract.change"].with_user(self.seller)
        return changes.browse(action["res_id"])

    def test_the_plan_follows(self):
        """Shares follow the amount; typed amounts have to add up (CON-2)."""
        change = self._open()
        change.reason = "More"
        change.line_ids[0].quantity = 20
        self.assertEqual(change.amount_after, 1600)
        self.assertEqual(change.payment_ids.mapped("amount"), [480, 1120])
        change.payment_ids[0].write({"share": 0, "amount": 500})
        with self._assert_refused("The payments come to .*1,620"):
            change.action_review_submit()
        change.payment_ids[1].write({"share": 0, "amount": 1100})
        change.payment_ids[1].date = "2031-09-01"
        self.assertIn("1,100", change.difference)

        self._approve(change)

        contract = self.contract
        self.assertEqual(contract.amount_total, 1600)
        self.assertEqual(contract.payment_ids.mapped("amount"), [500, 1100])
        self.assertEqual(str(contract.payment_ids[1].date), "2031-09-01")
        self.assertEqual(contract.line_ids[0].quantity, 20)
        self.assertTrue(contract._is_approved())
        with self._assert_refused("is in force"):
            change.payment_ids[0].amount = 1

    def test_another_payment_and_terms(self):
        """A payment is added, the bank and the delivery change (CON-2)."""
        change = self._open()
        change.write(
            {"reason": "Bank", "bank_details": "New bank", "delivery_terms": "x"}
        )
        change.payment_ids[1].share = 50
        change.payment_ids = [
            Command.create({"name": "Last", "share": 20, "date": "2031-12-01"})
        ]
        self._approve(change)
        self.assertEqual(self.contract.payment_ids.mapped("amount"), [300, 500, 200])
        self.assertEqual(self.contract.bank_details, "New bank")

    def test_what_is_ordered_stays(self):
        """Nothing that is ordered is taken out of the contract (CON-2)."""
        self._call_off(4, 0)
        change = self._open()
        change.reason = "Less"
        change.line_ids[0].quantity = 3
        with self._assert_refused("Of “Bracket” 4 are ordered already"):
            change.action_review_submit()
        change.line_ids[0].quantity = 4
        change.action_review_submit()
        self.assertEqual(change.review_state, "submitted")

    def test_nobody_forges_what_it_changes(self):
        """Which payment is changed, and what it was, the system says (CON-2)."""
        change = self._open()
        payment = change.payment_ids[0]
        theirs = self._sign(self._create_contract()).payment_ids[0]
        for vals in ({"payment_id": theirs.id}, {"amount_before": 1}):
            with self._assert_refused("kept by the system"):
                payment.write(vals)
        with self.assertRaises(AccessError):
            payment.with_user(self.other_seller).read(["amount"])


@tagged("post_install", "-at_install")
class TestContractSize(OrderedContractCommon):
    def test_five_hundred_rows(self):
        """Made, printed and called off in five seconds (issue's figure, TUR-6)."""
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.seller.id,
                "opportunity_id": self.lead.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "name": f"Bracket {n}",
                            "product_uom_qty": n % 7 + 1,
                            "price_unit": 10 + n / 100,
                            "tax_ids": False,
                        }
                    )
                    for n in range(500)
                ],
            }
        )
        self.env.flush_all()
        spent = {}
        began = time.perf_counter()
        values = self.contracts._prepare_from_order(order.with_user(self.seller))
        contract = self.contracts.create({**values, "terms": "<p>Terms</p>"})
        self.env.flush_all()
        spent["made"] = time.perf_counter() - began
        self._sign(contract)
        self.env.flush_all()
        self.env.invalidate_all()
        began = time.perf_counter()
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "jl_crm_quote.report_contract", contract.ids
        )
        spent["printed"] = time.perf_counter() - began
        self.assertIn(b"Bracket 499", html)
        began = time.perf_counter()
        self._call_off(contract=contract)
        self.env.flush_all()
        spent["called off"] = time.perf_counter() - began
        self.assertEqual(contract.called_off_share, 100)
        self.assertLess(sum(spent.values()), 15, spent)
        self._log_spent(spent)

    def _log_spent(self, spent):
        _logger.info("500 rows: %s", spent)
