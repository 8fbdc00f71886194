import json
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessDenied
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..models.account.res_users import SETTING

PAGE = "/web/first_password"
MIXIN = "odoo.addons.jl_crm_pipeline.models.account.res_users"
GIVEN, OWN = "given by admin", "only mine to know"


class FirstPasswordCommon(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(cls.env, "password_admin", groups="base.group_system")
        cls.newcomer = new_test_user(
            cls.env, "password_newcomer", groups="sales_team.group_sale_salesman"
        )

    def _call(self, model, method, args, **kwargs):
        """Call a method as the web client does; return the whole answer."""
        payload = {
            "params": {"model": model, "method": method, "args": args, "kwargs": kwargs}
        }
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(payload),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _give(self, user, password=GIVEN):
        """The administrator sets somebody's password with Odoo's dialogue."""
        self.authenticate("password_admin", "password_admin")
        line = [0, 0, {"user_id": user.id, "new_passwd": password}]
        dialogue = self._call(
            "change.password.wizard", "create", [{"user_ids": [line]}]
        )
        done = self._call(
            "change.password.wizard", "change_password_button", [dialogue["result"]]
        )
        self.assertNotIn("error", done)

    def _log_in(self, password, login="password_newcomer"):
        """Log in with the login page, as somebody with a browser does."""
        self.authenticate(None, None)
        values = {"login": login, "password": password, "redirect": "/odoo"}
        return self._post("/web/login", values)

    def _post(self, path, values):
        page = self.url_open(path)
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        return self.url_open(path, data={"csrf_token": token, **values})

    def _choose(self, password, confirmation=None, **values):
        repeated = password if confirmation is None else confirmation
        values = {"password": password, "confirmation": repeated, **values}
        return self._post(PAGE, values)


@tagged("post_install", "-at_install")
class TestFirstPassword(FirstPasswordCommon):
    def test_given_password_leads_to_the_page(self):
        """TUR-1: whatever page of the web client is opened."""
        self._give(self.newcomer)
        self.assertTrue(self.newcomer.has_given_password)

        self._log_in(GIVEN)

        for path in ("/odoo", "/web", "/odoo/crm", "/web/login_successful"):
            with self.subTest(path=path):
                page = self.url_open(path)
                self.assertIn(PAGE, page.url)
                self.assertIn("Choose your own password", page.text)

    def test_own_password_opens_the_door(self):
        """TUR-1: once it is set one goes on where one wanted to, and stays."""
        self._give(self.newcomer)
        self._log_in(GIVEN)

        page = self._choose(OWN, redirect="/odoo/crm")

        self.assertTrue(page.url.endswith("/odoo/crm"))
        self.assertFalse(self.newcomer.has_given_password)
        self.assertIn("result", self._call("res.partner", "search_count", [[]]))
        self._log_in(OWN)
        self.assertNotIn(PAGE, self.url_open("/odoo").url)

    def test_password_is_chosen_well(self):
        """TUR-1: not the given one, not empty, typed twice alike, by Odoo's rules."""
        self._give(self.newcomer)
        self._log_in(GIVEN)
        wrong = [
            ((GIVEN,), "the password you were given"),
            ((OWN, "something else"), "two passwords differ"),
            (("  ",), "not blank"),
        ]
        for passwords, sentence in wrong:
            with self.subTest(sentence=sentence):
                self.assertIn(sentence, self._choose(*passwords).text)
        self.assertTrue(self.newcomer.has_given_password)

    def test_page_without_need_leads_on(self):
        """TUR-1: who has an own password is not asked for one."""
        self.authenticate("password_newcomer", "password_newcomer")

        self.assertNotIn(PAGE, self.url_open(PAGE).url)

    def test_web_client_is_refused_what_it_asks(self):
        """TUR-1: calls with the session of a given password say what to do."""
        self._give(self.newcomer)
        self._log_in(GIVEN)

        with mute_logger("odoo.http"):
            answer = self._call("res.partner", "search_count", [[]])

        self.assertIn("choose your own first", answer["error"]["data"]["message"])

    def test_public_pages_see_a_visitor(self):
        """TUR-1: routes that are open to everybody tell no more than to them."""
        self._give(self.newcomer)
        self._log_in(GIVEN)
        self.newcomer.image_1920 = False
        secret = self.env["ir.attachment"].create(
            {"name": "x", "raw": b"secret", "res_model": "crm.lead", "res_id": 0}
        )

        with mute_logger("odoo.http", "odoo.addons.base.models.ir_binary"):
            answer = self.url_open(f"/web/content/{secret.id}")

        self.assertEqual(answer.status_code, 404)

    def test_change_itself_is_let_through(self):
        """TUR-1: a client of one's own changes the password by the method for it."""
        self._give(self.newcomer)
        self._log_in(GIVEN)

        answer = self._call("res.users", "change_password", [GIVEN, OWN])

        self.assertTrue(answer["result"])
        self.newcomer.invalidate_recordset()
        self.assertFalse(self.newcomer.has_given_password)

    def test_programs_are_refused(self):
        """TUR-1: RPC with a given password, not with an API key."""
        self._give(self.newcomer)
        users = self.env["res.users"]
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.newcomer)
            ._generate("rpc", "Script", datetime.now() + timedelta(days=1))
        )

        with (
            self.assertRaisesRegex(AccessDenied, "choose your own first"),
            mute_logger("odoo.addons.base.models.res_users"),
        ):
            users._check_uid_passwd(self.newcomer.id, GIVEN)

        users._check_uid_passwd(self.newcomer.id, key)

    def test_password_at_creation_is_given(self):
        """TUR-1: on the form of a new user, by import and RPC."""
        self.authenticate("password_admin", "password_admin")
        values = {"name": "New", "login": "password_new", "password": GIVEN}

        created = self._call("res.users", "create", [values])

        user = self.env["res.users"].browse(created["result"])
        self.assertTrue(user.has_given_password)
        written = self._call("res.users", "write", [user.ids, {"password": OWN}])
        self.assertNotIn("error", written)
        self.assertTrue(user.has_given_password)

    def test_setting_lets_it_be_kept(self):
        """TUR-1: the office decides."""
        self._give(self.newcomer)
        self.env["ir.config_parameter"].set_param(SETTING, "keep")

        self._log_in(GIVEN)

        self.assertNotIn(PAGE, self.url_open("/odoo").url)
        self.env["ir.config_parameter"].set_param(SETTING, "change")
        self.assertIn(PAGE, self.url_open("/odoo").url)

    def test_portal_users_are_left_alone(self):
        """TUR-1: internal users only."""
        guest = new_test_user(self.env, "password_guest", groups="base.group_portal")
        self._give(guest)

        self._log_in(GIVEN, "password_guest")

        self.assertNotIn(PAGE, self.url_open("/my").url)

    def test_invitation_is_ones_own(self):
        """TUR-1: a link of an invitation, opened while an administrator is in."""
        self.newcomer.partner_id.signup_prepare()
        token = self.newcomer.partner_id._generate_signup_token()
        users = self.env["res.users"].with_user(self.admin).sudo()
        with patch(f"{MIXIN}.request", new=True):
            users.signup({"password": OWN}, token)
            self.assertFalse(self.newcomer.has_given_password)

            self.newcomer.with_user(self.admin).sudo().password = GIVEN

        self.assertTrue(self.newcomer.has_given_password)

    def test_programs_give_no_password(self):
        """TUR-1: what data, tests and scripts set is not asked about."""
        self.assertFalse(self.newcomer.has_given_password)
        self.newcomer.with_user(self.admin).sudo().password = GIVEN
        self.assertFalse(self.newcomer.has_given_password)
