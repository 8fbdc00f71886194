from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .test_customer_access import AccessCommon

START, STOP = "2031-01-06 08:00:00", "2031-01-06 09:00:00"
SECRET = "Price talk QZX"
CALENDAR = [
    *("name", "display_name", "start", "stop", "allday", "duration", "user_id"),
    *("partner_id", "partner_ids", "attendees_count", "user_can_edit", "location"),
    *("description", "opportunity_id", "res_id", "res_model_name", "privacy"),
]


@tagged("post_install", "-at_install")
class TestMeeting(AccessCommon):
    """security.md 18: a meeting about a customer is told to whoever may see it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_opportunity(cls.customer, user_id=cls.seller.id)
        cls.meeting = cls._meet(opportunity_id=cls.lead.id)
        cls.internal = cls._meet(name="Staff round")

    @classmethod
    def _meet(cls, user=None, **values):
        user = user or cls.seller
        values = {"name": SECRET, "location": SECRET, "description": SECRET, **values}
        values.setdefault("partner_ids", [Command.set(user.partner_id.ids)])
        model = cls.env["calendar.event"].with_user(user)
        event = model.create({"start": START, "stop": STOP, **values})
        # as if it had been made by an earlier request
        event.flush_recordset()
        cls.env.cr.execute(
            "UPDATE calendar_event SET create_date = '2030-01-01' WHERE id = %s",
            [event.id],
        )
        cls.env.invalidate_all()
        return event.with_user(cls.env.user)

    def _as(self, user, event=None):
        self.env.invalidate_all()
        return (event or self.meeting).with_user(user)

    def test_busy(self):
        """security.md 18: a colleague sees the time, the organiser, and no more."""
        mine = self._as(self.other_seller)
        [row] = mine.search_read([("id", "=", mine.id)], CALENDAR)
        [form] = self._as(self.other_seller).web_read({name: {} for name in CALENDAR})

        for told in (row, form):
            self.assertNotIn(SECRET, str(told))
            self.assertEqual((told["name"], told["display_name"]), ("Busy", "Busy"))
            self.assertEqual(str(told["start"]), START)
            self.assertEqual(told["partner_ids"], self.seller.partner_id.ids)
            self.assertFalse(told["opportunity_id"])
            self.assertFalse(told["user_can_edit"])
        self.assertEqual(row["user_id"][0], self.seller.id)

    def test_readers(self):
        """security.md 18: organiser, superior, participant, who sees it all."""
        for user in (self.seller, self.director, self.office):
            [row] = self._as(user).read(["name", "location"])
            self.assertEqual(row["location"], SECRET, user.login)
        self.meeting.partner_ids += self.other_seller.partner_id
        self.assertEqual(self._as(self.other_seller).name, SECRET)

    def test_shared(self):
        """security.md 18: a share of the opportunity opens it, to read or to edit."""
        self._grant(self.other_seller, with_opportunities=True)
        self.assertEqual(self._as(self.other_seller).location, SECRET)
        with self.assertRaises(AccessError):
            self._as(self.other_seller).write({"location": "Elsewhere"})

        self.env["crm.customer.grant"].search([]).write({"access": "edit"})
        self._as(self.other_seller).write({"location": "Elsewhere"})
        self.assertEqual(self.meeting.location, "Elsewhere")

    def test_about_nobody(self):
        """security.md 18: a meeting about no customer is read as Odoo has it."""
        mine = self._as(self.other_seller, self.internal)
        self.assertEqual(mine.read(["name"])[0]["name"], "Staff round")
        with self.assertRaises(AccessError):
            mine.write({"name": "Taken"})
        with self.assertRaises(AccessError):
            mine.unlink()

    def test_about_by_whatever_way(self):
        """security.md 18: an attending customer, or the document that it hangs on."""
        model = self.env["ir.model"]._get_id("res.partner")
        attended = self._meet(
            partner_ids=[Command.set((self.seller.partner_id | self.contact).ids)]
        )
        noted = self._meet(res_model_id=model, res_id=self.customer.id)
        for event in (attended, noted):
            [row] = self._as(self.other_seller, event).read(CALENDAR)
            self.assertNotIn(SECRET, str(row))
            self.assertEqual(row["partner_ids"], self.seller.partner_id.ids)

    def test_nothing_by_detours(self):
        """security.md 18: nor by conditions, groups, messages, files, attendees."""
        message = self.meeting.message_post(body=SECRET)
        file = self.env["ir.attachment"].create(
            {
                "name": "a",
                "res_model": "calendar.event",
                "res_id": self.meeting.id,
                "raw": b"x",
            }
        )
        mine = self._as(self.other_seller)
        for domain in (
            [("name", "like", "QZX")],
            [("description", "like", "QZX")],
            [("opportunity_id", "=", self.lead.id)],
            [("display_name", "like", "QZX")],
            ["!", ("name", "not like", "QZX")],
        ):
            with self.subTest(domain=domain):
                self.assertFalse(mine.search([*domain, ("id", "=", mine.id)]))
        groups = mine.formatted_read_group([], ["name"], ["__count"])
        self.assertNotIn(SECRET, str(groups))
        self.assertNotIn(SECRET, str(mine.name_search()))
        for record in (message, file, self.meeting.attendee_ids):
            with self.subTest(record=record), self.assertRaises(AccessError):
                self._as(self.other_seller, record).read(["create_date"])
        self.meeting.message_subscribe(self.customer.ids)
        followers = self.meeting.message_follower_ids
        with self.assertRaises(AccessError):
            self._as(self.other_seller, followers).read(["partner_id"])

    def test_whom_a_hidden_customer_meets(self):
        """security.md 18: nor by asking for whom one does not see."""
        partners = self.customer | self.contact
        event = self._meet(
            partner_ids=[Command.set((partners | self.seller.partner_id).ids)]
        )
        mine = self._as(self.other_seller, event)
        for operator, value in (("=", self.contact.id), ("in", partners.ids)):
            domain = [("partner_ids", operator, value), ("start", ">", "2030-01-01")]
            self.assertNotIn(mine, mine.search(domain))
        domain = [("partner_ids", "in", self.seller.partner_id.ids)]
        self.assertIn(mine, mine.search(domain))
        domain = [("partner_ids", "ilike", self.contact.name)]
        self.assertNotIn(mine, mine.search(domain))

    def test_writing(self):
        """security.md 18: no colleague changes, deletes, joins or takes it."""
        mine = self._as(self.other_seller)
        me = self.other_seller.partner_id
        for step in (
            lambda: mine.write({"name": "Taken"}),
            lambda: mine.write({"user_id": self.other_seller.id}),
            lambda: mine.action_join_meeting(me.id),
            lambda: me.with_user(self.other_seller).write(
                {"meeting_ids": [Command.link(mine.id)]}
            ),
            lambda: (
                self.env["calendar.attendee"]
                .with_user(self.other_seller)
                .create({"event_id": mine.id, "partner_id": me.id})
            ),
            lambda: self.meeting.attendee_ids.with_user(self.other_seller).unlink(),
            lambda: mine.message_post(body="x"),
            mine.action_archive,
            mine.unlink,
        ):
            with self.assertRaises(UserError):
                step()
        self.assertTrue(self.meeting.exists().active)
        self.assertEqual(self.meeting.partner_ids, self.seller.partner_id)

    def test_who_changes(self):
        """security.md 18: organiser, who takes part, superior."""
        self.meeting.partner_ids += self.other_seller.partner_id
        for user in (self.seller, self.other_seller, self.director):
            mine = self._as(user)
            mine.write({"location": user.login})
            self.assertTrue(mine.user_can_edit, user.login)
        with self.assertRaises(AccessError):
            self._as(self.other_seller).write({"user_id": self.other_seller.id})
        self._as(self.seller).write({"user_id": self.other_seller.id})

    def test_colleagues_plan(self):
        """security.md 18: whoever is busy with a hidden customer is unavailable."""
        values = {"name": "Round", "start": START, "stop": STOP}
        partners = (self.seller | self.other_seller).partner_id
        event = (
            self.env["calendar.event"]
            .with_user(self.other_seller)
            .create({**values, "partner_ids": [Command.set(partners.ids)]})
        )
        self.assertEqual(event.unavailable_partner_ids, self.seller.partner_id)
        self.assertEqual(event.attendees_count, 2)

        details = partners.with_user(self.other_seller).get_attendee_detail(
            [event.id, self.meeting.id]
        )
        self.assertEqual({one["event_id"] for one in details}, {event.id})

    def test_invitation_is_answered(self):
        """security.md 18: whoever is invited answers, and leaves again."""
        self.meeting.partner_ids += self.other_seller.partner_id
        mine = self._as(self.other_seller)

        mine.change_attendee_status("accepted", "self_only")
        self.assertEqual(mine.current_status, "accepted")
        mine.write({"partner_ids": [Command.unlink(self.other_seller.partner_id.id)]})
        self.assertEqual(self._as(self.other_seller).display_name, "Busy")

    def test_for_somebody_else(self):
        """security.md 18: a meeting may be made for a colleague, as in Odoo."""
        values = {"name": "Round", "start": START, "stop": STOP}
        values |= {"user_id": self.seller.id}
        values |= {"partner_ids": [Command.set(self.seller.partner_id.ids)]}
        model = self.env["calendar.event"].with_user(self.other_seller)
        self.assertTrue(model.create(values).attendee_ids)

    def test_document(self):
        """security.md 18: none is made about a document that one does not see."""
        model = self.env["calendar.event"].with_user(self.other_seller)
        values = {"name": "Round", "start": START, "stop": STOP}
        about = self.env["ir.model"]._get_id("crm.lead")
        hidden = {"res_model": "crm.lead", "res_id": self.lead.id}
        file = self.env["ir.attachment"].create({"name": "a", "raw": b"x", **hidden})
        for one in (
            hidden,
            {"res_model_id": about, "res_id": self.lead.id},
            {"opportunity_id": self.lead.id},
            {"partner_ids": [Command.set(self.contact.ids)]},
            {"res_model": "ir.attachment", "res_id": file.id},
        ):
            with self.subTest(one=one), self.assertRaises(AccessError):
                model.create({**values, **one})
        context = {"default_res_model": "crm.lead", "default_res_id": self.lead.id}
        with self.assertRaises(AccessError):
            model.with_context(**context).create(values)

    def test_series(self):
        """security.md 18: a series is its people's, each meeting of it too."""
        values = {"recurrency": True, "rrule_type": "weekly", "count": 3}
        values |= {"end_type": "count", "mon": True, "opportunity_id": self.lead.id}
        first = self._meet(**values)
        series = first.recurrence_id
        self.env.cr.execute("UPDATE calendar_event SET create_date = '2030-01-01'")
        foreign = self._as(self.other_seller, series)

        with self.assertRaises(AccessError):
            foreign.write({"count": 1})
        with self.assertRaises(AccessError):
            foreign.unlink()
        own = self._as(self.seller, first)
        own.write({"location": "All", "recurrence_update": "all_events"})
        self.assertEqual(set(series.calendar_event_ids.mapped("location")), {"All"})
        own.action_mass_deletion("all_events")
        self.assertFalse(series.exists())

    def test_form(self):
        """security.md 18: the form makes one, with the customer's people."""
        model = self.env["calendar.event"].with_user(self.seller)
        context = {"default_opportunity_id": self.lead.id}
        with Form(model.with_context(**context)) as form:
            form.name = "Visit"
            form.partner_ids.add(self.contact)
        self.assertEqual(form.record.opportunity_id, self.lead)
        self.assertIn(self.contact, form.record.attendee_ids.partner_id)

    def test_cost(self):
        """security.md 18: a page of meetings costs the same however many there are."""
        spec = {name: {} for name in CALENDAR}
        model = self.env["calendar.event"].with_user(self.other_seller)

        def count():
            self.env.invalidate_all()
            return self._count_queries(lambda: model.web_search_read([], spec))

        few = count()
        for _n in range(5):
            self._meet(opportunity_id=self.lead.id)
        self.assertLessEqual(count(), few + 2)
