from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_customer_access import TODAY, AccessCommon

YESTERDAY = TODAY - timedelta(days=1)


@tagged("post_install", "-at_install")
class TestCustomerViewers(AccessCommon):
    def _view(self, customer=None, user=None):
        mine = (customer or self.customer).with_user(user or self.seller)
        domain = mine.action_view_access()["domain"]
        return self.env["crm.customer.viewer"].search(domain)

    def test_reasons(self):
        """Who sees a customer, and why, is listed (CAR-7)."""
        team = self.env["crm.team"].create({"name": "North"})
        team.write({"member_ids": self.seller | self.clerk, "user_id": self.junior.id})
        self._grant(self.other_seller, note="Same building")
        away = self.env["crm.team"].create({"name": "South"})
        away.member_ids = self.information
        self._grant(None, team_id=away.id, access="edit", date_until=TODAY)

        lines = self._view()

        found = {
            (line.user_id, line.reason): line.access
            for line in lines
            if line.reason != "e_office"
        }
        self.assertEqual(
            found,
            {
                (self.seller, "a_responsible"): "edit",
                (self.director, "b_superior"): "edit",
                (self.junior, "c_team"): "edit",
                (self.clerk, "c_team"): "edit",
                (self.other_seller, "d_shared"): "read",
                (self.information, "d_shared"): "edit",
            },
        )
        office = lines.filtered(lambda line: line.reason == "e_office").user_id
        self.assertLessEqual(self.office | self.manager | self.admin, office)

    def test_agrees_with_the_rules(self):
        """Those listed are those whom the rules let see it (CAR-7)."""
        self._set_unassigned("office")
        team = self.env["crm.team"].create({"name": "North"})
        team.write({"member_ids": self.seller | self.clerk, "user_id": self.junior.id})
        self._grant(self.other_seller, date_until=YESTERDAY)
        self._grant(self.information)

        listed = self._view().user_id

        users = self.env["res.users"].search([("share", "=", False)])
        seeing = users.filtered(
            lambda user: self.customer.with_user(user).has_access("read")
        )
        self.assertEqual(listed & users, seeing)

    def test_nobody_responsible(self):
        """Who registered it is named until somebody is responsible (K3D-3)."""
        entered = self._create_customer("Entered Pumps")
        entered._write_system({"registrar_id": self.clerk.id})

        line = self._view(entered, self.clerk)[:1]

        self.assertEqual(line.user_id, self.clerk)
        self.assertIn("nobody is responsible", line.detail)

    def test_foreign(self):
        """Who does not see it does not learn who does (CAR-7)."""
        with self.assertRaises(AccessError):
            self._view(user=self.other_seller)

    def test_lines_are_for_who_asked(self):
        """CAR-7: nobody reads what a colleague asked, or learns a name by a line."""
        lines = self._view()
        theirs = lines.with_user(self.other_seller)

        self.assertTrue(lines.with_user(self.seller).mapped("detail"))
        self.assertFalse(theirs.search([("partner_id", "=", self.customer.id)]))
        with self.assertRaises(AccessError):
            theirs.create({"partner_id": self.customer.id})
