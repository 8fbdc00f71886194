import logging
import time

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.tests import Form, tagged

from .contract_common import ContractCommon

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install")
class TestContractOrder(ContractCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.piece = cls.product.uom_id
        cls.taken = {
            "kind_id": cls.goods.id,
            "opportunity_id": cls.lead.id,
            "product_id": cls.product.id,
            "name": "Bracket",
            "uom_id": cls.piece.id,
        }
        cls.contract = cls._sign(cls._make([(10, 60), (4, 100)]))

    @classmethod
    def _make(cls, rows, **vals):
        """Return an application with rows of (quantity, price)."""
        lines = [
            Command.create({**cls.taken, "quantity": quantity, "price_unit": price})
            for quantity, price in rows
        ]
        return cls._create_contract(line_ids=lines, **vals)

    def _call_off(self, *quantities, contract=None, **values):
        """Make an order of so many of each row, as the dialogue does."""
        action = (contract or self.contract).action_order()
        wizards = self.env["crm.contract.order"].with_user(self.seller)
        wizard = wizards.with_context(action["context"]).create({})
        for line, quantity in zip(wizard.line_ids, quantities, strict=False):
            line.quantity = quantity
        wizard.write(values)
        result = wizard.action_order()
        return self.env["sale.order"].browse(result["res_id"])

    def test_the_whole(self):
        """One button makes the order of all that is left, confirmed (TUR-6)."""
        order = self._call_off()

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.amount_total, 1000)
        self.assertEqual(order.user_id, self.seller)
        self.assertEqual(order.contract_id, self.contract.with_env(self.env))
        self.assertEqual(order.opportunity_id, self.lead)
        self.assertEqual(
            order.order_line.contract_line_id,
            self.contract.line_ids.with_env(self.env),
        )
        self.assertEqual(order.order_line.mapped("price_unit"), [60, 100])
        self.assertEqual(self.contract.called_off_share, 100)
        with self._assert_refused("All of .* is ordered"):
            self.contract.action_order()

    def test_call_offs(self):
        """What is left goes down; more than that is not ordered (TUR-6)."""
        first = self._call_off(4, 0)
        self.assertEqual(first.amount_total, 240)
        self.assertEqual(self.contract.line_ids.mapped("called_off"), [4, 0])
        self.assertEqual(self.contract.line_ids.mapped("remaining"), [6, 4])
        with self._assert_refused("Of “Bracket” 6 are left to be ordered, not 7"):
            self._call_off(7, 0)
        with self._assert_refused("Say how much"):
            self._call_off(0, 0)
        second = self._call_off(6, 4)
        self.assertEqual(self.contract.called_off_amount, 1000)
        domain = self.contract.action_view_orders()["domain"]
        self.assertEqual(self.env["sale.order"].search(domain), first | second)

        first._action_cancel()

        self.assertEqual(self.contract.line_ids.mapped("remaining"), [4, 0])
        self.assertEqual(self.contract.called_off_amount, 760)

    def test_the_quotation_becomes_the_order(self):
        """All of a contract that was made of a quotation is that quotation (TUR-6)."""
        quotation = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.seller.id,
                "opportunity_id": self.lead.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "product_uom_qty": 5,
                            "price_unit": 20,
                            "tax_ids": False,
                        }
                    )
                ],
            }
        )
        action = quotation.with_user(self.seller).action_contract()
        form = Form(self.contracts.with_context(action["context"]))
        form.terms = "<p>Terms</p>"
        contract = form.save()
        self._sign(contract)

        order = self._call_off(contract=contract, client_order_ref="PO 7")

        self.assertEqual(order, quotation)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.client_order_ref, "PO 7")
        self.assertEqual(contract.called_off_amount, 100)

    def test_reviewed_with_the_contract(self):
        """The order needs no review; another price does (K3Q-4)."""
        self.env["ir.config_parameter"].set_param("jl_crm_quote.review_scope", "all")
        self.env["crm.review.level"].create(
            {
                "name": "Director",
                "res_model": "sale.order",
                "reviewer": "users",
                "user_ids": self.director.ids,
            }
        )
        order = self._call_off(4, 0)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.review_state, "approved")
        self.assertTrue(order._is_released())
        self.assertIn(self.contract.name, order.review_decision_ids[:1].reason)

        order.order_line[0].price_unit = 1

        self.assertFalse(order._is_released())

    def test_only_what_is_in_force(self):
        """An application, a changed and somebody else's contract give no order."""
        with self._assert_refused("is not signed: nothing is ordered"):
            self._create_contract().action_order()
        with self.assertRaises(AccessError):
            self.contract.with_user(self.other_seller).action_order()
        with self._assert_refused("Row of the Contract"):
            self._order().order_line.with_user(self.seller).write(
                {"contract_line_id": self.contract.line_ids[0].id}
            )

    def test_a_row_of_another_contract(self):
        """TUR-6: the dialogue orders the rows of its own contract alone."""
        other = self._sign(self._make([(1, 1)]))
        action = self.contract.action_order()
        wizards = self.env["crm.contract.order"].with_user(self.seller)
        wizard = wizards.with_context(action["context"]).create({})
        wizard.line_ids[0].contract_line_id = other.line_ids
        wizard.line_ids[0].quantity = 1
        with self._assert_refused("Each row of the contract is ordered once"):
            wizard.action_order()

    def test_a_service_needs_a_product(self):
        """A row with an amount alone is ordered as its kind's product (TUR-6)."""
        contract = self._sign(self._create_contract(500))
        with self._assert_refused("as which product “Fittings” is ordered"):
            self._call_off(contract=contract)
        self.goods.product_id = self.product
        order = self._call_off(contract=contract)
        self.assertEqual(order.amount_total, 500)
        self.assertEqual(order.order_line.name, "Fittings")

    def test_figures(self):
        """Delivered, invoiced and paid, of each row and against the amount (TUR-6)."""
        order = self._call_off(4, 0)
        order.order_line.qty_delivered = 3
        self._pay(self._bill(order, 0.5), 60)

        row = self.contract.line_ids[0]
        self.assertEqual((row.called_off, row.delivered), (4, 3))
        self.assertEqual((row.billed_amount, row.paid_amount), (120, 60))
        contract = self.contract
        self.assertEqual(contract.called_off_share, 24)
        self.assertEqual(contract.delivered_amount, 180)
        self.assertEqual(contract.billed_share, 12)
        self.assertEqual(contract.paid_amount, 60)

    def test_paid_by_the_contracts_amount(self):
        """POOL-9: a paid call-off does not make the contract a paid one."""
        order = self._call_off(4, 0)
        self._pay(self._bill(order), 240)
        self.assertEqual(order.paid_share, 100)
        self.assertEqual(self.contract.payment_state, "unpaid")
        mine = [("id", "=", self.contract.id)]
        self.assertTrue(
            self.contract.search([*mine, ("payment_state", "=", "unpaid")])
        )
        rest = self._call_off()
        self._pay(self._bill(rest), 760)
        self.assertEqual(self.contract.payment_state, "paid")
        self.assertFalse(
            self.contract.search([*mine, ("payment_state", "=", "unpaid")])
        )

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
        for day in ("2030-12-20", "2030-12-29", "2030-12-30", "2031-01-02", "2031-01-03"):
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
class TestContractPlanChange(TestContractOrder):
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
        change.write({"reason": "Bank", "bank_details": "New bank", "delivery_terms": "x"})
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
class TestContractSize(TestContractOrder):
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
