import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_exits import ExitCommon

SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAA"
    "BJRU5ErkJggg=="
)
PAGES = (
    "",
    "?report_type=html",
    "?report_type=pdf",
    "?report_type=pdf&download=true",
    "?report_type=text",
    "/download_edi",
    "/document/1",
)


@tagged("post_install", "-at_install")
class TestPortal(ExitCommon, HttpCase):
    def _get_url(self, order, suffix=""):
        page, _mark, query = suffix.partition("?")
        token = order.sudo()._portal_ensure_token()
        return f"/my/orders/{order.id}{page}?access_token={token}&{query}"

    def _call(self, order, route, **params):
        token = order.sudo()._portal_ensure_token()
        response = self.url_open(
            f"/my/orders/{order.id}/{route}",
            data=json.dumps({"params": {"access_token": token, **params}}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _iter_visitors(self):
        """Yield who asks: somebody with the link, the customer, a colleague."""
        for login in (None, self.portal.login, self.seller.login, "admin"):
            self.authenticate(login, login)
            yield login

    @mute_logger("odoo.http")
    def test_pages_of_what_may_not_leave(self):
        """K3Q-4: no page, print or download by link, whoever opens it."""
        orders = dict(self._iter_blocked())
        for login in self._iter_visitors():
            for state, order in orders.items():
                for page in PAGES:
                    with self.subTest(login=login, state=state, page=page):
                        response = self.url_open(self._get_url(order, page))
                        self.assertEqual(response.status_code, 403)
                        self.assertIn("being worked on", response.text)
                        self.assertNotIn("Pump", response.text)

    def test_pages_of_what_was_approved(self):
        """K3Q-4: an approved quotation is shown and printed."""
        order = self._create_approved()
        for login in self._iter_visitors():
            for page in ("", "?report_type=html", "?report_type=pdf"):
                with self.subTest(login=login, page=page):
                    response = self.url_open(self._get_url(order, page))
                    self.assertEqual(response.status_code, 200)
                    self.assertNotIn("being worked on", response.text)

    @mute_logger("odoo.http")
    def test_nobody_signs_or_pays_unapproved(self):
        """K3Q-4: neither signature nor payment of what may not leave."""
        orders = dict(self._iter_blocked())
        for login in self._iter_visitors():
            for state, order in orders.items():
                for route, params in (
                    ("accept", {"name": "Customer", "signature": SIGNATURE}),
                    ("transaction", {"provider_id": self.provider.id}),
                    ("update_line_dict", {"line_id": order.order_line.id}),
                ):
                    with self.subTest(login=login, state=state, route=route):
                        answer = self._call(order, route, **params)
                        self.assertIn("being worked on", json.dumps(answer))
                        self.assertEqual(order.state, "draft")
                        self.assertFalse(order.signature)
                        self.assertFalse(order.sudo().transaction_ids)

    def test_approved_is_signed(self):
        """K3Q-4: the customer accepts what was approved."""
        order = self._create_approved()
        answer = self._call(order, "accept", name="Customer", signature=SIGNATURE)
        self.assertTrue(answer["result"]["force_refresh"])
        order.invalidate_recordset()
        self.assertEqual(order.state, "sale")

    def test_decline_needs_no_approval(self):
        """K3Q-4: the customer may say no to what was sent and changed since."""
        order = self._create_void()
        self.authenticate(None, None)
        self.url_open(
            self._get_url(order, "/decline"),
            data={"decline_message": "Too late", "csrf_token": self._get_csrf()},
        )
        order.invalidate_recordset()
        self.assertEqual(order.state, "cancel")

    def _get_csrf(self):
        from odoo import http

        request = type(
            "R", (), {"session": self.session, "env": self.env, "db": None}
        )()
        return http.Request.csrf_token(request)

    def test_customers_read_over_the_api_what_was_released(self):
        """K3Q-4: a portal user's own calls show nothing that may not leave."""
        approved = self._create_approved()
        orders = self.env["sale.order"].with_user(self.portal)
        lines = self.env["sale.order.line"].with_user(self.portal)
        for state, order in self._iter_blocked():
            with self.subTest(state=state):
                self.assertFalse(orders.search([("id", "=", order.id)]))
                self.assertFalse(lines.search([("order_id", "=", order.id)]))
                self.assertFalse(order.with_user(self.portal).has_access("read"))
        self.assertEqual(orders.search([("id", "=", approved.id)]), approved)
        self.assertTrue(lines.search([("order_id", "=", approved.id)]))
        self.level.amount_from = 1000
        free = self._create_quotation(10)
        self.assertTrue(orders.search([("id", "=", free.id)]))

    def test_list_of_quotations(self):
        """K3Q-4: the customer's list names no quotation that was changed since."""
        shown, hidden = self._create_approved(), self._create_approved()
        (shown | hidden).action_quotation_sent()
        hidden.order_line.price_unit = 1
        self.env.cr.flush()
        self.authenticate(self.portal.login, self.portal.login)
        text = self.url_open("/my/quotes").text
        self.assertIn(shown.name, text)
        self.assertNotIn(hidden.name, text)

    @mute_logger("odoo.http")
    def test_printed_by_address(self):
        """K3Q-4: the address of a report is no way round, alone or among others."""
        order = self._create_quotation()
        for login in (self.seller.login, "admin"):
            self.authenticate(login, login)
            for kind in ("pdf", "html", "text"):
                for ids in (str(order.id), f"{self.approved_one.id},{order.id}"):
                    url = f"/report/{kind}/sale.report_saleorder/{ids}"
                    with self.subTest(login=login, url=url):
                        response = self.url_open(url)
                        self.assertNotEqual(response.status_code, 200)
                        self.assertNotIn("Pump", response.text)
            approved = f"/report/html/sale.report_saleorder/{self.approved_one.id}"
            self.assertIn("Pump", self.url_open(approved).text)
