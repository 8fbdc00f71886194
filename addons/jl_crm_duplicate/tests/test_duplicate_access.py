import base64
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import DuplicateCommon

NAME = "中山市松大电子科技有限公司"


@tagged("post_install", "-at_install")
class TestDuplicateAccess(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(NAME, user_id=cls.holder.id)
        cls._hide_from_others()
        cls.partners = cls.Partner.with_user(cls.seller)

    def _get_token(self):
        (hit,) = self._analyse(name=NAME)
        return hit["access_token"]

    def test_holder_gets_a_to_do(self):
        """DUP-2: who asks, for what, on the customer."""
        self.partners.ask_duplicate_access(self._get_token(), "<b>Quotation</b>")

        [activity] = self.customer.activity_ids
        self.assertEqual(activity.user_id, self.holder)
        self.assertIn(self.seller.name, activity.summary)
        self.assertIn("&lt;b&gt;Quotation", activity.note)

    def test_to_ask_again_changes_nothing(self):
        """DUP-2: one to-do, however often; anew once it is done."""
        for _time in range(3):
            self.assertTrue(self.partners.ask_duplicate_access(self._get_token()))
        self.assertEqual(len(self.customer.activity_ids), 1)

        self.customer.activity_ids.action_done()
        self.partners.ask_duplicate_access(self._get_token())

        self.assertEqual(len(self.customer.activity_ids), 1)

    def test_without_a_holder_the_managers_are_asked(self):
        """DUP-2: and if there are none, the user is told."""
        self.customer.user_id = False
        group = self.env.ref("jl_crm_duplicate.group_duplicate_manager")
        self.partners.ask_duplicate_access(self._get_token())

        self.assertIn(self.manager, self.customer.activity_ids.user_id)
        self.customer.activity_ids.unlink()
        # General Affairs has the right by its own group
        (group | group.all_implied_by_ids).user_ids = False
        with self.assertRaisesRegex(UserError, "administrator"):
            self.partners.ask_duplicate_access(self._get_token())

    def test_token_tells_nothing(self):
        """DUP-2: neither in clear nor decoded; and each one is different."""
        tokens = {self._get_token() for _time in range(5)}

        self.assertEqual(len(tokens), 5)
        for token in tokens:
            message = base64.urlsafe_b64decode(f"{token}===")[41:].decode()
            _nonce, masked = message.strip("[]").split(", ")
            self.assertNotEqual(int(masked), self.customer.id)

    def test_token_is_good_for_its_owner_and_a_day(self):
        """DUP-2: nobody else's, no old one, no other text."""
        token = self._get_token()
        with self.assertRaisesRegex(UserError, "out of date"):
            self.Partner.with_user(self.holder).ask_duplicate_access(token)
        with (
            freeze_time(datetime.now() + timedelta(days=2)),
            self.assertRaisesRegex(UserError, "out of date"),
        ):
            self.partners.ask_duplicate_access(token)
        for forged in (
            "",
            "x",
            "AAAA",
            "名",
            None,
            7,
            token[:-3],
            f"{token[:-6]}AAAAAA",
        ):
            with (
                self.subTest(forged=forged),
                self.assertRaisesRegex(UserError, "out of date"),
            ):
                self.partners.ask_duplicate_access(forged)

    def test_customer_that_is_gone(self):
        """DUP-2: what the token named was deleted meanwhile."""
        token = self._get_token()
        self.customer.unlink()

        with self.assertRaisesRegex(UserError, "out of date"):
            self.partners.ask_duplicate_access(token)

    def test_only_who_may_enter_customers_may_ask(self):
        """DUP-2: not the portal."""
        user = new_test_user(self.env, "dup_portal", groups="base.group_portal")

        with self.assertRaises(AccessError):
            self.Partner.with_user(user).ask_duplicate_access(self._get_token())

    def test_hit_that_may_be_opened_has_no_token(self):
        """DUP-2: there is nothing to ask for."""
        (hit,) = self._analyse(self.holder, name=NAME)

        self.assertFalse(hit["access_token"])
