from datetime import date, timedelta
from unittest.mock import patch

from lxml import etree
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .test_customer_access import TODAY, AccessCommon

YESTERDAY = TODAY - timedelta(days=1)


@tagged("post_install", "-at_install")
class TestCustomerGrant(AccessCommon):
    def _share(self, user=None, **vals):
        vals.setdefault("user_ids", [Command.set(self.other_seller.ids)])
        dialogue = self.env["crm.customer.share"].with_user(user or self.seller)
        vals.setdefault("partner_ids", [Command.set(self.customer.ids)])
        dialogue.create(vals).action_share()
        return self.customer.customer_grant_ids

    def test_read(self):
        """Shared to read: customer and contacts are seen, not changed (K3D-4)."""
        self._share()

        self._assert_sees(self.other_seller, self.customer | self.contact)
        self._assert_sees(self.junior, self.customer, sees=False)
        with self.assertRaises(AccessError):
            self.contact.with_user(self.other_seller).phone = "1"

    def test_edit(self):
        """Shared to edit: changed, but not shared on (K3D-4)."""
        self._share(access="edit")

        self.contact.with_user(self.other_seller).phone = "1"
        with self.assertRaisesRegex(UserError, "not yours to share"):
            self._share(self.other_seller, user_ids=[Command.set(self.junior.ids)])
        with self.assertRaises(AccessError):
            self._grant(self.junior).with_user(self.other_seller).access = "edit"

    def test_grant_is_moved(self):
        """CAR-7: nobody turns a grant of their own into one of a foreign customer."""
        theirs = self._create_customer("Other Pumps", user_id=self.other_seller.id)
        grant = self._grant(self.junior, theirs).with_user(self.other_seller)
        vals = {"partner_id": self.customer.id, "user_id": self.other_seller.id}

        with self.assertRaises(UserError):
            grant.write(vals)
        with self.assertRaises(UserError):
            theirs.with_user(self.other_seller).write(
                {"customer_grant_ids": [Command.update(grant.id, vals)]}
            )
        self.env.invalidate_all(flush=False)
        self._assert_sees(self.other_seller, self.customer, sees=False)

    def test_until(self):
        """Until a day, that day included, then it is as before (K3D-4)."""
        grant = self._share(date_until=TODAY)
        self._assert_sees(self.other_seller, self.customer)
        self.assertFalse(grant.is_over)

        grant.date_until = YESTERDAY

        self._assert_sees(self.other_seller, self.customer, sees=False)
        self.assertTrue(grant.is_over)
        self.assertEqual(self.Grant.search([("is_over", "=", True)]), grant)

    def test_team(self):
        """Shared with a team, its members see it, new ones too (K3D-4)."""
        team = self.env["crm.team"].create({"name": "North"})
        team.member_ids = self.other_seller
        self._share(user_ids=[], team_ids=[Command.set(team.ids)])
        self._assert_sees(self.other_seller, self.customer)

        team.member_ids = self.junior

        self._assert_sees(self.junior, self.customer)
        self._assert_sees(self.other_seller, self.customer, sees=False)

    def test_shared_on(self):
        """Shared again, the terms change; there is one grant (K3D-4)."""
        first = self._share()

        second = self._share(self.director, access="edit", note="Same building")

        self.assertEqual(first, second)
        self.assertEqual(second.access, "edit")
        self.assertEqual(second.granted_by_id, self.director)

    def test_many(self):
        """Many customers with many users at once (K3D-4)."""
        other = self._create_customer("Other Valves", user_id=self.seller.id)
        both = self.customer | other
        users = self.other_seller | self.junior

        self._share(
            partner_ids=[Command.set(both.ids)], user_ids=[Command.set(users.ids)]
        )

        self.assertEqual(len(both.customer_grant_ids), 4)
        self._assert_sees(self.junior, both)

    def test_taken_back(self):
        """A grant that is deleted, by a superior too, no longer shares (K3D-4)."""
        self._share().with_user(self.director).unlink()

        self._assert_sees(self.other_seller, self.customer, sees=False)

    def test_told(self):
        """Those who see it now are told, and it stays in the chatter (K3D-4)."""
        self._share(date_until=date(2099, 1, 1))

        notices = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.other_seller.partner_id.id)]
        )
        self.assertTrue(
            notices.mail_message_id.filtered(lambda m: "Harbour Pumps" in m.body)
        )
        self.assertIn("2099", self.customer.message_ids[:2].mapped("body")[-1])

    def test_request(self):
        """Who asked is filled in, and what they asked for is done (DUP-2, K3D-4)."""
        to_do = (
            self.customer.with_user(self.other_seller)
            .sudo()
            .activity_schedule("mail.mail_activity_data_todo", user_id=self.seller.id)
        )
        mine = self.customer.with_user(self.seller)

        context = mine.action_share()["context"]

        self.assertEqual(context["default_user_ids"], self.other_seller.ids)
        self._share()
        self.assertFalse(to_do.exists().active)
        self.assertFalse(mine.action_share()["context"]["default_user_ids"])

    def test_refused(self):
        """Foreign customers, nobody and the past are refused with a reason (K3D-4)."""
        for user, vals, sentence in (
            (self.clerk, {}, "."),
            (self.seller, {"user_ids": []}, "Choose users"),
            (self.seller, {"date_until": YESTERDAY}, "not over yet"),
        ):
            with self.subTest(sentence), self._assert_refused(sentence):
                self._share(user, **vals)
        with self.assertRaises(AccessError):
            self.Grant.with_user(self.other_seller).create(
                {"partner_id": self.customer.id, "user_id": self.other_seller.id}
            )

    def test_constraints(self):
        """A grant is of a customer, to a user or a team, once (K3D-4)."""
        with self.assertRaisesRegex(ValidationError, "not a customer"):
            self._grant(self.seller, self._create_person("Walk In"))
        self._grant(self.other_seller)
        for vals in ({}, {"user_id": self.other_seller.id}):
            with (
                self.subTest(vals),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._grant(**vals)

    def test_giver_is_kept(self):
        """Who shared is what happened, not what was sent (K3D-4)."""
        grants = self.Grant.with_user(self.seller)
        vals = {"partner_id": self.customer.id, "user_id": self.other_seller.id}
        with self.assertRaisesRegex(UserError, "kept by the system"):
            grants.create({**vals, "granted_by_id": self.director.id})
        grant = grants.create(vals)

        self.assertEqual(grant.granted_by_id, self.seller)

    def test_grants_are_seen(self):
        """By those whose customer it is and by those who have it (K3D-4)."""
        grant = self._share()

        for user in (self.seller, self.director, self.other_seller, self.office):
            self.assertTrue(grant.with_user(user).has_access("read"), user.name)
        self.assertFalse(grant.with_user(self.junior).has_access("read"))

    def test_opportunities(self):
        """Opportunities and quotations are shared where it says so (K3D-4)."""
        lead = self.env["crm.lead"].create(
            {"name": "Pump", "partner_id": self.contact.id, "user_id": self.seller.id}
        )
        order = self._create_order(self.customer, user_id=self.seller.id)
        grant = self._share()
        theirs = [one.with_user(self.other_seller) for one in (lead, order)]
        self.assertEqual([one.has_access("read") for one in theirs], [False, False])

        grant.with_opportunities = True
        self.assertEqual([one.has_access("read") for one in theirs], [True, False])
        self.assertFalse(theirs[0].has_access("write"))

        grant.write({"with_quotations": True, "access": "edit"})
        self.assertEqual([one.has_access("write") for one in theirs], [True, True])
        lines = order.order_line.with_user(self.other_seller)
        self.assertTrue(lines.has_access("write"))

    def test_many_grants(self):
        """Who has very many grants sees the same (K3D-4)."""
        self._share()
        models = "odoo.addons.jl_crm_pipeline.models"
        listed = patch(f"{models}.access.res_users.LISTED_GRANTS", 0)
        self.env.registry.clear_cache()
        with listed, patch(f"{models}.access.res_partner_rule.FEW", -1):
            self._assert_sees(self.other_seller, self.customer | self.contact)
            self._assert_sees(self.junior, self.customer, sees=False)
        self.env.registry.clear_cache()

    def test_filters(self):
        """Shared with me, and my subordinates' (K3D-4, RES-1)."""
        self._share()
        partners = self.Partner.with_user(self.director)

        below = partners.search([("is_below_me", "=", True)])

        self.assertIn(self.customer, below)
        self.assertTrue(self.customer.with_user(self.director).is_below_me)
        self.assertFalse(self.customer.with_user(self.seller).is_below_me)
        self.assertEqual(self.customer.with_user(self.seller).grant_count, 1)

    def test_filter_knows_teams(self):
        """K3D-4: what is shared with one's team is shared with oneself."""
        team = self.env["crm.team"].create({"name": "North"})
        team.member_ids = self.other_seller
        self._grant(None, team_id=team.id)
        over = self._create_customer("Past Pumps", user_id=self.seller.id)
        self._grant(None, over, team_id=team.id, date_until=YESTERDAY)
        view = self.env.ref("jl_crm_pipeline.res_partner_view_search_customer")
        partners = self.Partner.with_user(self.other_seller)
        arch = etree.fromstring(partners.get_view(view.id, "search")["arch"])
        [node] = arch.xpath("//filter[@name='shared_with_me']")

        domain = safe_eval(node.get("domain"), {"uid": self.other_seller.id})

        self.assertEqual(partners.search(domain), self.customer)
