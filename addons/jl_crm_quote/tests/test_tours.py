from odoo.tests import HttpCase, tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestTours(QuoteCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        users = cls.seller | cls.director | cls.manager | cls.portal
        cls._speak("en_US", users)
        cls.customer.write({"name": "Tour Facades", "lang": "en_US"})

    def _tour(self, name, user, path="/odoo"):
        login = user.login if user else None
        self.start_tour(path, f"jl_crm_quote_{name}", login=login)

    def test_submit(self):
        """K3Q-4: a salesperson submits, and sees whose turn it is."""
        order = self._create_quotation()
        self._tour("submit", self.seller, f"/odoo/sale.order/{order.id}")
        self.assertEqual(order.review_state, "submitted")

    def test_approve(self):
        """K3Q-4: the director finds it, and lets it go."""
        order = self._create_submitted()
        self._tour("approve", self.director)
        self.assertEqual(order.review_state, "approved")

    def test_refuse(self):
        """K3Q-4: a refusal says why."""
        order = self._create_submitted()
        self._tour("refuse", self.director)
        self.assertEqual(order.review_state, "refused")
        self.assertEqual(
            order.review_decision_ids[0].reason, "The discount is too high"
        )

    def test_compare(self):
        """K3Q-5: before beside after, and a new version of it."""
        order = self._create_void()
        self._tour("compare", self.seller, f"/odoo/sale.order/{order.id}")
        self.assertEqual(order.review_version, 2)

    def test_custom_work(self):
        """K3Q-2: a quotation for custom work has its line at once."""
        self._tour("custom", self.seller, "/odoo/action-sale.action_quotations/new")
        order = self.env["sale.order"].search([("user_id", "=", self.seller.id)])
        self.assertEqual(order.order_line.product_id, self.item)

    def test_levels(self):
        """K3Q-4: a sales administrator sets the levels."""
        self._tour(
            "settings",
            self.manager,
            "/odoo/action-jl_crm_quote.crm_review_level_action",
        )

    def test_customer(self):
        """K3Q-4: by the link the customer signs what was approved, no draft."""
        blocked, approved = self._create_quotation(), self._create_approved()
        for order, name in ((blocked, "portal_held"), (approved, "portal")):
            token = order.sudo()._portal_ensure_token()
            path = f"/my/orders/{order.id}?access_token={token}"
            self._tour(name, self.portal, path)
        self.assertEqual(approved.state, "sale")
        self.assertEqual(blocked.state, "draft")
