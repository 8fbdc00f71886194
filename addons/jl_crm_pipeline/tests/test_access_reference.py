import random
from datetime import date, timedelta
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from .common import UNASSIGNED
from .test_customer_access import AccessCommon

SEED = 20261122
TODAY = date.today()
USERS = 16
CUSTOMERS = 40


@tagged("post_install", "-at_install")
class TestAccessReference(AccessCommon):
    """A rule's result equals what slow, obvious Python says (CAR-7, RES-1, K3D-4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(SEED)
        cls.people = cls._create_people()
        cls.teams = cls._create_teams()
        cls.partners = cls._create_partners()
        cls._create_grants()

    @classmethod
    def _create_people(cls):
        groups = list(
            cls._get_users(
                "seller",
                "seller",
                "clerk",
                "director",
                "employee",
                "information",
                "office",
            )
        )
        people = cls.env["res.users"]
        for number in range(USERS):
            like = cls.random.choice(groups)
            user = cls._create_user(f"generated_{number}", "base.group_user")
            user.group_ids = like.group_ids
            if people and cls.random.random() < 0.8:
                user.sales_manager_id = cls.random.choice(people)
            people |= user
        return people

    @classmethod
    def _create_teams(cls):
        return cls.env["crm.team"].create(
            [
                {
                    "name": f"Team {number}",
                    "user_id": cls.random.choice(cls.people).id,
                    "member_ids": [Command.set(members.ids)],
                }
                for number, members in enumerate(
                    (cls.people[::3], cls.people[1::3], cls.people[2:4])
                )
            ]
        )

    @classmethod
    def _create_partners(cls):
        partners = cls.Partner
        for number in range(CUSTOMERS):
            holder = cls.random.choice([*cls.people, cls.env["res.users"]])
            registrar = cls.random.choice([cls.env.user, *cls.people])
            vals = {"name": f"Generated {number}", "is_company": True}
            if cls.random.random() < 0.2:
                vals["supplier_rank"] = 1
            customer = cls.Partner.create({**vals, "user_id": holder.id})
            if customer.customer_status:
                customer._write_system({"registrar_id": registrar.id})
                # as it is when one enters it oneself
                if not holder:
                    customer._write_system({"team_id": registrar.sale_team_id.id})
            partners |= customer
            partners |= cls._create_person(f"P{number}", parent_id=customer.id)
        return partners

    @classmethod
    def _create_grants(cls):
        customers = cls.partners.filtered("customer_status")
        for customer in customers:
            for user in cls.random.sample(list(cls.people), 2):
                cls._grant(user, customer, **cls._draw_grant())
            if cls.random.random() < 0.3:
                team = cls.random.choice(cls.teams)
                cls._grant(None, customer, team_id=team.id, **cls._draw_grant())

    @classmethod
    def _draw_grant(cls):
        days = cls.random.choice([None, -1, 0, 30])
        return {
            "access": cls.random.choice(["read", "edit"]),
            "date_until": days is not None and TODAY + timedelta(days=days),
        }

    def _may(self, user, partner, mode):
        """Say slowly what the record rules say fast."""
        customer = partner.commercial_partner_id
        if not customer.customer_status or self._is_office(user):
            return True
        if customer.user_id in self._get_below(user):
            return True
        if not customer.user_id and self._may_unassigned(user, customer):
            return True
        return any(
            self._is_given(grant, user, mode) for grant in customer.customer_grant_ids
        )

    def _is_office(self, user):
        return user.has_group("jl_crm_pipeline.group_general_affairs")

    def _may_unassigned(self, user, customer):
        if self.env["ir.config_parameter"].get_param(UNASSIGNED) == "everyone":
            return True
        registrar = customer.registrar_id
        while registrar and registrar != user:
            registrar = registrar.sales_manager_id
        team = customer.team_id
        works = self._is_of_department(user) and user in team.member_ids
        return bool(registrar or team.user_id == user or works)

    def _is_of_department(self, user):
        names = ("group_office_clerk", "group_information_dept", "group_legal_dept")
        return any(user.has_group(f"jl_crm_pipeline.{name}") for name in names)

    def _get_below(self, user):
        known = {user}
        for team in self.teams:
            is_in = self._is_of_department(user) and user in team.member_ids
            if team.user_id == user or is_in:
                known |= set(team.member_ids)
        size = 0
        while size != len(known):
            size = len(known)
            for other in self.env["res.users"].search([]):
                if other.sales_manager_id in known:
                    known.add(other)
        return known

    def _is_given(self, grant, user, mode):
        is_meant = grant.user_id == user or user in grant.team_id.member_ids
        is_over = grant.date_until and grant.date_until < TODAY
        return is_meant and not is_over and (mode == "read" or grant.access == "edit")

    def _compare(self):
        cases = 0
        for user in self.people:
            allowed = {
                mode: {p.id for p in self.partners if self._may(user, p, mode)}
                for mode in ("read", "edit")
            }
            self._compare_user(user, allowed)
            cases += 2 * len(self.partners)
        self.assertGreaterEqual(cases, 200)

    def _compare_user(self, user, allowed):
        mine = self.partners.with_user(user)
        found = mine.search([("id", "in", self.partners.ids)])
        self.assertEqual(set(found.ids), allowed["read"], user.name)
        asked = [("id", "in", self.partners.ids), ("customer_status", "!=", False)]
        customers = self.partners.filtered("customer_status")
        found = set(mine.search(asked).ids)
        self.assertEqual(found, allowed["read"] & set(customers.ids))
        self.assertEqual(set(mine._filtered_access("read").ids), allowed["read"])
        if mine.browse().has_access("write"):
            self.assertEqual(set(mine._filtered_access("write").ids), allowed["edit"])

    def test_everyone_sees_unassigned(self):
        """K3D-3: customers that nobody is responsible for are everybody's."""
        self._compare()

    def test_office_sees_unassigned(self):
        """K3D-3, A01: they are their office's, and theirs who registered them."""
        self._set_unassigned("office")
        self._compare()

    def test_who_sees_many(self):
        """CAR-7: who sees too many to name them sees the same."""
        module = "odoo.addons.jl_crm_pipeline.models.access.res_partner_rule"
        self.env.registry.clear_cache()
        with patch(f"{module}.FEW", -1):
            self._compare()
        self.env.registry.clear_cache()
