from datetime import timedelta

import psycopg2

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CALL, HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverPlan(HandoverCommon):
    def _get_scope(self, handover):
        return {scope.kind: (scope.count, scope.amount) for scope in handover.scope_ids}

    def test_kind_is_found_from_the_departments(self):
        """HUA-1: by side, by centre, else within a centre; and it can be corrected."""
        teams = self.env["crm.team"].create(
            [{"name": name} for name in ("South", "North", "Centre")]
        )
        south, north, centre = teams
        south.member_ids = self.seller
        north.member_ids = self.other_seller
        kinds = (
            ({"sales_side": "domestic"}, {"sales_side": "overseas"}, "cross_region"),
            (
                {"sales_side": "domestic"},
                {"sales_side": "domestic", "centre_id": centre.id},
                "cross_centre",
            ),
            ({"centre_id": centre.id}, {"centre_id": centre.id}, "cross_department"),
        )
        for giver, receiver, kind in kinds:
            south.write({"sales_side": False, "centre_id": False, **giver})
            north.write({"sales_side": False, "centre_id": False, **receiver})
            with self.subTest(kind=kind):
                handover = self._create_handover()
                self.assertEqual(handover.kind, kind)
        handover.kind = "leaving"
        self.assertEqual(handover.kind, "leaving")

    def test_supervisor_is_the_superior(self):
        """HUA-4: of the person who hands over; a third party can be named."""
        handover = self._create_handover()

        self.assertEqual(handover.supervisor_id, self.director)
        self.assertEqual(handover.from_user_id, self.seller)
        self.assertRegex(handover.name, r"^JJ-\d{7}$")

    def test_list_is_filled_from_the_person(self):
        """HUA-5: all of their customers, with class and place, nobody else's."""
        self._create_customer("Other", user_id=self.other_seller.id)
        self.plain.write({"city": "Foshan"})
        handover = self._create_handover(self.key.browse())

        handover.action_fill()
        handover.action_fill()

        rows = handover.customer_ids
        self.assertEqual(rows.partner_id, self.key | self.plain)
        by_class = {row.name: row.customer_class for row in rows}
        self.assertEqual(by_class, {"Key Pumps": "key", "Plain Pumps": "general"})
        self.assertEqual(
            rows.filtered(lambda r: r.name == "Plain Pumps").place, "Foshan"
        )

    def test_list_is_filled_by_a_filter(self):
        """HUA-5: of the person's customers; a filter that is none is refused."""
        handover = self._create_handover(
            self.key.browse(), source="filter", domain="[('name', '=', 'Key Pumps')]"
        )

        handover.action_fill()

        self.assertEqual(handover.customer_ids.partner_id, self.key)
        handover.domain = "[('name', '=', 'Nobody')]"
        with self._assert_refused("No customers of Seller"):
            handover.action_fill()
        handover.domain = "[('name'"
        with self._assert_refused("cannot be read"):
            handover.action_fill()

    def test_confirmed_potentials_are_key_customers(self):
        """HUA-2: sales management says of whom it expects much."""
        self.plain.is_confirmed_potential = True
        handover = self._create_handover()

        self.assertEqual(set(handover.customer_ids.mapped("customer_class")), {"key"})

    def test_receivers_are_proposed_by_likeness(self):
        """HUA-5: who has most customers of the region or industry gets more of it."""
        industry = self.env.ref("base.res_partner_industry_C")
        self.plain.industry_id = industry
        for number in range(3):
            self._create_customer(
                f"Mill {number}", user_id=self.office.id, industry_id=industry.id
            )
        handover = self._create_handover(
            self.plain,
            receiver=self.env["res.users"],
            proposal_basis="industry",
            receiver_ids=(self.office | self.other_seller).ids,
        )

        handover.action_propose()

        self.assertEqual(handover.customer_ids.receiver_id, self.office)

    def test_receivers_are_proposed_by_load(self):
        """HUA-5: who has the fewest gets the next, and all get as many then."""
        for number in range(1):
            self._create_customer(f"Mill {number}", user_id=self.office.id)
        more = self._create_customer("More", user_id=self.seller.id)
        handover = self._create_handover(
            self.plain | self.key | more,
            receiver=self.env["res.users"],
            proposal_basis="load",
            receiver_ids=(self.office | self.other_seller).ids,
        )

        handover.action_propose()

        receivers = handover.customer_ids.mapped("receiver_id.id")
        rows = handover.customer_ids.grouped("receiver_id")
        self.assertEqual(set(receivers), {self.office.id, self.other_seller.id})
        self.assertEqual(len(rows[self.other_seller]), 2)

    def test_nobody_to_propose(self):
        """HUA-5: the receivers are chosen first."""
        handover = self._create_handover(receiver=self.env["res.users"])

        with self._assert_refused("choose the receivers"):
            handover.action_propose()

    def test_preview_counts_every_kind_with_money(self):
        """HUA-5: before anything starts, by kind and heading, in any model of work."""
        self._create_opportunity(self.plain, expected_revenue=500)
        self._create_opportunity(self.key, expected_revenue=250)
        self._create_opportunity(self.plain, user_id=self.other_seller.id)
        self._create_order(self.plain, user_id=self.seller.id)
        order = self._create_order(self.key, 300, user_id=self.seller.id)
        order.action_confirm()
        self.plain.activity_schedule(CALL, user_id=self.seller.id)
        start = fields.Datetime.now() + timedelta(days=1)
        self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": start,
                "stop": start + timedelta(hours=1),
                "user_id": self.seller.id,
                "partner_ids": (self.plain | self.seller.partner_id).ids,
            }
        )
        handover = self._create_handover()

        handover.action_preview()

        self.assertEqual(
            self._get_scope(handover),
            {
                "res.partner": (2, 0),
                "crm.lead": (2, 750),
                "sale.order": (1, 100),
                "sale.order:sale": (1, 300),
                "mail.activity": (1, 0),
                "calendar.event": (1, 0),
            },
        )
        self.assertTrue(handover.scope_date)

    def test_leaver_hands_the_rest_over_too(self):
        """HUA-1: work without a customer goes to who is named for it."""
        self.env["crm.lead"].create({"name": "Nobody's", "user_id": self.seller.id})
        handover = self._create_handover(
            kind="leaving", rest_receiver_id=self.office.id
        )

        handover.action_plan()

        self.assertEqual(self._get_scope(handover)["crm.lead"][0], 1)
        self.assertEqual(handover.receiver_ids, self.other_seller | self.office)

    def test_plan_says_what_is_missing(self):
        """HUA-5: all at once, in sentences."""
        handover = self._create_handover(
            receiver=self.env["res.users"], supervisor_id=False, kind="temporary"
        )

        for sentence in ("no receiver", "the supervisor", "customers return"):
            with self._assert_refused(sentence):
                handover.action_plan()
        handover.customer_ids = False
        with self._assert_refused("Choose the customers"):
            handover.action_plan()

    def test_parties_are_different_people(self):
        """HUA-4: nobody supervises themselves, nor receives what they give."""
        handover = self._create_handover(supervisor_id=self.other_seller.id)
        with self._assert_refused("different people"):
            handover.action_plan()
        handover = self._create_handover(receiver=self.seller)
        with self._assert_refused("different people"):
            handover.action_plan()

    def test_customer_of_somebody_else(self):
        """HUA-5: a customer is handed over by whom it belongs to."""
        other = self._create_customer("Other", user_id=self.other_seller.id)
        with self._assert_refused("Other is not a customer of Seller"):
            self._create_handover(other).action_plan()

    def test_a_customer_is_in_one_open_handover(self):
        """HUA-6: of two plans the second is told of the first."""
        first = self._create_handover()
        first.action_plan()
        second = self._create_handover(self.plain)

        with self._assert_refused(f"already being handed over in {first.name}"):
            second.action_plan()

        first.action_cancel()
        second.action_plan()
        self.assertEqual(second.state, "planned")

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_it_to_one(self):
        """HUA-6: of two plans made at the same moment as well."""
        self._create_handover().action_plan()
        second = self._create_handover(self.plain)

        with self.assertRaises(Exception) as caught:
            second._set_reserved(is_reserved=True)
        self.assertIn("one_open_handover", str(caught.exception))

    def test_back_to_draft_frees_the_customers(self):
        """HUA-5: and a draft can be deleted, what has begun can not."""
        handover = self._create_handover()
        handover.action_plan()
        with self._assert_refused("Cancel it instead"):
            handover.unlink()

        handover.action_draft()

        self.assertFalse(any(handover.customer_ids.mapped("is_reserved")))
        handover.unlink()

    def test_days_in_order(self):
        """HUA-1: a temporary one ends after it has begun."""
        with (
            self.assertRaises(psycopg2.errors.CheckViolation),
            mute_logger("odoo.sql_db"),
        ):
            self._create_handover(
                kind="temporary", date_planned="2030-02-01", date_return="2030-01-01"
            )

    def test_the_system_plans_too(self):
        """HUA-5: an import or a script with the system's rights."""
        handover = self._create_handover().sudo()
        handover.action_preview()
        self.assertTrue(handover.scope_ids)

    def test_buttons_open_what_they_say(self):
        """HUA-5: the customer of a row."""
        handover = self._create_handover(self.plain)
        action = handover.customer_ids.action_open_customer()
        self.assertEqual(action["res_id"], self.plain.id)

    def test_rows_stay_in_their_handover(self):
        """HUA-5: what belongs to one plan is not pushed into another."""
        row = self._create_handover(self.plain).customer_ids
        with self._assert_refused("stays in its handover"):
            row.handover_id = self._create_handover(self.key)
