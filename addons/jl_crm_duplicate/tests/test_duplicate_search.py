from odoo.exceptions import UserError
from odoo.tests import tagged

from .search_common import SearchCommon


@tagged("post_install", "-at_install")
class TestDuplicateSearch(SearchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(
            "中山市松大电子科技有限公司", phone="0760-8812 3456"
        )

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

    def test_part_of_a_name_finds_what_one_may_see(self):
        """DUP-1: the keyword stands anywhere in the name or in an alias."""
        branded = self._create_customer("珠海远航渔具有限公司")
        self.env["res.partner.alias"].create(
            {"name": "Blue Anchor", "partner_id": branded.id}
        )

        self.assertEqual(
            self._search(name="大电子科").line_ids.partner_id, self.customer
        )
        [line] = self._search(name="anchor").line_ids
        self.assertEqual((line.partner_id, line.verdict), (branded, "unlikely"))
        self.assertEqual(line.reasons, "the name contains it")

    def test_part_of_a_name_brings_no_hidden_customer(self):
        """DUP-2: nobody lists the base by asking for a legal form."""
        self._hide_from_others()

        self.assertFalse(self._search(name="有限公司").line_ids)
        [line] = self._search(name="中山松大电子").line_ids
        self.assertFalse(line.partner_id)

    def test_region_and_industry_narrow_down(self):
        """DUP-1: with other conditions, or alone."""
        state = self.env.ref("base.state_cn_GD")
        industry = self.env["res.partner.industry"].create({"name": "Hardware"})
        twin = self._create_customer("中山松大电子", state_id=state.id)
        self.customer.industry_id = industry

        by_region = self._search(name="松大", state_id=state)
        by_industry = self._search(name="松大", industry_id=industry)

        self.assertEqual(by_region.line_ids.partner_id, twin)
        self.assertEqual(by_industry.line_ids.partner_id, self.customer)
        alone = self._search(state_id=state, industry_id=industry)
        self.assertFalse(alone.line_ids)
        twin.industry_id = industry
        alone.action_search()
        self.assertEqual(alone.line_ids.partner_id, twin)

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
