from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .group_common import GroupCommon


@tagged("post_install", "-at_install")
class TestDuplicateGroupWork(GroupCommon):
    """Who works on a group, and until when (DUP-6)."""

    def setUp(self):
        super().setUp()
        self.today = self.env.company._to_day()
        self.group = self.group.with_user(self.manager)

    def _find(self, *domain):
        groups = self.Group.with_user(self.manager)
        return groups.search([("id", "=", self.group.id), *domain])

    def test_owner_and_due_day_are_set_on_the_form(self):
        """DUP-6: by whoever decides on duplicates."""
        with Form(self.group) as form:
            form.user_id = self.manager
            form.date_deadline = self.today

        self.assertEqual(self._find(("user_id", "=", self.manager.id)), self.group)
        self.assertFalse(self.group.is_overdue)

    def test_overdue(self):
        """DUP-6: from the day after on, as long as it is open."""
        self.group.date_deadline = self.today - timedelta(days=1)
        self.assertTrue(self.group.is_overdue)
        self.assertTrue(self._find(("is_overdue", "=", True)))
        self.assertFalse(self._find(("is_overdue", "=", False)))

        self.group.sudo().state = "done"

        self.assertFalse(self.group.is_overdue)
        self.assertFalse(self._find(("is_overdue", "=", True)))

    def test_without_a_day_nothing_is_overdue(self):
        """DUP-6: most groups have none."""
        self.assertFalse(self.group.is_overdue)
        self.assertTrue(self._find(("is_overdue", "=", False)))

    def test_who_cannot_decide_is_not_proposed(self):
        """DUP-6: a group is given to those who may work on it."""
        domain = self.Group.fields_get(["user_id"])["user_id"]["domain"]
        users = self.env["res.users"].search(domain)
        self.assertIn(self.manager, users)
        self.assertNotIn(self.seller, users)

    def test_others_set_nothing(self):
        """DUP-6: it takes the right to decide on duplicates."""
        stranger = new_test_user(
            self.env, "group_stranger", groups="sales_team.group_sale_salesman"
        )
        with self.assertRaises(AccessError):
            self.group.with_user(stranger).date_deadline = self.today
