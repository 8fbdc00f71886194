from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from ..hooks import seal_orders_from_before
from ..models.quotation.sale_order_line_seal import INVOICING
from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestSealedOrder(QuoteCommon):
    """A confirmed order leaves as its last final decision saw it, or not at all."""

    def _create_changed(self):
        """Return an approved order that was confirmed and made cheaper since."""
        order = self._create_approved()
        order.action_confirm()
        order.write(
            {"order_line": [Command.update(order.order_line.id, {"price_unit": 1})]}
        )
        self.env.cr.flush()
        return order

    def _assert_held(self, order):
        self.env.cr.flush()
        self.env.invalidate_all()
        self.assertFalse(order._is_released())
        self.assertTrue(order.is_blocked)
        with self._assert_refused("has to be approved"):
            order._create_invoices()

    def test_recalled(self):
        """K3Q-4: to submit it and to recall it frees nothing (security.md 1)."""
        order = self._create_changed()
        self._assert_held(order)
        order.action_review_submit()
        self._assert_held(order)
        order.action_review_recall()
        self._assert_held(order)

    def test_refused(self):
        """K3Q-4: nor does a refusal, and a new version of it (security.md 1b)."""
        order = self._create_changed()
        order.action_review_submit()
        order.with_user(self.director).action_review_refuse("Too cheap")
        self._assert_held(order)
        order.action_review_version()
        self._assert_held(order)

    def test_changed_behind_the_orm_before_it_is_confirmed(self):
        """K3Q-4: several are confirmed, or none, by what is there at that moment."""
        good, changed = self._create_approved(), self._create_approved()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order_line SET price_unit = 1 WHERE order_id = %s",
            [changed.id],
        )
        self.env.invalidate_all()
        with self._assert_refused(changed.name), self.env.cr.savepoint():
            (good | changed).action_confirm()
        self.env.invalidate_all()
        self.assertNotIn("sale", (good | changed).mapped("state"))
        good.action_confirm()
        self.assertEqual(good.sudo().confirmed_hash, good._get_seal())
        self.assertTrue(good._is_released())

    def test_looked_at_once(self):
        """K3Q-4: confirming looks at what was approved once, however many there are."""
        orders = self._create_approved() | self._create_approved()
        with patch.object(
            self.env.registry["sale.order"],
            "_read_seals_and",
            autospec=True,
            side_effect=self.env.registry["sale.order"]._read_seals_and,
        ) as looked:
            orders.action_confirm()
        self.assertEqual(looked.call_count, 1)

    def test_new_version(self):
        """K3Q-5: nor a new version of what is void, or of what is approved."""
        order = self._create_changed()
        order.action_review_version()
        self._assert_held(order)
        other = self._create_approved()
        other.action_confirm()
        other.action_review_version()
        self.assertTrue(other._is_released())
        other.order_line.price_unit = 1
        self._assert_held(other)

    def test_back_to_what_was_confirmed(self):
        """K3Q-4: what is again what was confirmed is free, whatever was tried."""
        order = self._create_changed()
        order.action_review_submit()
        order.action_review_recall()
        order.order_line.price_unit = 100
        self.assertTrue(order._is_released())

    def test_approved_again(self):
        """K3Q-4: the next final decision is the one that counts."""
        order = self._create_changed()
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        self.assertTrue(order._is_released())
        order.order_line.price_unit = 100
        self._assert_held(order)

    def test_no_way_back_but_to_cancel(self):
        """K3Q-4: nobody makes a quotation of an order by writing so."""
        order = self._create_approved()
        order.action_confirm()
        for state in ("draft", "sent"):
            for user in (self.seller, self.director, self.env.user):
                with self._assert_refused("cancel it before"):
                    order.with_user(user).write({"state": state})
        order._action_cancel()
        order.action_draft()
        self.assertEqual(order.state, "draft")

    def test_what_invoicing_adds_is_printed_last(self):
        """K3Q-4: no number moves an offered line behind the down payments."""
        order = self._create_approved()
        order.action_confirm()
        INVOICING.give(self.env["sale.order.line"]).create(
            {"order_id": order.id, "product_id": self.product.id, "name": "Travel"}
        )
        offered = order.order_line.filtered(lambda line: not line.is_of_invoicing)
        before = order._get_order_lines_to_report()
        self.assertGreater(len(before), len(offered))

        offered.sequence = 10**9

        order.invalidate_recordset()
        self.assertEqual(order._get_order_lines_to_report(), before)

    def test_cancelled_and_confirmed_again(self):
        """K3Q-4: an order that is taken up again is what was approved, or waits."""
        order = self._create_approved()
        order.action_confirm()
        order.action_cancel()
        order.action_draft()
        self.assertTrue(order._is_released())
        order.order_line.price_unit = 1
        with self._assert_refused("has to be approved"):
            order.action_confirm()

    def test_confirmed_again_while_no_level_applied(self):
        """K3Q-4: a level that is made later leaves alone what was confirmed (H34)."""
        self.level.active = False
        order = self._create_quotation()
        order.action_confirm()
        order.action_cancel()
        order.action_draft()
        order.order_line.price_unit = 50
        order.action_confirm()
        self.level.active = True
        self.assertTrue(order._is_released())
        order.order_line.price_unit = 1
        self._assert_held(order)

    def test_made_big_while_it_is_confirmed(self):
        """K3Q-4: what needed no review does not bring a change of its own along."""
        self.level.amount_from = 1000
        order = self._create_quotation(100)
        update = Command.update(order.order_line.id, {"price_unit": 5000})
        for state in ("sent", "sale"):
            with self._assert_refused("has to be approved"):
                order.write({"state": state, "order_line": [update]})
        self.assertEqual(order.state, "draft")

    def test_orders_from_before(self):
        """K3Q-4: orders from before are sealed as they are (security.md 28)."""
        self.level.active = False
        orders = self._create_quotation() | self._create_quotation()
        orders.action_confirm()
        self.level.active = True
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET confirmed_hash = NULL WHERE id = ANY(%s)",
                orders.ids,
            )
        )
        self.env.invalidate_all()
        seal_orders_from_before(self.env)
        free, changed = orders
        changed.order_line.price_unit = 1
        self.assertTrue(free._is_released())
        self._assert_held(changed)

    def test_by_hand(self):
        """K3Q-4: what acts of the system change, nobody types (security.md 20)."""
        for vals in (
            {"date_order": "2015-01-01 00:00:00"},
            {"team_id": self.team.copy().id},
            {"signed_by": "Somebody"},
        ):
            order = self._create_approved()
            order.action_confirm()
            with self.subTest(vals=vals):
                order.write(vals)
                self._assert_held(order)
                self.assertEqual(order.review_state, "void")
                self.assertTrue(order.review_decision_ids[0].has_difference)

    def test_nobody_writes_the_seal(self):
        """K3Q-4: the seal is the system's, whatever route it comes by."""
        order = self._create_changed()
        with self.assertRaises(UserError):
            order.write({"confirmed_hash": order.sudo()._get_seal()})
        copied = order.copy()
        self.assertFalse(copied.confirmed_hash)

    def test_given_to_a_colleague(self):
        """K3Q-4: that another looks after it now voids nothing."""
        order = self._create_approved()
        order.sudo()._work_transfer(self.other_seller)
        self.env.cr.flush()
        self.assertEqual(order.user_id, self.other_seller)
        self.assertEqual(order.review_state, "approved")

    def test_merged_customer(self):
        """K3Q-4: that two customers were one holds no confirmed order."""
        order = self._create_approved()
        order.action_confirm()
        self.level.active = False
        plain = self._create_quotation()
        plain.action_confirm()
        self.level.active = True
        kept = self.customer.copy({"name": "Harbour Facades Ltd"})
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.admin)
        wizard._merge((self.customer | kept).ids, kept, extra_checks=False)
        self.env.cr.flush()
        for one in (order, plain):
            self.assertEqual(one.partner_id, kept)
            self.assertTrue(one._is_released())
