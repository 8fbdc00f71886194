from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import LockError
from odoo.fields import Command
from odoo.tests import tagged

from .common import CALL, HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverTransfer(HandoverCommon):
    def _create_meeting(self, customer, user, days=1):
        start = fields.Datetime.now() + timedelta(days=days)
        attendees = (customer | user.partner_id).ids
        return self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": start,
                "stop": start + timedelta(hours=1),
                "user_id": user.id,
                "partner_ids": [Command.set(attendees)],
            }
        )

    def test_everything_open_moves_at_once(self):
        """HUA-6: in every model, with customer, contacts, lines and department."""
        north = self.env["crm.team"].create(
            {"name": "North", "member_ids": self.other_seller.ids}
        )
        person = self._create_person(parent_id=self.plain.id)
        lead = self._create_opportunity(self.plain)
        order = self._create_order(self.plain, user_id=self.seller.id)
        activity = lead.activity_schedule(CALL, user_id=self.seller.id)
        meeting = self._create_meeting(self.plain, self.seller)
        request = self._create_request(self.plain)
        self.assertEqual(person.user_id, self.seller)

        self._hand_over(self._create_handover())

        for record in (self.plain, self.key, person, lead, order, activity, meeting):
            with self.subTest(record=record):
                self.assertEqual(record.user_id, self.other_seller)
        self.assertEqual(request.sudo().user_id, self.other_seller)
        self.assertEqual(order.order_line.salesman_id, self.other_seller)
        self.assertEqual((lead | lead).team_id | order.team_id, north)
        holders = {one.customer_holder for one in self.plain | self.key | person}
        self.assertEqual(holders, {self.other_seller.id})
        self.assertIn(self.other_seller.partner_id, meeting.partner_ids)
        self.assertNotIn(self.seller.partner_id, meeting.partner_ids)
        self.assertEqual(
            meeting.attendee_ids.partner_id, self.plain | self.other_seller.partner_id
        )

    def test_stored_values_are_what_the_orm_would_make_of_them(self):
        """HUA-6: what is written by SQL is what a computation says."""
        lead = self._create_opportunity(self.plain)
        order = self._create_order(self.plain, user_id=self.seller.id)
        activity = lead.activity_schedule(CALL, user_id=self.seller.id)
        self.other_seller.tz = "Asia/Shanghai"

        self._hand_over(self._create_handover())

        for record, name in (
            (self.plain, "customer_holder"),
            (order.order_line, "salesman_id"),
            (activity, "user_tz"),
        ):
            kept = record[name]
            self.env.add_to_compute(record._fields[name], record)
            with self.subTest(field=name):
                self.assertEqual(record[name], kept)

    def test_what_is_done_and_what_is_others_stays(self):
        """HUA-6: won and lost deals, done activities, colleagues' work, authorship."""
        self.env["crm.stage.requirement"].search([]).unlink()
        key = "jl_crm_pipeline.lost_needs"
        self.env["ir.config_parameter"].set_param(key, "nothing")
        won, lost, others = (self._create_opportunity(self.plain) for _n in range(3))
        won.action_set_won()
        lost.action_set_lost()
        others.user_id = self.clerk
        opened = self._create_opportunity(self.plain)
        past = self._create_meeting(self.plain, self.seller, days=-3)
        author = opened.create_uid

        self._hand_over(self._create_handover())

        for record in (won, lost, past):
            with self.subTest(record=record):
                self.assertEqual(record.user_id, self.seller)
        self.assertEqual(others.user_id, self.clerk)
        self.assertEqual(opened.user_id, self.other_seller)
        self.assertEqual(opened.create_uid, author)

    def test_stages_and_dates_are_untouched(self):
        """HUA-6: so that nobody's deadline begins anew."""
        lead = self._create_opportunity(self.plain)
        names = [
            "stage_id",
            "stage_deadline",
            "date_last_stage_update",
            "date_open",
            "probability",
            "create_date",
        ]
        before = lead.read(names)
        stays = lead.stage_history_ids.read()

        self._hand_over(self._create_handover())

        self.assertEqual(lead.read(names), before)
        self.assertEqual(lead.stage_history_ids.read(), stays)

    def test_grants_stay(self):
        """HUA-6: with whom a customer is shared keeps it."""
        grant = self.env["crm.customer.grant"].create(
            {"partner_id": self.plain.id, "user_id": self.clerk.id}
        )

        self._hand_over(self._create_handover())

        self.assertTrue(grant.exists())
        self.assertEqual(grant.user_id, self.clerk)

    def test_followers_follow(self):
        """HUA-6: the receiver in place of who handed over, nobody twice."""
        lead, second = (self._create_opportunity(self.plain) for _n in range(2))
        second.message_subscribe(self.other_seller.partner_id.ids)
        third = self._create_opportunity(self.key)
        third.message_unsubscribe(self.seller.partner_id.ids)

        self._hand_over(self._create_handover())

        for record in (lead, second, third):
            with self.subTest(record=record):
                partners = record.message_follower_ids.partner_id
                self.assertIn(self.other_seller.partner_id, partners)
                self.assertNotIn(self.seller.partner_id, partners)
                self.assertTrue(
                    record.message_follower_ids.filtered(
                        lambda one: one.partner_id == self.other_seller.partner_id
                    ).subtype_ids
                )

    def test_each_record_that_moved_is_listed(self):
        """HUA-6: with its name, for who may see it; and nobody changes the list."""
        lead = self._create_opportunity(self.plain)
        handover = self._hand_over(self._create_handover())

        action = handover.action_open_moves()
        moves = self.env["crm.handover.move"].search(action["domain"])
        kinds = dict(moves.fields_get(["model"])["model"]["selection"])
        for move in moves:
            self.assertEqual(kinds[move.model], move.kind)

        self.assertEqual(
            {(move.model, move.res_id) for move in moves},
            {
                ("res.partner", self.plain.id),
                ("res.partner", self.key.id),
                ("crm.lead", lead.id),
            },
        )
        self.assertEqual(handover.move_count, 3)
        move = moves.filtered(lambda one: one.model == "crm.lead")
        self.assertEqual(move.record_name, lead.display_name)
        self.assertEqual(move.kind, "Lead")
        self.assertEqual(move.action_open_record()["res_id"], lead.id)
        self.assertEqual(move.with_user(self.seller).record_name, f"#{lead.id}")
        for change in (
            lambda: move.write({"res_id": 1}),
            move.unlink,
            lambda: move.create({"handover_id": handover.id}),
        ):
            with self._assert_refused("not changed"):
                change()
        self.assertFalse(move.create([]))
        self.assertTrue(move.browse().write({"res_id": 1}))

    def test_several_receivers(self):
        """HUA-5: customer by customer; each gets what belongs to theirs."""
        leads = [self._create_opportunity(one) for one in (self.key, self.plain)]
        handover = self._create_handover()
        handover.customer_ids[0].receiver_id = self.clerk
        shares = {row.partner_id: row.receiver_id for row in handover.customer_ids}

        self._hand_over(handover)

        for lead in leads:
            self.assertEqual(lead.user_id, shares[lead.partner_id])
        self.assertEqual(len(handover.signature_ids), 4)

    def test_customer_that_was_given_away_meanwhile(self):
        """HUA-6: nothing moves, and it is said which.

        No act does that to what is reserved; what comes from elsewhere is found.
        """
        handover = self._bring_to_signing(self._create_handover())
        self._sign(handover, self.seller, self.other_seller)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id = %s",
            [self.clerk.id, self.plain.id],
        )
        self.env.invalidate_all()

        with self._assert_refused("Plain Pumps is not a customer of Seller"):
            self._sign(handover, self.director)

        self.assertEqual(self.key.user_id, self.seller)

    def test_locked_customer(self):
        """HUA-6: while somebody changes one, the last signature waits."""
        handover = self._bring_to_signing(self._create_handover())
        self._sign(handover, self.seller, self.other_seller)
        partners = type(self.Partner)
        with (
            patch.object(partners, "lock_for_update", side_effect=LockError("taken")),
            self._assert_refused("Sign again in a minute", LockError),
        ):
            handover.with_user(self.director).action_sign()

        self.assertEqual(self.plain.user_id, self.seller)

    def test_work_without_customers(self):
        """HUA-1: a leaver who has no customers hands over what is open."""
        stray = self.env["crm.lead"].create(
            {"name": "Nobody's", "user_id": self.seller.id}
        )
        handover = self._create_handover(
            self.key.browse(), kind="leaving", rest_receiver_id=self.office.id
        )

        self._hand_over(handover)

        self.assertEqual(stray.user_id, self.office)
        self.assertEqual(self.plain.user_id, self.seller)

    def test_customers_tell_what_happened(self):
        """HUA-6: a note on each."""
        handover = self._hand_over(self._create_handover())

        for customer in self.plain | self.key:
            customer.invalidate_recordset(["message_ids"])
            self.assertIn(handover.name, customer.message_ids[0].body)
