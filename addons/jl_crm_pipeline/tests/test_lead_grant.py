from datetime import date

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import PipelineCommon


class LeadGrantCommon(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_unassigned("office")
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.lead = cls._create_lead("Pumps")
        cls.seller.sales_manager_id = cls.director

    @classmethod
    def _create_lead(cls, name, **vals):
        values = {"name": name, "expected_revenue": 1000}
        return cls._create_opportunity(cls.customer, **values | vals)

    def _share(self, lead=None, user=None, **vals):
        wizard = self.env["crm.lead.share"].with_user(user or self.seller)
        vals = {"user_ids": self.other_seller.ids, **vals}
        wizard = wizard.create({"lead_ids": (lead or self.lead).ids, **vals})
        wizard.action_share()

    def _may(self, user, operation, record=None):
        return (record or self.lead).with_user(user).has_access(operation)


@tagged("post_install", "-at_install")
class TestLeadGrant(LeadGrantCommon):
    def test_helper_advances_it(self):
        """K3O-2: whom it is shared with edits it, finds it, sees its customer."""
        self.assertFalse(self._may(self.other_seller, "read"))

        self._share()

        self.assertTrue(self._may(self.other_seller, "write"))
        self.assertFalse(self._may(self.other_seller, "unlink"))
        self.assertTrue(self._may(self.other_seller, "read", self.customer))
        self.assertFalse(self._may(self.other_seller, "write", self.customer))
        theirs = self.env["crm.lead"].with_user(self.other_seller)
        self.assertIn(self.lead, theirs.search([("type", "=", "opportunity")]))
        theirs.browse(self.lead.id).write({"priority": "2"})
        self.assertEqual(self.lead.priority, "2")

    def test_hidden_customer_stays_hidden(self):
        """CAR-7, security.md N18: nobody shares with themselves what is nobody's."""
        self.lead.user_id = False
        grants = self.env["crm.lead.grant"].with_user(self.other_seller)

        with self.assertRaises(AccessError):
            grants.create({"lead_id": self.lead.id, "user_id": self.other_seller.id})

        self.assertFalse(self._may(self.other_seller, "read", self.customer))

    def test_reader_only_reads(self):
        """K3O-2: with the right to read nothing is changed."""
        self._share(access="read")

        self.assertTrue(self._may(self.other_seller, "read"))
        self.assertFalse(self._may(self.other_seller, "write"))

    def test_team(self):
        """K3O-2: every member of a team, and nobody any more who left it."""
        team = self.env["crm.team"].create(
            {"name": "East", "member_ids": [Command.link(self.other_seller.id)]}
        )
        self._share(user_ids=[], team_ids=team.ids)
        self.assertTrue(self._may(self.other_seller, "write"))

        team.member_ids = False
        self.env.registry.clear_cache()
        self.assertFalse(self._may(self.other_seller, "read"))

    def test_until_a_day(self):
        """K3O-2: on its last day it is still shared, the day after it is over."""
        with freeze_time("2031-03-01 04:00:00"):
            self._share(date_until="2031-03-14")
        with freeze_time("2031-03-14 04:00:00"):
            self.assertTrue(self._may(self.other_seller, "read"))
        self.lead.invalidate_recordset()
        with freeze_time("2031-03-16 04:00:00"):
            self.assertFalse(self._may(self.other_seller, "read"))
            self.assertTrue(self.lead.lead_grant_ids.is_over)

    def test_customer_is_shown_as_long_as_the_opportunity(self):
        """K3O-2: the grant of the customer follows those of its opportunities."""
        other = self._create_lead("Valves")
        self._share(date_until="2031-03-14")
        grant = self.customer.customer_grant_ids
        self.assertRecordValues(
            grant,
            [{"is_derived": True, "access": "read", "date_until": date(2031, 3, 14)}],
        )

        self._share(other)
        self.assertFalse(grant.date_until)

        other.lead_grant_ids.unlink()
        self.assertEqual(grant.date_until, date(2031, 3, 14))
        self.lead.lead_grant_ids.unlink()
        self.assertFalse(grant.exists())

    def test_customer_that_is_shared_already(self):
        """K3D-4: what its responsible person gave is left alone."""
        grant = self.env["crm.customer.grant"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.other_seller.id,
                "access": "edit",
            }
        )
        self._share()
        self.lead.lead_grant_ids.unlink()

        self.assertRecordValues(grant, [{"is_derived": False, "access": "edit"}])

    def test_opportunity_of_another_customer(self):
        """K3O-2: the customer that it comes to belong to is shown instead."""
        self._share()
        other = self._create_customer("Dock", user_id=self.seller.id)

        self.lead.partner_id = other

        self.assertFalse(self._may(self.other_seller, "read", self.customer))
        self.assertTrue(self._may(self.other_seller, "read", other))

    def test_only_ones_own(self):
        """K3O-2: a colleague's opportunity is not one's to share; whole sales may."""
        self._share(access="read")
        with self._assert_refused("not yours to share", AccessError):
            self._share(user=self.other_seller, user_ids=self.clerk.ids)
        with self.assertRaises(AccessError):
            self.env["crm.lead.grant"].with_user(self.other_seller).create(
                {"lead_id": self.lead.id, "user_id": self.clerk.id}
            )

        with self._assert_refused("not yours to share", AccessError):
            self._share(user=self.office, user_ids=self.clerk.ids)
        self._share(user=self.manager, user_ids=self.clerk.ids)
        self.assertTrue(self._may(self.clerk, "write"))

    def test_shared_again(self):
        """K3O-2: the line that is there is changed; two are refused."""
        self._share(access="read")
        self._share(access="edit")
        self.assertRecordValues(self.lead.lead_grant_ids, [{"access": "edit"}])

        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["crm.lead.grant"].create(
                {"lead_id": self.lead.id, "user_id": self.other_seller.id}
            )

    def test_nobody_and_yesterday(self):
        """K3O-2: what cannot be meant is refused."""
        with self._assert_refused("Choose users or sales teams"):
            self._share(user_ids=[])
        with self._assert_refused("not over yet"):
            self._share(date_until=fields.Date.subtract(fields.Date.today(), days=2))

    def test_helper_is_told(self):
        """K3O-2: and it is noted on the opportunity."""
        self._share(date_until="2031-03-14")

        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.other_seller.partner_id.ids)], limit=1
        )
        self.assertIn("Pumps", told.body)
        self.assertIn("Shared with", "".join(self.lead.message_ids.mapped("body")))

    def test_merge(self):
        """K3O-2: helpers and contact records of what is merged come along."""
        other = self._create_lead("Valves")
        self._share(other)
        self._share(other, user_ids=self.clerk.ids)
        self._share(user_ids=self.clerk.ids)
        record = self.env["crm.contact.record"].create(
            {
                "partner_id": self.customer.id,
                "lead_id": other.id,
                "summary": "They like it.",
            }
        )

        merged = (self.lead | other).merge_opportunity(user_id=self.seller.id)

        self.assertEqual(merged.lead_grant_ids.user_id, self.other_seller | self.clerk)
        self.assertEqual(record.lead_id, merged)

    def test_list_costs(self):
        """K3O-2: opening many shared opportunities costs as much as opening few."""
        leads = self.lead
        for number in range(9):
            leads |= self._create_lead(f"Lead {number}")
        self._share(leads)
        theirs = self.env["crm.lead"].with_user(self.other_seller)

        def show(count):
            theirs.search_read(
                [("partner_id", "=", self.customer.id)], ["name"], limit=count
            )

        self._assert_same_cost(lambda: show(2), lambda: show(10))


@tagged("post_install", "-at_install")
class TestLeadSplit(LeadGrantCommon):
    def _split(self, *percents, lead=None):
        users = (self.seller, self.other_seller, self.clerk)
        (lead or self.lead).with_user(self.seller).split_ids = [
            Command.clear(),
            *(
                Command.create({"user_id": user.id, "percent": percent})
                for user, percent in zip(users, percents, strict=False)
            ),
        ]

    def test_parts_are_the_whole(self):
        """K3O-2: 100 percent, or none; the amounts follow."""
        self._split(70, 30)
        self.assertEqual(self.lead.split_ids.mapped("amount"), [700, 300])

        for percents in ((70, 20), (70, 40)):
            with self._assert_refused("instead of 100", ValidationError):
                self._split(*percents)
        self._split()
        self.assertFalse(self.lead.split_ids)
        self._split(33.33, 33.33, 33.34)

    def test_change_of_two_lines_at_once(self):
        """K3O-2: what does not fit in between is no offence."""
        self._split(70, 30)
        first, second = self.lead.split_ids

        self.lead.split_ids = [
            Command.update(first.id, {"percent": 40}),
            Command.update(second.id, {"percent": 60}),
        ]

        self.assertEqual((first.percent, second.percent), (40, 60))

    def test_lines_by_themselves(self):
        """K3O-2: nor does a client change or delete one of the lines alone."""
        self._split(70, 30)
        lines = self.lead.split_ids
        with self._assert_refused("instead of 100", ValidationError):
            lines[0].percent = 60
        with self._assert_refused("instead of 100", ValidationError):
            lines[0].unlink()
        with self._assert_refused("instead of 100", ValidationError):
            forged = lines.with_context(jl_crm_pipeline_splitting=True)
            forged.create(
                {"lead_id": self.lead.id, "user_id": self.clerk.id, "percent": 10}
            )

        lines.unlink()
        self.assertFalse(self.lead.split_ids)

    def test_new_opportunity(self):
        """K3O-2: checked when it is created as well."""
        with self._assert_refused("instead of 100", ValidationError):
            self._create_lead(
                "Valves",
                split_ids=[Command.create({"user_id": self.seller.id, "percent": 50})],
            )

    def test_who_splits(self):
        """K3O-2: the responsible person and those above, not the helpers."""
        self._split(70, 30)
        self._share()
        line = self.lead.split_ids[0]

        self.assertTrue(self._may(self.other_seller, "read", line))
        self.assertFalse(self._may(self.other_seller, "write", line))
        self.assertFalse(self._may(self.clerk, "read", line))
        self.assertTrue(self._may(self.seller, "write", line))
        self.assertTrue(self._may(self.office, "read", line))
        self.assertFalse(self._may(self.office, "write", line))
        self.assertTrue(self._may(self.manager, "write", line))
        self.assertTrue(self._may(self.director, "read", line))
