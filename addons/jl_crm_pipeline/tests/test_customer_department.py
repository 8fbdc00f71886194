from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.web_form import save_in_form

from ..hooks import DEPARTMENTS
from ..models.access.res_partner_rule import ENTERED
from ..tools.holder import ASSIGNED, HANDED_OVER
from .common import UNASSIGNED
from .office_common import OfficeCommon

UNSEEN = ("seller", "other_seller", "employee", "far_clerk", "far_director")


@tagged("post_install", "-at_install")
class TestCustomerDepartment(OfficeCommon):
    """A customer belongs to a department, without a person too (A01, K3D-1, IMP-5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the default
        cls._set_unassigned(False)
        cls.entered = cls._enter(cls.clerk)

    @classmethod
    def _enter(cls, user, name="Quay Valves", **vals):
        partners = cls.Partner.with_user(user).with_context(default_is_company=True)
        entered = save_in_form(partners, {"name": name, **vals}).with_env(cls.env)
        cls.env.cr.cache.pop(ENTERED, None)
        return entered

    def _assert_seen(self, customer, *roles, sees=True):
        for user in self._get_users(*roles):
            self._assert_rights(user, customer, "rw" if sees else "")
            asked = [("id", "=", customer.id), ("customer_status", "!=", False)]
            found = customer.with_user(user).search_count(asked)
            self.assertEqual(bool(found), sees, user.name)

    def test_default(self):
        """A01, customers.md 15: nobody's customers are their office's by default."""
        self.assertFalse(self.env["ir.config_parameter"].get_param(UNASSIGNED))
        setting = self.env["res.config.settings"].create({})
        self.assertEqual(setting.unassigned_customers, "office")

    def test_office_that_entered_it(self):
        """A01: its clerks and director, who registered it, and General Affairs."""
        self.assertFalse(self.entered.user_id)
        self.assertEqual(self.entered.registrar_id, self.clerk)
        self.assertEqual(self.entered.team_id, self.north)

        self._assert_seen(self.entered, "clerk", "director", "office", "manager")
        self._assert_seen(self.entered, "legal", "information")
        self._assert_seen(self.entered, *UNSEEN, sees=False)

    def test_of_no_office(self):
        """H33: what no office has entered, each of them sees and may give away."""
        stray = self._create_customer("Stray Valves", user_id=False)
        self.assertFalse(stray.team_id)
        for user in (self.clerk, self.director, self.far_clerk, self.far_director):
            self._assert_rights(user, stray, "rw")
        for user in (self.seller, self.other_seller, self.employee):
            self._assert_rights(user, stray, "")

    def test_phone_is_read_by_no_other_office(self):
        """A01: neither by a salesperson nor by an employee without any right."""
        self.entered.phone = "0755 8667 7123"
        for user in self._get_users(*UNSEEN):
            partners = self.Partner.with_user(user)
            rows = partners.search_read([("id", "=", self.entered.id)], ["phone"])
            self.assertEqual(rows, [])
            self.assertEqual(partners.name_search("Quay Valves"), [])

    def test_person_of_the_customer(self):
        """CAR-7: a person of the customer is seen with it."""
        self.entered.child_ids = [Command.create({"name": "Mei Lin"})]
        person = self.entered.child_ids

        self.assertEqual(person.team_id, self.north)
        self._assert_rights(self.director, person, "rw")
        self._assert_rights(self.far_director, person, "")
        person.parent_id = self.foreign
        self.assertEqual(person.team_id, self.south)
        self._assert_rights(self.far_director, person, "rw")

    def test_everyone(self):
        """K3D-3: a base that has chosen everyone keeps it."""
        self._set_unassigned("everyone")

        self._assert_seen(self.entered, *set(UNSEEN) - {"employee"})
        # without the right to change contacts
        self._assert_rights(self.employee, self.entered, "r")

    def test_assigned(self):
        """K3D-3: with the responsible person the department changes."""
        self.entered.with_user(self.director)._change_holder(self.seller, ASSIGNED)
        self.assertEqual(self.entered.team_id, self.north)

        self.entered._change_holder(self.other_seller, ASSIGNED)

        self.assertEqual(self.entered.team_id, self.south)
        self._assert_seen(self.entered, "other_seller", "far_director")
        self._assert_seen(self.entered, "clerk", "director", sees=False)

    def test_nobody_any_more(self):
        """IMP-5: whom nobody is responsible for any more stays in the department."""
        self.foreign.user_id = False

        self.assertEqual(self.foreign.team_id, self.south)
        self._assert_seen(self.foreign, "far_clerk", "far_director")
        self._assert_seen(self.foreign, "director", "other_seller", sees=False)

    def test_registrar_works_elsewhere_now(self):
        """A01: the customer stays with the office that entered it."""
        self.north.member_ids -= self.clerk
        self.south.member_ids |= self.clerk

        self.assertEqual(self.entered.team_id, self.north)
        self._assert_seen(self.entered, "director", "clerk")
        self._assert_seen(self.entered, "far_director", "far_clerk", sees=False)

    def test_person_changes_the_team(self):
        """K3D-1: the customers follow their person to another department."""
        self.env["ir.config_parameter"].set_param("sales_team.membership_multi", "True")
        self.south.member_ids |= self.seller
        self.assertEqual(self.own.team_id, self.north)

        self.north.member_ids -= self.seller

        self.assertEqual(self.own.team_id, self.south)

    def test_person_of_two_offices(self):
        """K3D-1: the department stays while it is one of the person's."""
        self.env["ir.config_parameter"].set_param("sales_team.membership_multi", "True")
        self.south.member_ids |= self.seller
        far = self._enter(self.far_clerk, "Far Valves")

        far._change_holder(self.seller, ASSIGNED)

        self.assertEqual(far.team_id, self.south)
        self.own._change_holder(self.seller, ASSIGNED)
        self.assertEqual(self.own.team_id, self.north)

    def test_person_without_a_team(self):
        """K3D-1: who works nowhere takes the customer out of no department."""
        self.entered._change_holder(self.manager, ASSIGNED)

        self.assertEqual(self.entered.team_id, self.north)
        nowhere = self._create_customer("Nowhere", user_id=self.manager.id)
        self.assertFalse(nowhere.team_id)

    def test_leader_enters(self):
        """A01: the office of a leader who is no member of it."""
        entered = self._enter(self.director, "Led Valves")

        self.assertEqual(entered.team_id, self.north)
        self._assert_seen(entered, "clerk", "director")

    def test_import_of_a_clerk(self):
        """A01, IMP-5: what a clerk imports belongs to the office."""
        partners = self.Partner.with_user(self.clerk)
        rows = [["Imported One", "1"], ["Imported Two", "1"]]

        result = partners.load(["name", "is_company"], rows)

        imported = self.Partner.browse(result["ids"])
        self.assertEqual(imported.team_id, self.north)
        self.assertFalse(imported.user_id)

    def test_by_one_statement(self):
        """HUA-6: handed over by SQL, the department is what the ORM would say."""
        moves = [(self.own.id, self.seller.id, self.other_seller.id)]
        self.assertEqual(self.own.team_id, self.north)

        self.Partner._change_holders(moves, HANDED_OVER)

        self.assertEqual(self.own.team_id, self.south)

    def test_nobody_writes_it(self):
        """IMP-5: a department is not taken by writing it, nor by a default."""
        partners = self.Partner.with_user(self.far_clerk)
        vals = {"name": "Own Valves", "is_company": True}
        entered = partners.with_context(default_team_id=self.north.id).create(vals)
        self.assertEqual(entered.team_id, self.south)
        with self._assert_refused("kept by the system"):
            partners.create({**vals, "name": "Other", "team_id": self.north.id})
        with self._assert_refused("kept by the system"):
            entered.write({"team_id": self.north.id})

    def test_existing_base(self):
        """IMP-5: the statement of the upgrade says what the ORM says."""
        customers = self.own | self.foreign | self.entered | self.entered.child_ids
        customers |= self._enter(self.manager, "Of Nobody")
        expected = [one.team_id for one in customers]
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET team_id = NULL")

        self.env.cr.execute(DEPARTMENTS)

        self.env.invalidate_all()
        self.assertEqual([one.team_id for one in customers], expected)

    def test_shares_and_viewers(self):
        """K3D-4, CAR-7: the office gives it away, and is named by “Who Sees It”."""
        grants = self.env["crm.customer.grant"]
        values = {"partner_id": self.entered.id, "user_id": self.employee.id}
        grant = grants.with_user(self.director).create(values)
        self._assert_rights(self.director, grant, "rw")
        self._assert_rights(self.far_director, grant, "")

        viewers = self.env["crm.customer.viewer"]._list_for(self.entered).sudo()

        told = set(viewers.user_id) - set(viewers.browse().user_id)
        for role in ("clerk", "director", "employee", "office"):
            self.assertIn(getattr(self, role), told)
        for role in ("seller", "far_director"):
            self.assertNotIn(getattr(self, role), told)

    def test_other_company(self):
        """IMP-5: a customer of a company is not seen by users without it."""
        branch = self.env["res.company"].create({"name": "Branch"})
        self.entered.company_id = branch
        self.own.sudo().company_id = branch

        for user in self._get_users("clerk", "director", "office", "manager"):
            self._assert_rights(user, self.entered, "")
        for user in self._get_users("seller", "director"):
            self._assert_rights(user, self.own, "")
        self.director.company_ids |= branch
        mine = self.entered.with_user(self.director)
        mine = mine.with_context(allowed_company_ids=branch.ids)
        self.assertTrue(mine.has_access("write"))

    def test_who_sees_many(self):
        """CAR-7: who sees too many to name them sees the same."""
        module = "odoo.addons.jl_crm_pipeline.models.access.res_partner_rule"
        self.env.registry.clear_cache()
        with patch(f"{module}.FEW", -1):
            self._assert_seen(self.entered, "clerk", "director")
            self._assert_seen(self.entered, *UNSEEN, sees=False)
        self.env.registry.clear_cache()

    def test_cost_of_a_list(self):
        """CAR-7: a page of the office asks no more than a page of all."""
        for number in range(5):
            self._enter(self.clerk, f"Page Valves {number}")
        spec = {"name": {}, "team_id": {"fields": {"display_name": {}}}}
        asked = [("customer_status", "!=", False)]

        def read(user):
            partners = self.Partner.with_user(user)
            partners.web_search_read(asked, spec, limit=3)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            partners.web_search_read(asked, spec, limit=3)
            return self.env.cr.sql_log_count - before

        self.assertLessEqual(read(self.director), read(self.office) + 2)

    def test_rows_are_asked_for_once(self):
        """CAR-7: whether a row is the office's is known from what the page has read."""
        asked = self.entered | self._enter(self.clerk, "Page Valves")
        domain = [("id", "in", asked.ids), ("customer_status", "!=", False)]
        module = "odoo.addons.jl_crm_pipeline.models.access.res_partner_rule"

        def read(**fields_):
            partners = self.Partner.with_user(self.clerk)
            spec = {"name": {}, **fields_}
            return partners.web_search_read(domain, spec, limit=80)

        self.env.registry.clear_cache()
        with patch(f"{module}.FEW", -1):
            self._assert_same_cost(read, lambda: read(team_id={}))
        self.env.registry.clear_cache()
