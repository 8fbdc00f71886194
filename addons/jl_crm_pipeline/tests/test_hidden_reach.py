from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .test_customer_access import AccessCommon

MAIL = "office@harbour.example"
PHONE = "0760 8812 3456"


@tagged("post_install", "-at_install")
class TestHiddenReach(AccessCommon):
    """Phone and mail of a hidden customer by way of other records (CAR-7)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write({"email": MAIL, "phone": PHONE})
        cls.theirs = cls._create_customer("Other Pumps", user_id=cls.other_seller.id)

    def _meet(self, user):
        attendees = Command.set((self.customer | user.partner_id).ids)
        return (
            self.env["calendar.event"]
            .with_user(user)
            .create(
                {
                    "name": "Visit",
                    "start": "2031-01-06 08:00:00",
                    "stop": "2031-01-06 09:00:00",
                    "partner_ids": [attendees],
                }
            )
        )

    def _follow(self):
        """Let the hidden customer follow a record of the other seller."""
        lead = self._create_opportunity(self.theirs, user_id=self.other_seller.id)
        lead.message_subscribe(self.customer.ids)
        return lead.with_user(self.other_seller)

    def test_followers(self):
        """CAR-7: whoever reads a list of followers has the names alone."""
        lead = self._follow()
        follower = lead.message_follower_ids.filtered(
            lambda one: one.partner_id == self.customer
        )

        self.assertEqual(follower.read(["email"])[0]["email"], False)
        self.assertEqual(follower.sudo().email, MAIL)
        self.assertEqual(follower.with_user(self.seller).email, MAIL)

    def test_chatter(self):
        """CAR-7: authors and followers in the chatter, too."""
        self._follow()

        def tell(user):
            partner = self.customer.with_user(user).sudo()
            [told] = Store().add(partner).get_result()["res.partner"]
            return told["name"], told["email"]

        self.assertEqual(tell(self.other_seller), ("Harbour Pumps", False))
        self.assertEqual(tell(self.seller), ("Harbour Pumps", MAIL))

    def test_guessing_by_followers(self):
        """CAR-7: nor is a phone guessed by asking who follows."""
        lead = self._follow()
        domain = [("id", "=", lead.id), ("message_partner_ids.phone", "like", "0760")]

        self.assertFalse(lead.search(domain))
        self.assertEqual(lead.sudo().search(domain), lead)
        self.theirs.phone = PHONE
        lead.message_subscribe(self.theirs.ids)
        self.assertEqual(lead.search(domain), lead)

    def test_nobody_makes_it_follow(self):
        """CAR-7: who does not see a customer does not add it to the followers."""
        lead = self._create_opportunity(self.theirs, user_id=self.other_seller.id)
        mine = lead.with_user(self.other_seller)

        mine.message_subscribe((self.customer | self.theirs).ids)

        self.assertIn(self.theirs, lead.message_partner_ids)
        self.assertNotIn(self.customer, lead.message_partner_ids)

    def test_attendees(self):
        """CAR-7: who takes part reads a meeting, not how its customer is reached."""
        event = self._meet(self.seller)
        event.partner_ids += self.other_seller.partner_id
        attendee = event.attendee_ids.filtered(
            lambda one: one.partner_id == self.customer
        )
        fields = ["email", "phone", "common_name"]

        [told] = attendee.with_user(self.other_seller).read(fields)
        [known] = attendee.with_user(self.seller).read(fields)

        self.assertEqual(
            (told["email"], told["phone"], told["common_name"]),
            (False, False, "Harbour Pumps"),
        )
        self.assertEqual((known["email"], known["phone"]), (MAIL, PHONE))

    def test_description_of_a_meeting(self):
        """CAR-7: Odoo writes who is met into the meeting: of customers, the name."""
        description = self._meet(self.seller).description

        self.assertIn("Harbour Pumps", description)
        self.assertNotIn(MAIL, description)
        self.assertNotIn(PHONE, description)
        self.assertIn(self.seller.email, description)

    def test_attendees_are_still_told(self):
        """CAR-7: a meeting that somebody else moves is told to the customer."""
        event = self._meet(self.seller).with_user(self.other_seller)
        attendee = event.attendee_ids.filtered(
            lambda one: one.partner_id == self.customer
        )
        template = self.env.ref("calendar.calendar_template_meeting_changedate")

        attendee.sudo(flag=False)._notify_attendees(template)

        [message] = self.env["mail.message"].search(
            [("model", "=", event._name), ("res_id", "=", event.id)], limit=1
        )
        self.assertIn(self.customer, message.notified_partner_ids)

    def test_relations(self):
        """CAR-7, KIN-1: nobody relates a customer to one whom they do not see."""
        relations = self.env["customer.relation"].with_user(self.other_seller)
        pair = {"partner_id": self.theirs.id, "related_id": self.customer.id}

        with self.assertRaises(AccessError):
            relations.create(pair)
        self._grant(self.other_seller)
        self.assertTrue(relations.create(pair))

    def test_activity_is_moved(self):
        """CAR-7: an activity does not move to a customer whom one does not see."""
        activity = self.theirs.with_user(self.other_seller).activity_schedule(
            "mail.mail_activity_data_call", user_id=self.other_seller.id
        )

        with self.assertRaises(AccessError):
            activity.res_id = self.customer.id
        self._grant(self.other_seller, access="edit")
        activity.res_id = self.customer.id
        self.assertEqual(activity.customer_id, self.customer)

    def test_expense(self):
        """CAR-7, KIN-3: an expense names no customer whom one does not see."""
        expenses = self.env["crm.selling.expense"].with_user(self.other_seller)
        kind = self.env["crm.selling.expense.kind"].create({"name": "Travel"})
        mine = expenses.create({"partner_id": self.theirs.id, "kind_id": kind.id})

        with self.assertRaises(AccessError):
            expenses.create({"partner_id": self.customer.id, "kind_id": kind.id})
        with self.assertRaises(AccessError):
            mine.partner_id = self.customer

    def test_expense_of_what_is_read_alone(self):
        """KIN-3, issue 16: to read an opportunity is not to add to its expenses."""
        lead = self._create_opportunity(self.customer, user_id=self.seller.id)
        grant = self._grant(self.other_seller, with_opportunities=True)
        kind = self.env["crm.selling.expense.kind"].create({"name": "Travel"})
        expenses = self.env["crm.selling.expense"].with_user(self.other_seller)
        mine = expenses.create({"partner_id": self.theirs.id, "kind_id": kind.id})
        for step in (
            lambda: expenses.create({"lead_id": lead.id, "kind_id": kind.id}),
            lambda: mine.copy({"lead_id": lead.id}),
            lambda: mine.write({"lead_id": lead.id}),
        ):
            with self.assertRaises(AccessError):
                step()

        grant.access = "edit"
        mine.copy({"lead_id": lead.id})
        self.assertEqual(len(lead.expense_ids), 1)
