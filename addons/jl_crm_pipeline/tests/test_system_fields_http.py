import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PipelineCommon

KEPT = "kept by the system"


@tagged("post_install", "-at_install")
class TestSystemFieldsOverHttp(HttpCase, PipelineCommon):
    def _call(self, method, *args, **kwargs):
        params = {
            "model": "res.partner",
            "method": method,
            "args": args,
            "kwargs": kwargs,
        }
        url = f"/web/dataset/call_kw/res.partner/{method}"
        with mute_logger("odoo.http"):
            response = self.url_open(
                url,
                data=json.dumps({"jsonrpc": "2.0", "params": params}),
                headers={"Content-Type": "application/json"},
            )
        return response.json()

    def test_forced_write_over_the_api_is_refused(self):
        """K3C-4: what a browser, or anything like it, sends is refused."""
        customer = self._create_customer(user_id=self.seller.id)
        self.authenticate(self.seller.login, self.seller.login)
        for method in ("write", "web_save"):
            answer = self._call(
                method,
                customer.ids,
                {"customer_status": "transacting"},
                context={"jl_crm_base_system": True},
                **({"specification": {}} if method == "web_save" else {}),
            )
            with self.subTest(method=method):
                self.assertIn(KEPT, answer["error"]["data"]["message"])

        self.assertEqual(customer.customer_status, "potential")

    def test_private_ways_are_closed(self):
        """K3C-4: the methods that the system itself uses cannot be called."""
        customer = self._create_customer()
        self.authenticate(self.office.login, self.office.login)
        for method in ("_write_system", "_set_transacting", "_as_system"):
            answer = self._call(
                method, customer.ids, {"customer_status": "transacting"}
            )
            with self.subTest(method=method):
                self.assertIn("error", answer)

        self.assertEqual(customer.customer_status, "potential")
