import json
from datetime import datetime, timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_first_password import GIVEN, FirstPasswordCommon


@tagged("post_install", "-at_install")
class TestGivenPassword(FirstPasswordCommon):
    """What ends with the password of before, and who counts as having given one."""

    def _make_key(self, user):
        keys = self.env["res.users.apikeys"].with_user(user)
        return keys._generate("rpc", "script", datetime.now() + timedelta(hours=1))

    def _call_with(self, key):
        return self.url_open(
            "/json/2/res.users/context_get",
            data=json.dumps({}),
            headers={
                "Authorization": f"Bearer {key}",
                "Content-Type": "application/json",
            },
        ).status_code

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_keys_of_before_end(self):
        """TUR-1, security.md N25: a key ends with the password of its time."""
        key, kept = self._make_key(self.newcomer), self._make_key(self.admin)
        self.assertEqual(self._call_with(key), 200)

        self._give(self.newcomer)

        self.assertEqual(self._call_with(key), 401)
        self.assertFalse(self.newcomer.api_key_ids)
        self.assertEqual(self._call_with(kept), 200)

    def test_own_password_ends_no_key(self):
        """TUR-1, security.md N25: whoever changes their own keeps their keys."""
        key = self._make_key(self.newcomer)
        self.newcomer.with_user(self.newcomer).sudo()._change_password("my own one")
        self.assertEqual(self._call_with(key), 200)

    @mute_logger("odoo.addons.rpc.controllers.xmlrpc")
    def test_given_over_xmlrpc(self):
        """TUR-1, operations.md M6: a script gives a password like the form does."""
        self._make_key(self.newcomer)
        self.xmlrpc_object.execute_kw(
            self.env.cr.dbname,
            self.admin.id,
            "password_admin",
            "res.users",
            "write",
            [self.newcomer.ids, {"password": GIVEN}],
        )
        self.newcomer.invalidate_recordset()
        self.assertTrue(self.newcomer.has_given_password)
        self.assertFalse(self.newcomer.api_key_ids)
