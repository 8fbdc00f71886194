from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged

from .test_customer_access import AccessCommon


@tagged("post_install", "-at_install")
class TestAssigningDialogue(AccessCommon):
    """What one sees who assigns customers, and where it begins (K3D-3, ux.md 19)."""

    def _open_assigning(self, **vals):
        dialogues = self.env["crm.customer.assign"].with_user(self.director)
        return dialogues.create(
            {
                "partner_ids": [Command.set(self.customer.ids)],
                "user_ids": [Command.set(self.junior.ids)],
                **vals,
            }
        )

    def test_grants(self):
        """K3D-3: with whom the customer is shared is listed, and stays or ends."""
        grants = self.env["crm.customer.grant"]
        values = {"partner_id": self.customer.id, "user_id": self.other_seller.id}
        grant = grants.create(values)
        dialogue = self._open_assigning()
        self.assertIn("Shares with Others 1", dialogue.work_summary)
        dialogue.action_assign()
        self.assertFalse(grant.is_over)

        dialogue = self._open_assigning(with_work=True)
        line = dialogue.line_ids.filtered(
            lambda one: one.work_model == "crm.customer.grant"
        )
        line.goes = False
        dialogue.action_assign()
        self.assertTrue(grant.is_over)

    def test_customers_of_each(self):
        """ux.md 19: who assigns sees how many customers each salesperson has."""
        users = self.env["res.users"].with_user(self.director)
        rows = users.with_context(show_customer_count=True).web_name_search(
            self.seller.name, {"display_name": {}}
        )
        counted = self.Partner.with_user(self.director).search_count(
            [("user_id", "=", self.seller.id), ("customer_status", "!=", False)]
        )
        name = f"{self.seller.name} ({counted} customers)"
        self.assertIn(name, [row["display_name"] for row in rows])
        self.assertEqual(self.seller.display_name, self.seller.name)

    def test_button_on_the_form(self):
        """ux.md 19: who assigns has a button on the customer, others have none."""
        for user, count in ((self.clerk, 1), (self.seller, 0)):
            partners = self.Partner.with_user(user)
            view = self.env.ref("base.view_partner_form").id
            arch = etree.fromstring(partners.get_view(view, "form")["arch"])
            found = arch.xpath("//header/button[@name='action_assign']")
            self.assertEqual(len(found), count)

    def test_only_who_sells_is_offered(self):
        """K3D-3: no desk is offered as a salesperson, a director is."""
        domain = self._open_assigning().fields_get(["user_ids"])["user_ids"]["domain"]
        offered = self.env["res.users"].search(domain)
        legal = self._create_user("legal_desk", "jl_crm_pipeline.group_legal_dept")
        self.assertLessEqual(self.seller | self.director, offered)
        self.assertFalse(offered & (self.clerk | legal | self.office))

    def test_invoices_are_called_so(self):
        """K3D-3: open invoices that go along have the name people use."""
        self.assertEqual(self.env["account.move"]._get_work_name(), "Invoices")
