import json

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import DuplicateCommon

NAME = "中山市松大电子科技有限公司"
PHONE = "0760-8812 3456"


@tagged("post_install", "-at_install")
class TestDuplicateWebForm(DuplicateCommon, HttpCase):
    """What comes in from outside, over HTTP as a browser sends it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(NAME, phone=PHONE, user_id=cls.holder.id)
        cls.env.cr.flush()

    def _send_form(self, **values):
        """Send the contact form of the website; return the answer and the lead."""
        if "website_form_access" not in self.env["ir.model"]._fields:
            self.skipTest("no website here")
        # one that is no duplicate of those sent before
        before = self.env["crm.lead"].search([], limit=1, order="id desc").id or 0
        answer = self.url_open("/website/form/crm.lead", data=values)
        lead = self.env["crm.lead"].search([("id", ">", before)])
        return answer, lead

    def _find_notes(self, lead):
        return lead.message_ids.filtered(
            lambda one: self.holder.name in (one.body or "")
        )

    def test_form_of_the_website(self):
        """DUP-3: the lead goes in with the hint; the visitor reads nothing of it."""
        answer, lead = self._send_form(
            contact_name="王丽",
            partner_name="中山松大电子科技公司",
            phone="0760-88123456",
            email_from="wang@elsewhere.example",
            name="铰链询价",
        )

        self.assertEqual(json.loads(answer.text), {"id": lead.id})
        self.assertNotIn("松大", answer.text)
        [note] = self._find_notes(lead)
        self.assertIn(NAME, note.body)
        self.assertFalse(lead.partner_id)

    def test_form_of_somebody_new(self):
        """DUP-3: nothing is said of who looks like nobody."""
        _answer, lead = self._send_form(
            contact_name="赵强",
            partner_name="珠海远航渔具有限公司",
            phone="0756-3322110",
            email_from="zhao@yuanhang.example",
            name="询价",
        )

        self.assertTrue(lead)
        self.assertFalse(self._find_notes(lead))

    def test_mail_of_a_customer(self):
        """DUP-3: a lead that the mail gateway makes has the hint as well."""
        self.customer.email = "sales@songda.example"
        self.env.cr.flush()
        gateway = self.env["crm.lead"].with_user(self.env.ref("base.user_root"))

        lead = gateway.message_new(
            {
                "subject": "Enquiry",
                "from": '"松大电子" <sales@songda.example>',
                "email_from": '"松大电子" <sales@songda.example>',
            },
            {"contact_name": "松大电子", "phone": "0760-88123456", "partner_id": False},
        )

        self.assertEqual(bool(self._find_notes(lead)), not lead.partner_id)

    def test_tab_that_is_closed(self):
        """DUP-3: what the browser sends when a tab is closed passes no other gate."""
        groups = "sales_team.group_sale_salesman,base.group_partner_manager"
        new_test_user(self.env, "dup_beacon", groups=groups)
        self.authenticate("dup_beacon", "dup_beacon")
        values = {"name": "中山松大电子科技公司", "phone": PHONE, "is_company": True}
        params = {
            "model": "res.partner",
            "method": "web_save",
            "args": [[], values],
            "kwargs": {"context": {}, "specification": {}},
        }
        with mute_logger("odoo.http"):
            answer = self.url_open(
                "/web/dataset/call_kw/res.partner/web_save",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            )

        self.assertIn("DuplicateError", answer.json()["error"]["data"]["name"])
        found = self.Partner.search_count([("name", "=", values["name"])])
        self.assertFalse(found)
