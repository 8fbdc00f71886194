from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .guard_common import RULES, GuardCommon


@tagged("post_install", "-at_install")
class TestGuardedArchive(GuardCommon):
    """Customers go out of sight by an act, and into a company by who has them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller.sales_manager_id = cls.director
        cls.contact = cls.Partner.create(
            {"name": "Li Na", "parent_id": cls.customer.id}
        )

    def test_archived_by_an_act_alone(self):
        """RES-1: neither customer nor contact by a value, whoever writes it."""
        for user in (self.seller, self.director, self.office):
            for record in (self.customer, self.contact):
                self._assert_kept(record.with_user(user), {"active": False})

    def test_the_act_archives_and_takes_back(self):
        """RES-1: the action of the list, by who has the customer or assigns it."""
        for user in (self.seller, self.director):
            for record in (self.contact, self.customer):
                record.with_user(user).action_archive()
                self.assertFalse(record.active)
                with self.assertRaises(UserError):
                    record.with_user(user).write({"active": True})
                record.with_user(user).action_unarchive()
                self.assertTrue(record.active)

    def test_the_act_is_no_way_around(self):
        """RES-1: who may edit what was shared does not archive it."""
        with self.assertRaises(AccessError), mute_logger(RULES):
            self.shared.action_archive()
        self.assertTrue(self.customer.active)

    def test_who_is_no_customer(self):
        """Of others Odoo's own way stays: an address that nobody sells to."""
        other = self.Partner.create({"name": "Post Office"})

        other.with_user(self.office).write({"active": False})

        self.assertFalse(other.active)

    def test_company(self):
        """security.md N5: a superior does not move it to another company."""
        company = self.env["res.company"].create({"name": "Second"})
        self.director.sudo().company_ids += company

        for record in (self.customer, self.contact):
            with self.assertRaises(UserError), mute_logger(RULES):
                record.with_user(self.director).write({"company_id": company.id})
