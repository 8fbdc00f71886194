from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicateSearch(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(
            "中山市松大电子科技有限公司", phone="0760-8812 3456"
        )
        cls.Search = cls.env["crm.duplicate.search"].with_user(cls.seller)

    def _search(self, **values):
        form = Form(self.Search)
        for name, value in values.items():
            form[name] = value
        window = form.save()
        window.action_search()
        return window

    def test_each_condition_finds_alone(self):
        """DUP-1: conditions can be combined and dropped one by one."""
        for values in (
            {"name": "松大"},
            {"phone": "+86 (760) 8812-3456"},
            {"name": "松大", "phone": "88123456"},
        ):
            with self.subTest(values=values):
                found = self._search(**values).line_ids.partner_id
                self.assertIn(self.customer, found)

    def test_empty_window_says_what_to_do(self):
        """DUP-1: bad input is answered in words."""
        with self.assertRaisesRegex(UserError, "at least one condition"):
            self._search()

    def test_new_search_replaces_the_old_hits(self):
        """DUP-1: no hit of the last question stays."""
        window = self._search(name="松大")

        window.name = "查无此名贸易公司"
        window.action_search()

        self.assertFalse(window.line_ids)
        self.assertTrue(window.is_done)

    def test_hit_opens_the_customer(self):
        """DUP-1: from the list to the customer."""
        line = self._search(name="松大").line_ids[:1]

        action = line.action_open()

        self.assertEqual(
            (action["res_model"], action["res_id"]), ("res.partner", line.partner_id.id)
        )
