from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.jl_crm_duplicate.wizards import crm_duplicate_search

from .search_common import SearchCommon


@tagged("post_install", "-at_install")
class TestDuplicateSearchParts(SearchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(
            "审窗五金有限公司",
            city="东莞市",
            street="长安镇振安东路168号三楼",
            phone="0769-81234567",
        )
        cls._create_person(cls.customer, "欧阳探针")

    def test_each_part_finds_alone_and_combined(self):
        """DUP-1, A02: contact person, city, part of an address, middle of a name."""
        for values in (
            {"contact": "欧阳探针"},
            {"contact": "欧阳"},
            {"city": "东莞"},
            {"city": "东莞市"},
            {"street": "振安东路168号"},
            {"name": "窗五"},
            {"name": "窗五", "city": "东莞市"},
            {"name": "窗五", "contact": "探针", "street": "振安东路"},
            {"name": "窗五", "phone": "0769-81234567"},
        ):
            with self.subTest(values=values):
                found = self._search(**values).line_ids.partner_id
                self.assertIn(self.customer, found)

    def test_all_parts_have_to_fit(self):
        """DUP-1: conditions narrow each other down."""
        window = self._search(contact="欧阳探针", city="中山市")

        self.assertFalse(window.line_ids)

    def test_the_line_says_which_parts_fit(self):
        """DUP-1: a weak hit, with the reasons."""
        [line] = self._search(contact="欧阳探针", city="东莞").line_ids

        self.assertEqual(line.verdict, "unlikely")
        self.assertEqual(line.reasons, "in this city · the contact person works there")

    def test_parts_bring_no_hidden_customer(self):
        """DUP-2: nobody lists a city or the people of others' customers."""
        self._hide_from_others()

        for values in ({"city": "东莞"}, {"contact": "欧阳探针"}, {"street": "振安"}):
            with self.subTest(values=values):
                self.assertFalse(self._search(**values).line_ids)

    def test_too_many_hits_ask_for_more(self):
        """DUP-1: the window says that it needs another condition."""
        self.patch(crm_duplicate_search, "SEARCH_LIMIT", 2)
        for name in ("东莞甲木业有限公司", "东莞乙石材有限公司"):
            self._create_customer(name, city="东莞市")

        window = self._search(city="东莞")

        self.assertEqual(len(window.line_ids), 2)
        self.assertTrue(window.is_cut)
        self.assertFalse(self._search(city="东莞", name="乙石").is_cut)

    def test_the_window_has_a_name(self):
        """DUP-1: the breadcrumb says where one is."""
        window = self._search(city="东莞")

        self.assertEqual(window.display_name, "Duplicate Analysis")

    def test_what_is_filled_in_is_registered(self):
        """DUP-1: the new customer has the data of the window."""
        window = self._search(
            name="查无此名贸易公司", phone="0760-1234567", city="中山"
        )

        action = window.action_register()

        context = action["context"]
        self.assertEqual(context["default_name"], "查无此名贸易公司")
        self.assertEqual(context["default_phone"], "0760-1234567")
        self.assertEqual(context["default_city"], "中山")
        self.assertNotIn("default_contact", context)

    def test_a_hidden_hit_is_asked_for(self):
        """DUP-1, DUP-2: its responsible person gets a to-do, once."""
        self.customer.user_id = self.holder
        self._hide_from_others()
        [line] = self._search(name="审窗五金有限公司").line_ids
        self.assertFalse(line.partner_id)

        line.action_ask_access()

        self.assertTrue(line.is_asked)
        self.assertEqual(self.customer.activity_ids.user_id, self.holder)

    def test_a_forged_line_asks_for_nobody(self):
        """DUP-2: only a hit of one's own analysis names a customer."""
        line = self._search(contact="欧阳探针").line_ids

        line.sudo().access_token = "forged"
        with self.assertRaises(UserError):
            line.action_ask_access()

    def test_a_hit_goes_into_the_pool(self):
        """DUP-5: from the window, by the same dialogue as from the customer."""
        line = self._search(contact="欧阳探针").line_ids

        action = line.action_put_into_pool()

        self.assertEqual(action["res_model"], "crm.duplicate.pooling")
        self.assertEqual(action["context"]["default_partner_ids"], self.customer.ids)

    def test_the_state_of_a_pooled_hit(self):
        """DUP-2: whoever looks for a customer reads that it is in the pool."""
        twin = self._create_customer("东莞审窗五金厂")
        twin._put_into_duplicate_pool(self.customer, "同一家公司")

        lines = self._search(name="东莞审窗五金").line_ids
        [line] = lines.filtered(lambda one: one.partner_id == twin)

        self.assertEqual(line.status, "In the Duplicate Pool")
