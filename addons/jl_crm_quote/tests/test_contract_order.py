from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, HttpCase, tagged

from .contract_common import OrderedContractCommon


@tagged("post_install", "-at_install")
class TestContractOrder(OrderedContractCommon):
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
        form = Form(self.contracts.with_context(**action["context"]))
        form.terms = "<p>Terms</p>"
        contract = form.save()
        self._sign(contract)

        order = self._call_off(contract=contract, client_order_ref="PO 7")

        self.assertEqual(order, quotation)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.client_order_ref, "PO 7")
        self.assertEqual(contract.called_off_amount, 100)

    def test_quotation_behind_a_call_off(self):
        """Its quotation orders nothing beyond the contract (TUR-6)."""
        order = self._call_off(4, 0)
        rows = self.contract.line_ids.sudo()
        quotation = order.sudo().copy()
        quotation.contract_id = self.contract
        quotation.order_line._link_contract_rows([(quotation.order_line, rows[0])])
        quotation.order_line.product_uom_qty = 7
        with self._assert_refused("6 are left to be ordered, not 7"):
            quotation.action_confirm()
        self.assertEqual(quotation.state, "draft")

    def test_orders_linked_by_hand(self):
        """They count against the amount: nothing is ordered twice (TUR-6)."""
        by_hand = self._create_order(self.customer, 1000, user_id=self.seller.id)
        by_hand.contract_id = self.contract.with_env(self.env)
        by_hand.write({"state": "sale"})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.contract.called_off_amount, 1000)
        with self._assert_refused("All of .* is ordered"):
            self.contract.action_order()
        with self._assert_refused("All of .* is ordered"):
            self._call_off(1, 0)

    def test_rows_of_orders_linked_by_hand(self):
        """Their lines call off the row of their product, where there is but one."""
        glass = self.product.create({"name": "Glass", "type": "service"})
        taken = {**self.taken, "product_id": glass.id, "name": "Glass"}
        contract = self._sign(
            self._create_contract(
                line_ids=[
                    Command.create({**taken, "quantity": 10, "price_unit": 60}),
                    Command.create({**self.taken, "quantity": 4, "price_unit": 100}),
                    Command.create({**self.taken, "quantity": 4, "price_unit": 90}),
                ]
            )
        )
        order = self._create_order(self.customer, 120, user_id=self.seller.id)
        order.order_line.write({"product_id": glass.id, "product_uom_qty": 2})
        order.order_line = [Command.create({"product_id": self.product.id})]
        self.assertFalse(order.order_line.contract_line_id)
        order.with_user(self.seller).contract_id = contract
        self.assertEqual(order.order_line.contract_line_id.name, "Glass")
        order.action_confirm()
        row = contract.line_ids[0]
        self.assertEqual((row.called_off, row.remaining), (2, 8))
        with self._assert_refused("8 are left to be ordered, not 9"):
            other = order.copy({"contract_id": contract.id})
            other.order_line[0].product_uom_qty = 9
            other.action_confirm()

        order.contract_id = self.contract

        self.assertFalse(order.order_line.contract_line_id)
        self.env.invalidate_all()
        self.assertEqual(row.called_off, 0)

    def test_cancelled_after_it_was_invoiced(self):
        """TUR-6: what is invoiced and paid stays so until it is credited."""
        order = self._call_off(4, 0)
        invoice = self._bill(order)
        self._pay(invoice, 60)
        order._action_cancel()
        self.env.flush_all()
        self.env.invalidate_all()

        contract, row = self.contract, self.contract.line_ids[0]
        self.assertEqual((contract.called_off_amount, row.called_off), (0, 0))
        self.assertEqual((contract.billed_amount, contract.paid_amount), (240, 60))
        self.assertEqual((row.billed_amount, row.paid_amount), (240, 60))
        self.assertEqual(row.remaining, 10)

    def test_dialogue(self):
        """TUR-6: it says what is ordered, at which price, and for which day."""
        action = self.contract.action_order()
        wizards = self.env["crm.contract.order"].with_user(self.seller)
        with Form(wizards.with_context(**action["context"])) as form:
            self.assertEqual(form.amount, 1000)
            with form.line_ids.edit(0) as line:
                self.assertEqual((line.price_unit, line.uom_id), (60, self.piece))
                line.quantity = 4
                self.assertEqual(line.amount, 240)
            self.assertEqual(form.amount, 640)
            form.day = "2031-05-06"
        result = form.record.action_order()
        order = self.env["sale.order"].browse(result["res_id"])
        self.assertEqual(str(order.promised_date), "2031-05-06")

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

    def test_not_more_than_was_agreed(self):
        """An order that was linked by hand counts too (TUR-6)."""
        self._order(price=900, contract_id=self.contract.id)
        with self._assert_refused("only .*1,000.* were agreed on"):
            self._call_off(4, 0)
        self.assertEqual(self._call_off(0, 1).amount_total, 100)

    def test_a_row_of_another_contract(self):
        """TUR-6: the dialogue orders the rows of its own contract alone."""
        other = self._sign(self._make([(1, 1)]))
        action = self.contract.action_order()
        wizards = self.env["crm.contract.order"].with_user(self.seller)
        wizard = wizards.with_context(**action["context"]).create({})
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
        self.assertTrue(self.contract.search([*mine, ("payment_state", "=", "unpaid")]))
        rest = self._call_off()
        self._pay(self._bill(rest), 760)
        self.assertEqual(self.contract.payment_state, "paid")
        self.assertFalse(
            self.contract.search([*mine, ("payment_state", "=", "unpaid")])
        )


@tagged("post_install", "-at_install")
class TestContractOrderTour(OrderedContractCommon, HttpCase):
    def test_order(self):
        """TUR-6: from a signed contract to a confirmed order, in one dialogue."""
        path = f"/odoo/crm.contract/{self.contract.id}"
        self.start_tour(path, "jl_crm_quote_contract_order", login=self.seller.login)
        self.assertEqual(self.contract.line_ids.mapped("called_off"), [4, 4])
