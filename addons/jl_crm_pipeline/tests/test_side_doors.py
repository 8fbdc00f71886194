from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_lead_grant import LeadGrantCommon

MAIL = "From: a@b.example\nTo: x@c.example\nSubject: S\nMessage-ID: <{}@x>\n\nhi"
SILENT = {"tracking_disable": True, "mail_notrack": True}
TRACKED = {"tracking_disable": False, "mail_notrack": False}


@tagged("post_install", "-at_install")
class TestSideDoors(LeadGrantCommon):
    """Public methods of Odoo that act for more than who calls them (CAR-7)."""

    def test_gateway_of_mail(self):
        """CAR-7: a mail that somebody hands in takes no customer."""
        taken = {"message_partner_ids": [(1, self.customer.id, {"user_id": False})]}
        for user in (self.other_seller, self.clerk, self.office, self.employee):
            threads = self.env["mail.thread"].with_user(user)
            with (
                self.subTest(user=user.login),
                self._assert_refused("administrator", AccessError),
            ):
                threads.message_process(
                    "crm.lead", MAIL.format(user.id), custom_values=taken
                )
        self.assertEqual(self.customer.user_id, self.seller)

    def test_gateway_that_is_an_administrator(self):
        """RES-4: the script of a mail server hands mails in as before."""
        threads = self.env["mail.thread"].with_user(self.admin)
        made = threads.message_process("crm.lead", MAIL.format("gateway"))
        self.assertEqual(self.env["crm.lead"].browse(made).name, "S")

    def test_merging_what_is_shared(self):
        """K3O-2: a share lets nobody swallow a colleague's opportunity."""
        mine = self._create_opportunity(
            self._create_customer("Glass", user_id=self.other_seller.id),
            name="Mine",
            user_id=self.other_seller.id,
        )
        self._share()
        both = (mine | self.lead).with_user(self.other_seller)
        with self.assertRaises(AccessError):
            both.merge_opportunity()
        self.assertTrue(self.lead.exists())
        self.assertEqual(mine.expected_revenue, 0)

    def test_merging_ones_own(self):
        """K3O-2: whose they are merges them."""
        twin = self._create_lead("Twin")
        merged = (self.lead | twin).with_user(self.seller).merge_opportunity()
        self.assertEqual(merged, (self.lead | twin).exists())

    def test_silent_change_of_hands(self):
        """RES-1: a client that wants no trace leaves one all the same."""
        # or it counts as made in this very moment
        self.env.cr.flush()
        director = self.customer.with_user(self.manager).with_context(**SILENT)
        director.write({"user_id": self.other_seller.id})
        self.env.cr.flush()
        messages = self.env["mail.message"].search(
            [("model", "=", "res.partner"), ("res_id", "=", self.customer.id)]
        )
        tracked = messages.sudo().tracking_value_ids
        self.assertIn("user_id", tracked.field_id.mapped("name"))

    def test_nobody_speaks_for_a_colleague(self):
        """K3Q-5: a message names who wrote it, whoever they say they are, and when."""
        mine = self.lead.with_user(self.seller).with_context(**TRACKED)
        other = self.director.partner_id
        posted = mine.message_post(body="I approve this.", author_id=other.id)
        self.assertEqual(posted.author_id, self.seller.partner_id)
        made = mine.env["mail.message"].create(
            {
                "model": "crm.lead",
                "res_id": mine.id,
                "author_id": other.id,
                "message_type": "notification",
                "date": "2020-01-01 00:00:00",
            }
        )
        self.assertEqual(made.author_id, self.seller.partner_id)
        self.assertGreater(made.date, fields.Datetime.to_datetime("2021-01-01"))

    def test_mail_under_a_colleagues_address(self):
        """RES-4: a template's sender stays; who sent it stands beside it."""
        sent = self.lead.with_user(self.seller).message_post(
            body="Hello", email_from=self.director.email_formatted
        )
        self.assertEqual(sent.email_from, self.director.email_formatted)
        self.assertEqual(sent.author_id, self.seller.partner_id)

    def test_activity_that_nobody_did(self):
        """K3C-2: nobody notes as done what a colleague did not do."""
        made = (
            self.env["mail.activity"]
            .with_user(self.seller)
            .create(
                {
                    "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "res_id": self.customer.id,
                    "user_id": self.seller.id,
                    "summary": "Visit",
                    "active": False,
                    "date_done": "2020-01-01",
                }
            )
        )
        self.assertTrue(made.active)
        self.assertFalse(made.date_done)

    def test_login_of_a_hidden_customer(self):
        """CAR-7: nor are the logins of customers told whom one does not see."""
        theirs = self.customer.with_user(self.other_seller)
        with self.assertRaises(AccessError):
            theirs.signup_get_auth_param()

    def test_restoring_what_was_not_put_away(self):
        """RES-5: nothing is noted of it, and only by who may change it."""
        with self.assertRaises(AccessError):
            self.customer.with_user(self.other_seller).action_restore()
        before = self.customer.message_ids
        self.customer.with_user(self.seller).action_restore()
        self.assertEqual(self.customer.message_ids, before)

    def test_contexts_that_say_nothing(self):
        """IMP-2: what a client sends in place of a text, or an id, is passed over."""
        mine = self.customer.with_user(self.seller)
        for typed in (5, True, "\0", ["\0", 3]):
            with self.subTest(typed=typed):
                found = mine.with_context(customer_search=typed)
                self.assertFalse(found.found_by)
        lead = self.lead.with_user(self.seller)
        for cause in (True, "x", 0):
            with self.subTest(cause=cause):
                lead = lead.with_context(jl_crm_pipeline_cause_id=cause)
                self.assertEqual(lead._find_causes(), {})

    def test_what_is_shown_only_is_not_sent(self):
        """CAR-7: a form reads back what is kept, and no name that was made up."""
        theirs = self.env["res.partner"].create(
            {"name": "Hidden", "user_id": self.seller.id, "is_company": True}
        )
        mine = self._create_customer("Mine", user_id=self.other_seller.id)
        specification = {"self": {"fields": {"display_name": {}}}, "name": {}}
        self.assertIn("self", mine._get_shown_only())
        [row] = mine.with_user(self.other_seller).web_save(
            {"self": theirs.id, "name": "Mine Ltd"}, specification
        )
        self.assertNotIn("Hidden", str(row))
        self.assertEqual(row["name"], "Mine Ltd")

    def test_activity_of_a_hidden_meeting(self):
        """CAR-7: an activity is linked to no meeting that one may not read."""
        meeting = self.env["calendar.event"].create(
            {
                "name": "Board",
                "start": "2031-03-10 04:00:00",
                "stop": "2031-03-10 05:00:00",
                "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                "res_id": self.lead.id,
                "opportunity_id": self.lead.id,
                "user_id": self.seller.id,
                "partner_ids": [(6, 0, self.seller.partner_id.ids)],
            }
        )
        activities = self.env["mail.activity"].with_user(self.other_seller)
        vals = {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": self._create_customer("Own", user_id=self.other_seller.id).id,
            "user_id": self.other_seller.id,
        }
        mine = activities.create(vals)
        with self.assertRaises(AccessError):
            mine.calendar_event_id = meeting
        with self.assertRaises(AccessError):
            activities.create({**vals, "calendar_event_id": meeting.id})

    def test_a_customer_that_becomes_a_contact(self):
        """RES-1: a clerk or director puts nobody's customer under another."""
        other = self._create_customer("Other", user_id=self.seller.id)
        office = self._create_office(self.director, self.seller, self.clerk)
        self.assertIn(self.seller, office.member_ids)
        for user in (self.director, self.clerk):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.customer.with_user(user).parent_id = other
        self.customer.with_user(self.seller).parent_id = other
        self.assertEqual(self.customer.parent_id, other)

    def test_team_of_a_user(self):
        """RES-1: whose team somebody is in is counted from its members."""
        before = self.seller.sale_team_id
        team = self.env["crm.team"].create({"name": "Elsewhere"})
        self.seller.with_user(self.admin).write({"sale_team_id": team.id})
        self.assertEqual(self.seller.sale_team_id, before)

    def test_whom_a_message_went_to(self):
        """CAR-7: nobody notes of a message that is not theirs whom it went to."""
        message = self.lead.with_user(self.seller).message_post(body="Price list")
        self._share(access="read")
        rows = self.env["mail.notification"]
        vals = {"mail_message_id": message.id, "notification_type": "inbox"}
        vals["res_partner_id"] = self.other_seller.partner_id.id
        with self.assertRaises(AccessError):
            rows.with_user(self.other_seller).create(vals)
        self.assertTrue(rows.with_user(self.seller).create(vals))
