from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from ..hooks import HOLD
from ..models.access.res_partner_rule import ENTERED
from .common import PipelineCommon

SEED = 20261122
TODAY = date.today()
USERS = 16
CUSTOMERS = 40


class AccessCommon(PipelineCommon):
    """A small hierarchy: director > seller > junior, beside it the other seller."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.junior = cls._create_user("junior", "sales_team.group_sale_salesman")
        cls.junior.sales_manager_id = cls.seller
        cls.seller.sales_manager_id = cls.director
        cls.customer = cls._create_customer("Harbour Pumps", user_id=cls.seller.id)
        cls.contact = cls._create_person("Mei Lin", parent_id=cls.customer.id)
        cls.Grant = cls.env["crm.customer.grant"]

    @classmethod
    def _grant(cls, user=None, customer=None, **vals):
        customer = customer or cls.customer
        if user:
            vals["user_id"] = user.id
        return cls.Grant.create({"partner_id": customer.id, **vals})

    def _end_request(self):
        """Forget what a request forgets with its cursor."""
        self.env.cr.cache.pop(ENTERED, None)

    def _assert_sees(self, user, partners, sees=True):
        """A search, the count and the access check all say the same."""
        seen = self.Partner.with_user(user).search([("id", "in", partners.ids)])
        self.assertEqual(set(seen.ids), set(partners.ids if sees else []))
        mine = partners.with_user(user)
        self.assertEqual(set(mine._filtered_access("read").ids), set(seen.ids))
        asked = [("id", "in", partners.ids), ("customer_status", "!=", False)]
        count = self.Partner.with_user(user).search_count(asked)
        customers = partners.filtered("customer_status") if sees else []
        self.assertEqual(count, len(customers))


@tagged("post_install", "-at_install")
class TestCustomerAccess(AccessCommon):
    def test_responsible_and_superiors(self):
        """Seen by the responsible person and everyone above, nobody beside (RES-1)."""
        both = self.customer | self.contact

        self._assert_sees(self.seller, both)
        self._assert_sees(self.director, both)
        self._assert_sees(self.junior, both, sees=False)
        self._assert_sees(self.other_seller, both, sees=False)
        self._assert_sees(self.employee, both, sees=False)

    def test_office(self):
        """General Affairs and sales administrators see every customer (CAR-7)."""
        for user in (self.office, self.manager, self.admin):
            self._assert_sees(user, self.customer | self.contact)

    def test_superior_at_any_depth(self):
        """A superior sees the customers of those below those below (RES-1)."""
        theirs = self._create_customer("Deep Valves", user_id=self.junior.id)

        self._assert_sees(self.director, theirs)
        self.seller.sales_manager_id = False
        self._assert_sees(self.director, theirs, sees=False)
        self._assert_sees(self.seller, theirs)

    def test_archived_subordinate(self):
        """The customers of somebody who left stay with their superior (RES-2)."""
        theirs = self._create_customer("Left Valves", user_id=self.junior.id)

        self.junior.active = False

        self._assert_sees(self.director, theirs)

    def test_cycle(self):
        """Nobody becomes the superior of their own superior (RES-1)."""
        with self.assertRaisesRegex(ValidationError, "not below"):
            self.director.sales_manager_id = self.junior
        with self.assertRaisesRegex(ValidationError, "own superior"):
            self.junior.sales_manager_id = self.junior

    def test_team_leader(self):
        """Who leads a sales team sees its members' customers (IMP-5)."""
        team = self.env["crm.team"].create({"name": "North"})
        team.member_ids = self.seller
        self._assert_sees(self.other_seller, self.customer, sees=False)

        team.user_id = self.other_seller

        self._assert_sees(self.other_seller, self.customer)
        team.member_ids = [Command.clear()]
        self._assert_sees(self.other_seller, self.customer, sees=False)

    def test_department(self):
        """Clerks see their own department's customers, salespeople do not (IMP-5)."""
        team = self.env["crm.team"].create({"name": "North"})
        team.member_ids = self.seller | self.clerk | self.other_seller

        self._assert_sees(self.clerk, self.customer)
        self._assert_sees(self.other_seller, self.customer, sees=False)

    def test_new_holder(self):
        """With the responsible person the contacts change hands too (CAR-7)."""
        both = self.customer | self.contact

        self.customer.user_id = self.other_seller

        self._assert_sees(self.other_seller, both)
        self._assert_sees(self.seller, both, sees=False)

    def test_contact_moves(self):
        """A contact is seen with the customer it belongs to (CAR-7)."""
        other = self._create_customer("Other Valves", user_id=self.other_seller.id)

        self.contact.parent_id = other

        self._assert_sees(self.other_seller, self.contact)
        self._assert_sees(self.seller, self.contact, sees=False)

    def test_others_stay_visible(self):
        """Vendors, people's own records and own companies stay as in Odoo (CAR-7)."""
        vendor = self._create_customer("Vendor", supplier_rank=1)
        own = vendor | self.seller.partner_id | self.env.company.partner_id
        own |= self._create_person("Walk In")

        self._assert_sees(self.other_seller, own)
        self._assert_sees(self.employee, own)

    def test_unassigned(self):
        """K3D-3: everyone's by a setting, which forgets no department."""
        nobodys = self._create_customer("Nobody's Pumps")
        self._assert_sees(self.other_seller, nobodys)

        self._set_unassigned("office")

        self._assert_sees(self.other_seller, nobodys, sees=False)
        self._assert_sees(self.clerk, nobodys, sees=False)

    def test_registered_unassigned(self):
        """Until somebody is responsible, the one who entered it sees it (K3D-3)."""
        self._set_unassigned("office")
        vals = {"name": "Entered Pumps", "is_company": True, "user_id": False}
        entered = self.Partner.with_user(self.other_seller).create(vals)
        entered = entered.with_env(self.env)
        self._end_request()

        self._assert_sees(self.other_seller, entered)
        entered.user_id = self.seller
        self._assert_sees(self.other_seller, entered, sees=False)

    def test_entered_for_others(self):
        """Customers are entered for anybody, with their people; then hidden (K3D-1)."""
        vals = {
            "name": "Far Pumps",
            "is_company": True,
            "user_id": self.seller.id,
            "child_ids": [Command.create({"name": "Tom Far"})],
        }
        partners = self.Partner.with_user(self.other_seller)
        [saved] = partners.web_save(vals, {"name": {}, "child_ids": {}})
        entered = self.Partner.browse([saved["id"], *saved["child_ids"]])
        self.assertEqual(entered.mapped("name"), ["Far Pumps", "Tom Far"])

        self._end_request()

        self._assert_sees(self.other_seller, entered, sees=False)
        self._assert_sees(self.seller, entered)

    def test_own_find(self):
        """A salesperson's new customer is theirs; a clerk's is nobody's (POOL-6)."""
        vals = {"name": "Found Pumps", "is_company": True}
        found = self.Partner.with_user(self.other_seller).create(vals)
        vals = {"name": "Told Doors", "is_company": True}
        told = self.Partner.with_user(self.clerk).create(vals)

        self.assertEqual(found.user_id, self.other_seller)
        self.assertFalse(told.user_id)

    def test_own_find_is_a_person(self):
        """POOL-6: so is a person who is entered in a list of customers."""
        partners = self.Partner.with_user(self.other_seller)
        listing = partners.with_context(res_partner_search_mode="customer")

        found = listing.create({"name": "Jun Wei"})
        contact = listing.create({"name": "Hua Li", "parent_id": found.id})
        friend = partners.create({"name": "Nobody's Customer"})

        self.assertEqual(found.customer_status, "potential")
        self.assertEqual(found.user_id, self.other_seller)
        self.assertFalse(contact.customer_status)
        self.assertFalse(friend.user_id)

    def test_write(self):
        """Who does not see a customer changes and deletes nothing of it (CAR-7)."""
        mine = self.contact.with_user(self.other_seller)
        for step in (lambda: mine.write({"phone": "1"}), mine.unlink):
            with self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            mine.create({"name": "New Contact", "parent_id": self.customer.id})

    def test_grouped(self):
        """Groups and counts hold no foreign customers (IMP-5)."""
        self._create_customer("Other Valves", user_id=self.other_seller.id)
        partners = self.Partner.with_user(self.other_seller)

        groups = partners._read_group(
            [("customer_status", "=", "potential"), ("user_id", "!=", False)],
            ["user_id"],
            ["__count"],
        )

        self.assertEqual([user.id for user, _count in groups], self.other_seller.ids)

    def test_work_of_subordinates(self):
        """A superior works with the opportunities and quotations below (RES-1)."""
        lead = self.env["crm.lead"].create(
            {"name": "Pump", "partner_id": self.customer.id, "user_id": self.junior.id}
        )
        order = self._create_order(self.customer, user_id=self.junior.id)

        for record in (lead, order, order.order_line):
            self.assertTrue(record.with_user(self.seller).has_access("write"))
            self.assertFalse(record.with_user(self.other_seller).has_access("read"))

    def test_column_of_an_existing_base(self):
        """What the installation fills in is what Odoo computes (CAR-7)."""
        self._create_customer("Nobody's Pumps")
        self.env.flush_all()
        held = "SELECT id, NULLIF(customer_holder, 0) FROM res_partner ORDER BY id"
        computed = self.env.execute_query(SQL(held))

        self.env.cr.execute("UPDATE res_partner SET customer_holder = NULL")
        self.env.cr.execute(SQL(HOLD))

        self.assertEqual(self.env.execute_query(SQL(held)), computed)
