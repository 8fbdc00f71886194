import json

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..roles import ALL_LEADS
from .test_lead_grant import LeadGrantCommon

SECRET = "0760 8812 3456"
MAIL = "office@harbour.example"
# what the web client asks for beside an opportunity
CHATTER = (
    *("activities", "attachments", "contact_fields", "display_name", "followers"),
    *("scheduledMessages", "suggestedRecipients"),
)


@tagged("post_install", "-at_install")
class TestHiddenCustomer(LeadGrantCommon, HttpCase):
    """Whoever sees an opportunity but not its customer (CAR-7, K3O-2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.whole = cls._create_user("whole", ALL_LEADS)
        cls.customer.write({"phone": SECRET, "email": MAIL})
        contact = cls._create_person(parent_id=cls.customer.id, phone=SECRET)
        cls.lead.write({"email_from": MAIL, "phone": SECRET})
        cls.lead.activity_schedule(
            "mail.mail_activity_data_call", user_id=cls.seller.id, summary="Call"
        )
        cls.lead.activity_ids.contact_id = contact
        cls.lead.message_subscribe(cls.customer.ids + contact.ids)
        cls.lead.message_post(body="Hello", author_id=contact.id)
        cls.lead.message_post(
            body="Answer",
            partner_ids=cls.customer.ids,
            author_id=cls.seller.partner_id.id,
            subtype_xmlid="mail.mt_comment",
        )

    def _ask(self, path, **params):
        response = self.url_open(
            path,
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        )
        answer = response.json()
        self.assertNotIn(
            "error", answer, json.dumps(answer.get("error", {}), ensure_ascii=False)
        )
        self.assertNotIn(SECRET, response.text)
        self.assertNotIn(MAIL, response.text)
        return answer["result"]

    def _call(self, method, *args, **kwargs):
        values = {"model": "crm.lead", "method": method, "args": args}
        path = f"/web/dataset/call_kw/crm.lead/{method}"
        return self._ask(path, **values, kwargs=kwargs)

    def _specify(self, arch_fields, models):
        """Return what a form asks for, as deep as the web client goes."""
        return {
            name: {"fields": {"display_name": {}}}
            if models["crm.lead"]["fields"][name]["type"] == "many2one"
            else {"fields": {}}
            if models["crm.lead"]["fields"][name]["type"].endswith("2many")
            else {}
            for name in arch_fields
        }

    def test_customer_is_hidden(self):
        """CAR-7: who has all documents by Odoo's right sees the opportunity alone."""
        self.assertTrue(self._may(self.whole, "read"))
        with self.assertRaises(AccessError):
            self.customer.with_user(self.whole).read(["phone"])

    def test_form_opens(self):
        """K3O-2: with the customer's name and nothing else of the customer."""
        self.authenticate(self.whole.login, self.whole.login)
        views = self._call("get_views", [[False, "form"], [False, "list"]])
        fields = views["models"]["crm.lead"]["fields"]
        form = views["views"]["form"]["arch"]
        shown = [name for name in fields if f'name="{name}"' in form]

        [values] = self._call(
            "web_read",
            self.lead.ids,
            specification=self._specify(shown, views["models"]),
        )

        self.assertEqual(values["partner_id"]["display_name"], "Harbour Pumps")

    def test_chatter_loads(self):
        """K3O-2: messages, followers, activities, whom to write to: no error."""
        self.authenticate(self.whole.login, self.whole.login)
        thread = {"thread_model": "crm.lead", "thread_id": self.lead.id}

        for one in CHATTER:
            with self.subTest(asked=one):
                request = ["mail.thread", {**thread, "request_list": [one]}]
                self._ask("/mail/data", fetch_params=[request])
        found = self._ask("/mail/thread/messages", **thread)

        self.assertEqual(len(found["messages"]), len(self.lead.message_ids))

    def test_lists_and_boards_show_it(self):
        """K3O-2: among others, by customer too."""
        self.authenticate(self.whole.login, self.whole.login)
        domain = [("id", "=", self.lead.id)]
        spec = {"partner_id": {"fields": {"display_name": {}}}, "activity_ids": {}}

        found = self._call("web_search_read", domain, spec)
        groups = self._call("web_read_group", domain, ["partner_id"], [])

        self.assertEqual(
            found["records"][0]["partner_id"]["display_name"], "Harbour Pumps"
        )
        self.assertEqual(groups["groups"][0]["partner_id"][1], "Harbour Pumps")

    def test_answer_is_written(self):
        """K3O-2: who sees it may say something about it."""
        self.authenticate(self.whole.login, self.whole.login)
        posted = self._ask(
            "/mail/message/post",
            thread_model="crm.lead",
            thread_id=self.lead.id,
            post_data={"body": "Well done", "message_type": "comment"},
        )

        self.assertTrue(posted)

    def test_customer_is_not_told(self):
        """CAR-7: neither phone nor mail by what the opportunity has copied of them."""
        theirs = self.lead.with_user(self.whole)
        mine = [("id", "=", self.lead.id)]

        [told] = theirs.read(["partner_id", "phone", "email_from", "phone_sanitized"])
        exported = theirs._export_rows([["name"], ["phone"], ["email_from"]])

        self.assertEqual(told["partner_id"][1], "Harbour Pumps")
        self.assertFalse(any((told["phone"], told["email_from"])))
        self.assertFalse(told["phone_sanitized"])
        self.assertEqual(exported, [[self.lead.name, "", ""]])
        self.assertEqual(theirs.search_read(mine, ["phone"])[0]["phone"], False)
        for condition in (("phone", "like", "0760"), ("email_from", "=", MAIL)):
            self.assertFalse(theirs.search([*mine, condition]))
        for name in ("phone", "email_from"):
            # nobody lists numbers by groups, which would leave no trace
            with self.assertRaises(AccessError):
                theirs.formatted_read_group(mine, [name], ["__count"])
            with self.assertRaises(AccessError):
                theirs.formatted_read_group(mine, [], [f"{name}:array_agg"])

    def _flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_changes_are_not_told(self):
        """CAR-7: nor by the history of changes."""
        tracked = self.lead.with_context(tracking_disable=False, mail_notrack=False)
        self._flush_tracking()
        tracked.write({"phone": "0760 1111 2222", "email_from": "new@harbour.example"})
        self._flush_tracking()
        values = self.lead.message_ids.sudo().tracking_value_ids
        names = values.field_id.mapped("name")
        self.assertIn("email_from", names)

        def tell(user):
            kept = self.lead.with_user(user)._track_filter_for_display(values)
            return kept.sudo().field_id.mapped("name")

        self.assertNotIn("email_from", tell(self.whole))
        self.assertNotIn("phone", tell(self.whole))
        self.assertIn("email_from", tell(self.seller))

    def test_customer_is_told_to_others(self):
        """K3O-2: whoever holds it, stands above, helps or sees all has everything."""
        self._share()
        self.lead.flush_recordset()
        for user in (self.seller, self.other_seller, self.office):
            with self.subTest(user=user.name):
                theirs = self.lead.with_user(user)
                self.assertEqual(theirs.read(["phone"])[0]["phone"], SECRET)
                self.assertTrue(
                    theirs.search([("id", "=", theirs.id), ("phone", "like", "0760")])
                )
                self.assertEqual(
                    theirs._export_rows([["name"], ["phone"]]),
                    [[self.lead.name, SECRET]],
                )
