import json

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .test_lead_grant import LeadGrantCommon

SECRET = "0760 8812 3456"
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
        cls.customer.write({"phone": SECRET, "email": "office@harbour.example"})
        contact = cls._create_person(parent_id=cls.customer.id, phone=SECRET)
        cls.lead.write({"email_from": "office@harbour.example", "phone": False})
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
        """CAR-7: the director of another office sees the opportunity alone."""
        self.assertTrue(self._may(self.director, "read"))
        with self.assertRaises(AccessError):
            self.customer.with_user(self.director).read(["phone"])

    def test_form_opens(self):
        """K3O-2: with the customer's name and nothing else of the customer."""
        self.authenticate(self.director.login, self.director.login)
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
        self.authenticate(self.director.login, self.director.login)
        thread = {"thread_model": "crm.lead", "thread_id": self.lead.id}

        for one in CHATTER:
            with self.subTest(asked=one):
                request = ["mail.thread", {**thread, "request_list": [one]}]
                self._ask("/mail/data", fetch_params=[request])
        found = self._ask("/mail/thread/messages", **thread)

        self.assertEqual(len(found["messages"]), len(self.lead.message_ids))

    def test_lists_and_boards_show_it(self):
        """K3O-2: among others, by customer too."""
        self.authenticate(self.director.login, self.director.login)
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
        self.authenticate(self.director.login, self.director.login)
        posted = self._ask(
            "/mail/message/post",
            thread_model="crm.lead",
            thread_id=self.lead.id,
            post_data={"body": "Well done", "message_type": "comment"},
        )

        self.assertTrue(posted)
