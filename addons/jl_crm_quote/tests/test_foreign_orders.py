import json
from datetime import datetime, timedelta

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .contract_common import ContractCommon

# what a button, the web client or a script calls on ids that anybody can count
EXITS = {
    "sale.order": (
        "action_preview_sale_order",
        "action_quotation_send",
        "action_quotation_sent",
        "action_confirm",
        "action_review_submit",
        "action_review_recall",
        "action_review_version",
        "action_import_offer",
        "action_contract",
        "get_portal_url",
    ),
    "crm.contract": (
        "action_print",
        "action_send",
        "action_preview",
        "action_sign",
        "action_change",
        "action_view_changes",
    ),
}


class ForeignOrderCommon(ContractCommon, HttpCase):
    """A released order and contract of the salesperson, and two who may not see them.

    One is a colleague, the other a customer's person with a login.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._create_order(
            cls.customer, user_id=cls.seller.id, client_order_ref="CANARY-REF"
        )
        cls.token = cls.order.sudo()._portal_ensure_token()
        cls.contract = cls._create_contract()
        cls._approve(cls.contract)
        stranger = cls.env["res.partner"].create(
            {"name": "Hill Glass", "is_company": True}
        )
        cls.visitor = new_test_user(
            cls.env, "visitor", "base.group_portal", password="visitor"
        )
        cls.visitor.partner_id.parent_id = stranger
        cls.strangers = cls.other_seller | cls.visitor
        cls.env.flush_all()

    def _iter_targets(self):
        for documents in (self.order, self.contract):
            for method in EXITS[documents._name]:
                yield documents, method

    def _assert_nothing_told(self, text):
        for secret in (self.token, self.order.name, "CANARY-REF", self.contract.name):
            self.assertNotIn(secret, text)

    def _call_kw(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()


@tagged("post_install", "-at_install")
class TestForeignOrders(ForeignOrderCommon):
    @mute_logger("odoo.http")
    def test_session(self):
        """security.md N1: ids of foreign documents open no exit to any login."""
        for user in self.strangers:
            self.authenticate(user.login, user.login)
            for documents, method in self._iter_targets():
                with self.subTest(user=user.login, method=method):
                    answer = self._call_kw(documents._name, method, documents.ids)
                    error = answer["error"]["data"]
                    self.assertEqual(error["name"], "odoo.exceptions.AccessError")
                    self._assert_nothing_told(json.dumps(error["message"]))

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_key(self):
        """security.md N1: nor does the same call with a key of the web API."""
        for user in self.strangers:
            keys = self.env["res.users.apikeys"].with_user(user)
            key = keys._generate("rpc", "test", datetime.now() + timedelta(hours=1))
            for documents, method in self._iter_targets():
                with self.subTest(user=user.login, method=method):
                    answer = self.url_open(
                        f"/json/2/{documents._name}/{method}",
                        data=json.dumps({"ids": documents.ids}),
                        headers={
                            "Authorization": f"Bearer {key}",
                            "Content-Type": "application/json",
                        },
                    )
                    self.assertEqual(answer.status_code, 403)
                    self.assertEqual(
                        answer.json()["name"], "odoo.exceptions.AccessError"
                    )
                    self._assert_nothing_told(answer.json()["message"])

    @mute_logger("odoo.http")
    def test_dialogues(self):
        """security.md N1b: payment link and sharing lead to no foreign order."""
        self.authenticate(self.other_seller.login, self.other_seller.login)
        link = {
            "res_model": "sale.order",
            "res_id": self.order.id,
            "amount": 1,
            "currency_id": self.order.currency_id.id,
            "partner_id": self.other_seller.partner_id.id,
        }
        share = {"res_model": "sale.order", "res_id": self.order.id}
        contract = {"res_model": "crm.contract", "res_id": self.contract.id}
        for model, values in (
            ("payment.link.wizard", link),
            ("portal.share", share),
            ("portal.share", contract),
        ):
            with self.subTest(model=model, values=values):
                names = {name: {} for name in (*values, "display_name")}
                field = "link" if "link" in model else "share_link"
                answer = self._call_kw(
                    model, "web_save", [], values, specification={**names, field: {}}
                )
                self.assertEqual(
                    answer["error"]["data"]["name"], "odoo.exceptions.AccessError"
                )
                self._assert_nothing_told(answer["error"]["data"]["message"])

    def test_own(self):
        """security.md N1: whose it is opens the exits as before."""
        self.authenticate(self.seller.login, self.seller.login)
        answer = self._call_kw(
            "sale.order", "action_preview_sale_order", self.order.ids
        )
        self.assertIn(self.token, answer["result"]["url"])

    def test_refused_values(self):
        """Adversary: whoever may not write a document is not told its name either."""
        for user in self.strangers:
            for document in (self.order, self.contract):
                with (
                    self.subTest(user=user.login, model=document._name),
                    self.assertRaises(AccessError) as refused,
                ):
                    document.with_user(user).write({"user_id": user.id})
                self._assert_nothing_told(str(refused.exception))
