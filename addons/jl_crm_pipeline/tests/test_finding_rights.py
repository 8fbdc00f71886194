from odoo.tests import tagged

from ..models.access.res_partner_found_by import TYPED
from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestFindingRights(PipelineCommon):
    """Nobody finds, or is told, what they may not read (CAR-7, IMP-5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer("海天门窗", user_id=cls.other_seller.id)
        cls.contact = cls._create_person(
            "冯丽娟", parent_id=cls.customer.id, mobile="139 0000 0104"
        )
        cls.customer.alias_ids = [(0, 0, {"name": "海之天幕墙"})]

    def _sees(self, user):
        return self.customer.with_user(user).has_access("read")

    def test_who_does_not_see_finds_nothing(self):
        """CAR-7: by no way and by no text; who sees finds."""
        users = (self.seller, self.employee, self.clerk, self.director)
        users += (self.other_seller, self.office, self.manager, self.information)
        seeing = [user for user in users if self._sees(user)]
        self.assertIn(self.other_seller, seeing)
        self.assertNotIn(self.seller, seeing)
        for user in users:
            partners = self.Partner.with_user(user)
            for text in ("13900000104", "冯丽娟", "海之天幕墙", "海天门窗"):
                with self.subTest(user=user.login, text=text):
                    found = partners.search([("found_by", "ilike", text)])
                    named = dict(partners.name_search(text))
                    sees = user in seeing
                    self.assertEqual(self.customer in found, sees)
                    self.assertEqual(self.customer.id in named, sees)

    def test_portal_finds_nobody_by_a_contact(self):
        """CAR-7: people from outside search as Odoo lets them."""
        self.portal.partner_id.parent_id = self.customer
        partners = self.Partner.with_user(self.portal)
        self.assertFalse(partners.name_search("13900000104"))

    def test_contact_of_another_company_is_hidden(self):
        """IMP-5: a contact that the reader may not see says nothing of itself."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.contact.company_id = other
        partners = self.Partner.with_user(self.other_seller)
        self.assertFalse(partners.search([("found_by", "ilike", "13900000104")]))
        typed = self.customer.with_user(self.other_seller)
        typed = typed.with_context(**{TYPED: "13900000104"})
        self.assertFalse(typed.found_by)

    def test_hidden_customer_tells_nothing(self):
        """CAR-7: not even to who holds its id."""
        hidden = self.customer.with_user(self.seller)
        hidden = hidden.with_context(**{TYPED: "13900000104"})
        self.assertFalse(hidden.found_by)

    def test_reading_it_is_noted(self):
        """CAR-7: who reads by RPC what matched has read contact data."""
        logs = self.env["crm.customer.access.log"]
        domain = [("partner_id", "=", self.customer.id)]
        typed = self.customer.with_user(self.manager)
        typed.with_context(**{TYPED: "13900000104"}).read(["found_by"])
        self.assertEqual(logs.search(domain).user_id, self.manager)
