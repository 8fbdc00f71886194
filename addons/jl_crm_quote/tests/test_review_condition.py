from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewCondition(QuoteCommon):
    """Levels for some documents, beyond amount and discount (K3Q-4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.env["account.payment.term"].create({"name": "120 days"})
        cls.special = cls._create_level("Special", sequence=20, reviewer="superior")

    def test_by_product_term_office(self):
        """K3Q-4: each on the document as it is submitted."""
        for condition, vals in (
            (f"[('payment_term_id', '=', {self.term.id})]", {}),
            (f"[('order_line.product_id', '=', {self.product.id})]", None),
            (f"[('team_id', '=', {self.team.id})]", None),
        ):
            with self.subTest(condition=condition):
                self.special.condition = condition
                order = self._create_quotation()
                if vals is not None:
                    self.assertNotIn(self.special, order.sudo()._get_levels())
                    order.payment_term_id = self.term
                else:
                    order.sudo().team_id = self.team
                self.assertIn(self.special, order.sudo()._get_levels())

    def test_with_an_amount(self):
        """K3Q-4: both have to be met."""
        self.special.write(
            {
                "condition": f"[('payment_term_id', '=', {self.term.id})]",
                "amount_from": 1000,
            }
        )
        cheap = self._create_quotation(payment_term_id=self.term.id)
        dear = self._create_quotation(2000, payment_term_id=self.term.id)
        self.assertNotIn(self.special, cheap.sudo()._get_levels())
        self.assertIn(self.special, dear.sudo()._get_levels())

    def test_found_at_submission(self):
        """K3Q-4: what changes about the customer later leaves no level out."""
        self.special.condition = "[('partner_id.ref', '=', 'A')]"
        self.customer.ref = "A"
        order = self._create_submitted()
        self.customer.ref = "B"
        self.assertIn(self.special, order.sudo()._get_levels())
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.review_level_id, self.special)

    def test_the_same_whoever_asks(self):
        """K3Q-4: also where the asking person does not see what it is about."""
        self.special.condition = "[('partner_id.user_id.login', '=', 'nobody')]"
        order = self._create_quotation()
        for user in (self.seller, self.director, self.manager):
            levels = order.with_user(user).sudo()._get_levels()
            self.assertNotIn(self.special, levels)

    def test_unreadable_is_refused(self):
        """K3Q-4: fields that are not there, code, another kind of document."""
        for condition in (
            "[('no_such_field', '=', 1)]",
            "[('partner_id', '=', uid)]",
            "__import__('os')",
            "not a domain",
        ):
            with self.subTest(condition=condition), self.assertRaises(ValidationError):
                self.special.condition = condition
        self.special.condition = "[('order_line.product_id', '=', 1)]"
        with self.assertRaises(ValidationError):
            self.special.res_model = "crm.contract"

    def test_field_that_went(self):
        """K3Q-4: it is reviewed rather than not."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_review_level SET condition = %s WHERE id = %s",
            ["[('margin_that_went', '<', 10)]", self.special.id],
        )
        self.env.invalidate_all()
        order = self._create_quotation()
        with self.assertLogs("odoo.addons.jl_crm_quote", "WARNING"):
            self.assertIn(self.special, order.sudo()._get_levels())
