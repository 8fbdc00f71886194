from datetime import timedelta
from unittest.mock import patch

from odoo import api, cli
from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import HttpCase, JsonRpcException, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.common import BaseCommon

from ..tools.session import ensure_own_session, running_by_itself
from .session import work_as_everybody

REFUSAL = "people log in themselves"


def sign(users):
    """What binds a person; stands in for an approval or a signature."""
    ensure_own_session(users.env)
    return users.env.uid


def sign_for(users, user_id):
    """What somebody's code does in another's name."""
    return sign(users.with_user(user_id))


@tagged("post_install", "-at_install")
class TestNoSession(BaseCommon):
    def setUp(self):
        super().setUp()
        # tests may run in a shell
        self.startPatcher(patch.object(cli, "COMMAND", "server"))

    def test_shell(self):
        """security.md 7: who has the whole database; the code of actions has not."""
        self.startPatcher(patch.object(cli, "COMMAND", "shell"))
        ensure_own_session(self.env)
        with self.assertRaisesRegex(AccessError, REFUSAL), running_by_itself():
            ensure_own_session(self.env)

    def test_nobody_is_bound_without_a_request(self):
        """security.md 7, HUA-4: neither people nor the superuser."""
        user = self.env.ref("base.user_admin")
        for env in (self.env, self.env(user=user), self.env["base"].sudo().env):
            with self.assertRaisesRegex(AccessError, REFUSAL):
                ensure_own_session(env)

    def test_demo_data(self):
        """IMP-2: an add-on brings approved papers along while nobody works."""
        with patch.object(self.env.registry, "ready", False):
            ensure_own_session(self.env)

    def test_tests_put_somebody_there(self):
        """security.md 7: and still no code of the database passes."""
        with work_as_everybody():
            ensure_own_session(self.env)
            with (
                self.assertRaisesRegex(AccessError, REFUSAL),
                running_by_itself(),
            ):
                ensure_own_session(self.env)
            ensure_own_session(self.env)
        with self.assertRaisesRegex(AccessError, REFUSAL):
            ensure_own_session(self.env)

    def test_no_key_of_the_context_passes(self):
        """security.md 7: what a client may send counts for nothing."""
        keys = {"jl_crm_base_by_itself": False, "uid": self.env.uid}
        with self.assertRaisesRegex(AccessError, REFUSAL):
            ensure_own_session(self.env(context=keys))


@tagged("post_install", "-at_install")
class TestSession(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model = cls.registry["res.users"]
        for method in (api.model(sign), api.model(sign_for)):
            cls.startClassPatcher(
                patch.object(model, method.__name__, method, create=True)
            )
        cls.user = new_test_user(cls.env, "session_user", password="session_user")
        cls.admin = cls.env.ref("base.user_admin")

    def _call(self, method, *args, model="res.users"):
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}", params)

    def _assert_refused(self):
        return self.assertRaisesRegex(JsonRpcException, "AccessError")

    def test_session_of_the_web_client(self):
        """security.md 7: oneself, and nobody else."""
        self.authenticate("session_user", "session_user")
        self.assertEqual(self._call("sign"), self.user.id)
        with self._assert_refused(), mute_logger("odoo.http"):
            self._call("sign_for", self.admin.id)

    def test_key_of_json_2(self):
        """security.md 7: whoever has an API key is its user."""
        keys = self.env["res.users.apikeys"].with_user(self.user)
        key = keys._generate(None, "signing", Datetime.now() + timedelta(days=1))
        headers = {
            "Authorization": f"Bearer {key}",
            "X-Odoo-Database": self.env.cr.dbname,
        }

        def post(method, **values):
            url = f"/json/2/res.users/{method}"
            return self.url_open(url, json=values, headers=headers, method="POST")

        self.assertEqual(post("sign").json(), self.user.id)
        with mute_logger("odoo.http"):
            answer = post("sign_for", user_id=self.admin.id)
        self.assertEqual(answer.status_code, 403)
        self.assertIn(REFUSAL, answer.json()["message"])

    def _run_code(self, code):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Sign",
                "model_id": self.env.ref("base.model_res_users").id,
                "state": "code",
                "code": code,
            }
        )
        return self._call("run", action.ids, model="ir.actions.server")

    def test_code_of_an_administrator(self):
        """security.md 7: a server action signs for nobody, its author included."""
        self.authenticate("admin", "admin")
        for code in (
            f"env['res.users'].with_user({self.user.id}).sign()",
            f"env['res.users'].sign_for({self.user.id})",
            "env['res.users'].sign()",
        ):
            with (
                self.subTest(code=code),
                self._assert_refused(),
                mute_logger("odoo.http"),
            ):
                self._run_code(code)

    def test_scheduled_action(self):
        """security.md 7: neither by itself nor started by hand."""
        cron = self.env["ir.cron"].create(
            {
                "name": "Sign",
                "model_id": self.env.ref("base.model_res_users").id,
                "state": "code",
                "code": f"model.with_user({self.user.id}).sign()",
                "interval_type": "days",
            }
        )
        with self.assertRaisesRegex(AccessError, REFUSAL):
            cron.ir_actions_server_id.run()
        self.authenticate("admin", "admin")
        # what a job fails of is told in the log
        with self.assertLogs("odoo.addons.base.models.ir_cron", "ERROR") as logs:
            self._call("method_direct_trigger", cron.ids, model="ir.cron")
        self.assertIn(REFUSAL, "".join(logs.output))
