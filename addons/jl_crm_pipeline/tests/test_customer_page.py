from unittest.mock import patch

from odoo.tests import tagged

from ..models.access.res_partner_page import PAGE, _Page
from ..models.access.res_partner_rule import ENTERED
from .test_customer_access import AccessCommon

SPECIFICATION = {"name": {}, "phone": {}}
# who reads, their company, the page: the grants, its fields and count are asked with it
PAGE_QUERIES = 3


@tagged("post_install", "-at_install")
class TestCustomerPage(AccessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = [f"Lakeside Fittings {number}" for number in range(7)]
        cls.found = cls.Partner.union(
            *(cls._create_customer(name, user_id=cls.junior.id) for name in names)
        )
        cls.domain = [("id", "in", cls.found.ids), ("customer_status", "!=", False)]

    def _ask(self, user=None, **page):
        partners = self.Partner.with_user(user or self.junior)
        return partners.web_search_read(self.domain, SPECIFICATION, **page)

    def _read_plainly(self, **page):
        return self.Partner.web_search_read(self.domain, SPECIFICATION, **page)

    def test_page_is_odoos(self):
        """Each page and its count are the same as without a rule (CAR-7)."""
        for page in (
            {"limit": 3},
            {"limit": 3, "order": "id desc"},
            {"limit": 3, "offset": 3, "order": "name desc, id"},
            {"limit": 3, "offset": 6},
            {"limit": 7},
            {"limit": 80},
            {"limit": 3, "offset": 9},
            {"limit": 2, "count_limit": 5},
            {"limit": 3, "offset": 3, "count_limit": 5},
            {"offset": 2},
            {},
        ):
            with self.subTest(page=page):
                self.assertEqual(self._ask(**page), self._read_plainly(**page))

    def test_count_is_of_what_is_seen(self):
        """What others hold is neither shown nor counted (CAR-7)."""
        self.found[:3].user_id = self.other_seller

        page = self._ask(limit=2)

        self.assertEqual(page["length"], 4)
        shown = [row["id"] for row in page["records"]]
        self.assertLess(set(shown), set(self.found[3:].ids))

    def test_grant_is_on_the_page(self):
        """What is shared is on the page, and leaves it with the grant (K3D-4)."""
        self.found.user_id = self.other_seller
        grant = self._grant(self.junior, self.found[2])
        self.assertEqual(
            [row["id"] for row in self._ask(limit=2)["records"]], self.found[2].ids
        )

        grant.unlink()

        self.assertEqual(self._ask(limit=2), {"length": 0, "records": []})

    def test_page_holds_whom_its_reader_enters(self):
        """Whom somebody enters for others is on the page till they are done (K3D-1)."""
        entered = self.Partner.with_user(self.junior).create(
            {
                "name": "Lakeside Fittings South",
                "is_company": True,
                "user_id": self.other_seller.id,
            }
        )
        self.domain = [("id", "=", entered.id), ("customer_status", "!=", False)]

        self.assertEqual(self._ask(limit=2)["length"], 1)

        self.env.cr.cache.pop(ENTERED)
        self.assertEqual(self._ask(limit=2)["length"], 0)

    def test_page_asks_once(self):
        """One question finds a page and the count of all (CAR-7)."""
        self._ask(limit=3)
        self.env.flush_all()
        self.env.invalidate_all()

        counting = patch.object(type(self.Partner), "search_count")
        with counting as count, self.assertQueryCount(PAGE_QUERIES):
            page = self._ask(limit=3)

        count.assert_not_called()
        self.assertEqual(page["length"], 7)

    def test_office_counts_as_odoo_does(self):
        """Who sees everything is answered by Odoo alone (GEN-1)."""
        office = self._ask(self.office, limit=3)

        self.assertEqual(office, self._read_plainly(limit=3))
        partners = self.Partner.with_user(self.office)
        self.assertEqual(partners._get_visibility(True), "all")

    def test_context_holds_no_page(self):
        """A context from outside cannot tell how many there are (CAR-7)."""
        forged = {PAGE: {"count": 1, "is_found": True}}
        partners = self.Partner.with_user(self.other_seller).with_context(**forged)

        page = partners.web_search_read(self.domain, SPECIFICATION, limit=2)

        self.assertEqual(page, {"length": 0, "records": []})

    def test_page_lets_its_reader_alone_through(self):
        """What a search has found opens nothing to others, nor for changes (CAR-7)."""
        self.found.user_id = self.other_seller
        self._grant(self.junior, self.found[0])
        partners = self.Partner.with_user(self.junior)
        partners = partners.with_context(**{PAGE: _Page(partners.env)})

        found = partners.search_fetch(self.domain, ["name"], limit=3)

        self.assertEqual(found.ids, self.found[0].ids)
        self.assertTrue(found.has_access("read"))
        self.assertFalse(found.has_access("write"))
        beside = partners.browse(self.found[1].id)
        self.assertFalse(beside.has_access("read"))
        self.assertFalse((found | beside).has_access("read"))
        self.assertFalse(found.with_user(self.seller.copy()).has_access("read"))
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        there = found.with_context(allowed_company_ids=elsewhere.ids)
        self.assertFalse(there._get_page().holds(there))
