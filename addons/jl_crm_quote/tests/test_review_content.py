from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import file_open

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewContent(QuoteCommon):
    def _change_by_sql(self, order):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order_line SET price_unit = 1 WHERE order_id = %s", order.ids
        )
        self.env.invalidate_all()

    def _assert_voided_by(self, change):
        """A change of an approved and of a submitted quotation voids its review."""
        for make in (self._create_approved, self._create_submitted):
            order = make()
            with self.subTest(state=order.review_state):
                change(order)
                self.env.cr.flush()
                self.assertEqual(order.review_state, "void")
                self.assertFalse(order._is_released())
                self.assertEqual(order.review_decision_ids[0].kind, "voided")
                self.assertTrue(order.review_decision_ids[0].has_difference)
                self.assertFalse(order.reviewer_ids)

    def test_price_on_the_line(self):
        """K3Q-4: the line written by itself, as over RPC."""
        self._assert_voided_by(lambda order: order.order_line.write({"price_unit": 1}))

    def test_price_on_the_order(self):
        """K3Q-4: the line written through the quotation, seen at once."""
        for make in (self._create_approved, self._create_submitted):
            order = make()
            line = order.order_line.id
            order.write({"order_line": [Command.update(line, {"discount": 5})]})
            self.assertEqual(order.review_state, "void")

    def test_line_added(self):
        """K3Q-4: a line made by itself."""
        self._assert_voided_by(
            lambda order: order.order_line.create(
                {"order_id": order.id, "product_id": self.product.id}
            )
        )

    def test_note_added(self):
        """K3Q-4: what is printed counts, words as well."""
        self._assert_voided_by(
            lambda order: order.order_line.create(
                {"order_id": order.id, "display_type": "line_note", "name": "Free"}
            )
        )

    def test_line_marked_as_of_invoicing(self):
        """K3Q-4, security.md 10: nobody types that a down payment put it there."""
        order = self._create_approved()
        for mark in ("is_downpayment", "is_expense"):
            line = {"product_id": self.product.id, "price_unit": -90, mark: True}
            text = {**line, "product_uom_qty": 0, "name": "30 % off"}
            for values in (line, text):
                with (
                    self.subTest(values=values),
                    self._assert_refused("kept by the system"),
                ):
                    order.order_line.create({"order_id": order.id, **values})
        self.assertEqual(order.review_state, "approved")

    def test_down_payment_changes_nothing(self):
        """K3Q-4: nor does a down payment, which puts lines of its own there."""
        order = self._create_approved()
        wizards = self.env["sale.advance.payment.inv"]
        wizard = wizards.with_context(active_ids=order.ids).create(
            {"advance_payment_method": "percentage", "amount": 30}
        )
        wizard._create_invoices(order.sudo())
        self.env.cr.flush()
        self.assertEqual(len(order.order_line), 3)
        self.assertEqual(order.review_state, "approved")
        order.action_confirm()
        self.assertTrue(order._is_released())

    def test_sums_are_the_systems(self):
        """K3Q-4: nobody writes another sum over it, to be asked less."""
        self._create_region_level()
        order = self._create_quotation(5000)
        for name in ("amount_untaxed", "amount_tax", "amount_total"):
            with self._assert_refused("kept by the system"):
                order.write({name: 1})
        for name in ("price_subtotal", "price_tax", "price_total"):
            with self._assert_refused("kept by the system"):
                order.order_line.write({name: 1})
        self.assertEqual(order.order_line.mapped("price_subtotal"), [5000])
        self.assertEqual(len(order._get_levels()), 2)

    def test_line_removed(self):
        """K3Q-4: a line deleted by itself."""
        self._assert_voided_by(lambda order: order.order_line.unlink())

    def test_header(self):
        """K3Q-4: customer, term, validity, terms of sale."""
        other = self.customer.copy({"name": "Island Glass"})
        term = self.env["account.payment.term"].create({"name": "90 days"})
        for vals in (
            {"partner_id": other.id},
            {"payment_term_id": term.id},
            {"validity_date": "2035-01-01"},
            {"note": "Ex works"},
            {"require_payment": True, "prepayment_percent": 0.01},
            {"is_quote_item_offer": False, "note": "x"},
        ):
            with self.subTest(vals=vals):
                self._assert_voided_by(lambda order, vals=vals: order.write(vals))

    def test_what_is_printed_along(self):
        """K3Q-4: pages of the quotation builder, and what is typed into them."""
        if "quotation_document_ids" not in self.env["sale.order"]._fields:
            self.skipTest("the quotation builder is not installed")
        pages = self.env["quotation.document"].create(
            {
                "name": "Extra.pdf",
                "raw": file_open("base/tests/minimal.pdf", "rb").read(),
            }
        )
        for change in (
            lambda order: order.write({"quotation_document_ids": pages.ids}),
            lambda order: order.write({"customizable_pdf_form_fields": {"a": "1 %"}}),
        ):
            self._assert_voided_by(change)

    def test_superuser_too(self):
        """K3Q-4: nobody's change is exempt."""
        self._assert_voided_by(
            lambda order: order.sudo().order_line.write({"discount": 1})
        )

    def test_what_is_no_offer_changes_nothing(self):
        """K3Q-4: tags, sources and days of planning do not void an approval."""
        order = self._create_approved()
        order.write({"origin": "Fair"})
        order.order_line.write({"customer_lead": 3, "sequence": 99})
        self.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "raw": b"a",
                "res_model": "sale.order",
                "res_id": order.id,
            }
        ).unlink()
        self.env.cr.flush()
        self.assertEqual(order.review_state, "approved")
        self.assertTrue(order._is_released())

    def test_archived_taxes_change_nothing(self):
        """K3Q-4: with a tax that was archived it is the same, whoever asks."""
        tax = self.env["account.tax"].create({"name": "Old tax", "amount": 5})
        lines = [
            Command.create({"product_id": self.product.id, "tax_ids": tax.ids}),
            Command.create({"product_id": self.item.id}),
        ]
        order = self._create_quotation(order_line=lines)
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        tax.active = False
        self.env.flush_all()
        self.env.invalidate_all()
        for asking in (order, order.with_context(active_test=False, lang="zh_CN")):
            self.assertTrue(asking._is_released())

    def test_there_and_back_again(self):
        """K3Q-4: a change that is taken back before the end of the work is none."""
        order = self._create_approved()
        order.order_line.price_unit = 1
        order.order_line.price_unit = 100
        self.env.cr.flush()
        self.assertEqual(order.review_state, "approved")

    def test_sql_does_not_slip_through(self):
        """K3Q-4: at each exit the content is compared, however it was changed."""
        order = self._create_approved()
        self._change_by_sql(order)
        self.assertEqual(order.review_state, "approved")
        with self._assert_refused("changed since it was approved"):
            order.action_quotation_sent()
        order.action_review_submit()
        self.assertEqual(order.review_state, "submitted")

    def test_approved_is_what_was_submitted(self):
        """K3Q-4: nobody approves what was changed behind their back."""
        order = self._create_submitted()
        self._change_by_sql(order)
        with self._assert_refused("changed after it was submitted"):
            order.with_user(self.director).action_review_approve()

    def test_change_together_with_the_confirmation(self):
        """K3Q-4: price and state in one call do not confirm what nobody approved."""
        order = self._create_approved()
        line = order.order_line.id
        for state in ("sent", "sale"):
            with self.subTest(state=state), self._assert_refused("has to be approved"):
                order.write(
                    {
                        "state": state,
                        "order_line": [Command.update(line, {"price_unit": 1})],
                    }
                )
        self.assertEqual(order.state, "draft")

    def test_confirmed_order_that_is_changed(self):
        """K3Q-4: an order with other prices leaves only after another review."""
        order = self._create_approved()
        order.action_confirm()
        self.assertTrue(order._is_released())
        order.order_line.price_unit = 1
        self.env.cr.flush()
        self.assertEqual(order.review_state, "void")
        with self._assert_refused("has to be approved"):
            order.action_quotation_send()
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        self.assertTrue(order._is_released())

    def test_small_order_made_big_after_it_was_confirmed(self):
        """K3Q-4: what needed no review when it was confirmed may need one later."""
        self.level.amount_from = 1000
        order = self._create_quotation(100)
        order.action_confirm()
        self.assertTrue(order._is_released())
        order.order_line.price_unit = 5000
        self.assertFalse(order._is_released())
        with self._assert_refused("has to be approved"):
            order.action_quotation_send()

    def test_orders_from_before_are_left_alone(self):
        """K3Q-4: what was confirmed while nothing was reviewed leaves as it is.

        A change of it after reviews were switched on is seen (security.md 28).
        """
        self._set_review_scope("off")
        order = self._create_quotation()
        order.action_confirm()
        order.order_line.price_unit = 50
        self._set_review_scope("all")
        self.assertTrue(order._is_released())
        order.order_line.price_unit = 1
        self.assertFalse(order._is_released())

    def test_merged_customers_keep_the_approval(self):
        """K3Q-4: that two customers were one changes nothing in what was offered."""
        order = self._create_approved()
        kept = self.customer.copy({"name": "Harbour Facades Ltd"})
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.admin)
        wizard._merge((self.customer | kept).ids, kept, extra_checks=False)
        self.assertEqual(order.partner_id, kept)
        self.env.cr.flush()
        self.assertEqual(order.review_state, "approved")
        self.assertTrue(order._is_released())

    def test_merged_by_the_duplicate_analysis(self):
        """K3Q-4: the merge of the duplicate analysis keeps the approval too."""
        order = self._create_approved()
        kept = self.customer.copy({"name": "Harbour Facades Ltd"})
        both = (kept | self.customer).with_user(self.admin)
        action = both.action_merge_customers()
        merge = both.env["crm.partner.merge"].browse(action["res_id"])
        merge.survivor_id = kept
        merge.action_merge()
        self.env.cr.flush()
        self.assertEqual(order.partner_id, kept)
        self.assertTrue(order._is_released())
        self.assertEqual(order.review_decision_ids[0].kind, "carried")
