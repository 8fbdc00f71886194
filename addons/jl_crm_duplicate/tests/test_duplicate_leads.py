from odoo.tests import new_test_user, tagged

from .common import DuplicateCommon

PHONE = "0760-8812 3456"


@tagged("post_install", "-at_install")
class TestDuplicateLeads(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create({"name": "中山办事处"})
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "门窗五金询价",
                "partner_name": "中山市松大电子科技有限公司",
                "contact_name": "王丽",
                "phone": PHONE,
                "user_id": cls.holder.id,
                "team_id": cls.team.id,
                "type": "lead",
            }
        )

    def test_lead_is_a_hit(self):
        """DUP-2: somebody talks with the company already, without a customer yet."""
        [hit] = self._analyse(self.env.user, name="中山松大电子", phone=PHONE)

        self.assertEqual(hit["lead_id"], self.lead.id)
        self.assertFalse(hit["partner_id"])
        self.assertEqual(hit["display_name"], self.lead.partner_name)
        self.assertEqual(hit["verdict"], "certain")
        self.assertEqual(
            (hit["holder"], hit["department"], hit["status"]),
            (self.holder.name, "中山办事处", "Lead"),
        )

    def test_lead_that_is_hidden_tells_no_more_than_it_must(self):
        """DUP-2: a salesperson reads no colleague's lead."""
        group = "sales_team.group_sale_salesman"
        seller = new_test_user(self.env, "dup_other_seller", groups=group)

        [hit] = self._analyse(seller, name="中山松大电子", phone=PHONE)

        self.assertFalse(hit["lead_id"])
        self.assertFalse(hit["access_token"])
        self.assertEqual(hit["holder"], self.holder.name)
        told = str(hit)
        for secret in ("8812", "询价", "王丽"):
            self.assertNotIn(secret, told)

    def test_lead_stops_nobody(self):
        """DUP-3: a lead is no customer; it is shown and the customer goes in."""
        partners = self.Partner.with_user(self.seller)

        customer = partners.create(
            {"name": self.lead.partner_name, "is_company": True, "phone": PHONE}
        )

        self.assertTrue(customer)

    def test_customer_comes_before_the_lead(self):
        """DUP-2: of two that are equally alike."""
        customer = self._create_customer(self.lead.partner_name)

        hits = self._analyse(self.env.user, name=self.lead.partner_name)

        self.assertEqual([hit["partner_id"] for hit in hits], [customer.id, False])

    def test_lead_of_a_customer_is_found_with_it(self):
        """DUP-2: not twice."""
        customer = self._create_customer(self.lead.partner_name)
        self.lead.partner_id = customer

        self.assertEqual(self._find(name=self.lead.partner_name), customer)
        self._assert_in_line()

    def test_lead_that_is_lost_or_gone_is_none(self):
        """DUP-2: put away, changed, deleted, and back."""
        values = {"name": "中山松大电子", "phone": PHONE}
        self.lead.action_archive()
        self.assertFalse(self._analyse(self.env.user, **values))
        self.lead.action_unarchive()
        self.assertTrue(self._analyse(self.env.user, **values))
        self.lead.write({"partner_name": "珠海远航渔具有限公司", "phone": False})
        self.assertFalse(self._analyse(self.env.user, **values))
        self._assert_in_line()
        self.lead.unlink()
        self.assertFalse(self._analyse(self.env.user, name="珠海远航渔具"))
        self._assert_in_line()

    def test_lead_is_opened_from_the_window(self):
        """DUP-1: like a customer."""
        window = self.env["crm.duplicate.search"].create({"phone": PHONE})
        window.action_search()

        action = window.line_ids.action_open()

        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.lead", self.lead.id)
        )

    def test_repair_finds_leads_too(self):
        """DUP-1: rows that went past the ORM are brought in line."""
        self.index._refresh_pending()
        self.env.cr.execute(
            "DELETE FROM crm_duplicate_key WHERE partner_id = %s", [-self.lead.id]
        )
        self.env.cr.execute("INSERT INTO crm_duplicate_key VALUES (16, -2000000000)")

        self.assertEqual(set(self.index._check()), {-self.lead.id, -2_000_000_000})
        self.index._cron_repair()

        self._assert_in_line()

    def test_whole_base_is_indexed_with_its_leads(self):
        """DUP-2: what the installation does with leads that are there."""
        self.index._refresh_pending()

        self.index._rebuild()

        self._assert_in_line()
        self.assertTrue(self._analyse(self.env.user, phone=PHONE, name="无名"))
