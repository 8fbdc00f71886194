from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .test_customer_access import AccessCommon


@tagged("post_install", "-at_install")
class TestCustomerAssignment(AccessCommon):
    def _create_new(self, count):
        return self.Partner.create(
            [{"name": f"New {number}", "is_company": True} for number in range(count)]
        )

    def _assign(self, customers, users, by=None, **vals):
        action = customers.with_user(by or self.clerk).action_assign()
        dialogue = self.env[action["res_model"]].with_user(by or self.clerk)
        dialogue = dialogue.with_context(**action["context"]).create(
            {"user_ids": [Command.set(users.ids)], **vals}
        )
        dialogue.action_assign()
        return dialogue

    def test_one(self):
        """A clerk assigns; the salesperson is told and the chatter keeps it (K3D-3)."""
        [customer] = self._create_new(1)

        self._assign(customer, self.other_seller, note="Call them")

        self.assertEqual(customer.user_id, self.other_seller)
        notices = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.other_seller.partner_id.id)]
        )
        self.assertIn("Call them", "".join(notices.mail_message_id.mapped("body")))

    def test_evenly(self):
        """Many are shared out evenly, the odd one to who has the fewest (K3D-3)."""
        customers = self._create_new(5)
        people = self.seller | self.other_seller

        dialogue = self._assign(customers, people)

        self.assertEqual(len(customers.filtered(lambda c: c.user_id == self.seller)), 2)
        self.assertEqual(customers.user_id, people)
        self.assertIn("2-3 each", dialogue.summary)
        dialogue.partner_ids = customers[:4]
        self.assertIn("2 each", dialogue.summary)

    def test_told_once(self):
        """Of many customers at once each salesperson is told once (K3D-3)."""
        before = self._count_notices(self.other_seller)

        self._assign(self._create_new(12), self.other_seller)

        self.assertEqual(self._count_notices(self.other_seller), before + 1)

    def _count_notices(self, user):
        return self.env["mail.notification"].search_count(
            [("res_partner_id", "=", user.partner_id.id)]
        )

    def test_to_oneself(self):
        """Who takes customers over needs not be told (K3D-3)."""
        [customer] = self._create_new(1)

        self._assign(customer, self.director, by=self.director)

        self.assertEqual(customer.user_id, self.director)
        self.assertFalse(self._count_notices(self.director))

    def test_with_work(self):
        """Open work goes along where that is wanted (K3D-3)."""
        lead = self.env["crm.lead"].create(
            {"name": "Pump", "partner_id": self.customer.id, "user_id": self.seller.id}
        )
        self._assign(self.customer, self.junior, by=self.director)
        self.assertEqual(lead.user_id, self.seller)

        self._assign(self.customer, self.seller, by=self.director, with_work=True)
        self._assign(self.customer, self.junior, by=self.director, with_work=True)

        self.assertEqual(lead.user_id, self.junior)

    def test_kinds_of_work(self):
        """Each kind is listed with its number, and may stay (K3D-3)."""
        lead = self.env["crm.lead"].create(
            {"name": "Pump", "partner_id": self.customer.id, "user_id": self.seller.id}
        )
        self.customer.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.seller.id, summary="Call"
        )
        dialogue = (
            self.env["crm.customer.assign"]
            .with_user(self.director)
            .create(
                {
                    "partner_ids": [Command.set(self.customer.ids)],
                    "user_ids": [Command.set(self.junior.ids)],
                    "with_work": True,
                }
            )
        )
        counts = {line.work_model: line.count for line in dialogue.line_ids}
        self.assertEqual(counts["crm.lead"], 1)
        self.assertEqual(counts["mail.activity"], 1)

        leads = dialogue.line_ids.filtered(lambda line: line.work_model == "crm.lead")
        leads.goes = False
        told = dialogue.action_assign()

        self.assertEqual(lead.user_id, self.seller)
        self.assertEqual(self.customer.activity_ids.user_id, self.junior)
        self.assertIn(f"{self.junior.name} 1", told["params"]["message"])

    def test_salespeople_are_offered(self):
        """ux.md 19: who sells nothing is not among those to whom one assigns."""
        plain = self._create_user("assign_plain", "base.group_user")
        dialogue = self.env["crm.customer.assign"].with_user(self.clerk)
        domain = dialogue.fields_get(["user_ids"])["user_ids"]["domain"]
        offered = self.env["res.users"].with_user(self.clerk).search(domain)
        self.assertIn(self.seller, offered)
        self.assertNotIn(plain, offered)

    def test_out_of_sight(self):
        """Who assigns a customer to another department does not see it then (IMP-5)."""
        [customer] = self._create_new(1)

        self._assign(customer, self.other_seller, by=self.information)

        self.assertEqual(customer.user_id, self.other_seller)
        self._assert_sees(self.information, customer, sees=False)

    def test_superior(self):
        """A superior assigns among those below, to nobody else (RES-1)."""
        self.customer.with_user(self.seller).user_id = self.junior

        with self._assert_refused("decided by clerks"):
            self.customer.with_user(self.seller).user_id = self.other_seller

    def test_salesperson(self):
        """A salesperson gives no customer away and takes none (K3D-3)."""
        theirs = self._create_customer("Other Valves", user_id=self.other_seller.id)
        [nobodys] = self._create_new(1)
        for customer in theirs | nobodys:
            with self._assert_refused("decided by clerks"):
                customer.with_user(self.other_seller).user_id = self.junior
        with self.assertRaises(AccessError):
            self._assign(self.customer, self.junior, by=self.other_seller)

    def test_same_person(self):
        """Who sends the same person back changes nothing and is not refused (K3D-3)."""
        mine = self._create_customer("Other Valves", user_id=self.other_seller.id)

        mine.with_user(self.other_seller).write({"user_id": self.other_seller.id})

        self.assertEqual(mine.user_id, self.other_seller)

    def test_expected_revenue(self):
        """A superior sees what is expected of a customer below (MAT-7)."""
        for revenue, holder in ((1000.0, self.customer), (500.0, self.contact)):
            self._create_opportunity(holder, name="Pump", expected_revenue=revenue)

        seen = self.customer.with_user(self.director).open_opportunity_amount

        self.assertEqual(seen, 1500.0)

    @freeze_time("2026-02-10")
    def test_expected_this_month(self):
        """MAT-7: of the month counts what is to be closed in it, and is open."""
        days = ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", False)
        for number, day in enumerate(days):
            self._create_opportunity(
                self.customer, expected_revenue=10**number, date_deadline=day
            )
        self._create_opportunity(
            self.contact, type="lead", expected_revenue=7, date_deadline="2026-02-10"
        )

        customer = self.customer.with_user(self.director)

        self.assertEqual(customer.month_opportunity_amount, 110.0)
        self.assertEqual(customer.open_opportunity_amount, 11111.0)

    def test_columns(self):
        """MAT-7: what a superior looks for stands in the list without a click.

        Whose customers they are stands above them, as the list is grouped.
        """
        view = self.env.ref("jl_crm_pipeline.res_partner_view_list_subordinate")
        arch = self.Partner.with_user(self.director).get_view(view.id, "list")["arch"]
        shown = {
            node.get("name")
            for node in etree.fromstring(arch).xpath("//field")
            if node.get("optional") != "hide" and not node.get("column_invisible")
        }

        self.assertLessEqual(
            {
                *("name", "maturity", "last_contact_date", "next_plan_date"),
                *("open_opportunity_amount", "month_opportunity_amount"),
            },
            shown,
        )


@tagged("post_install", "-at_install")
class TestCustomerBin(AccessCommon):
    def _put(self, customer, user=None):
        action = customer.with_user(user or self.seller).action_bin()
        dialogue = self.env[action["res_model"]].with_user(user or self.seller)
        dialogue.with_context(**action["context"]).create(
            {"reason": "Closed down"}
        ).action_bin()

    def test_put(self):
        """Who, when and why is kept of what goes into the bin (RES-5)."""
        self._put(self.customer)

        self.assertFalse(self.customer.active)
        self.assertEqual(self.customer.bin_user_id, self.seller)
        self.assertEqual(self.customer.bin_reason, "Closed down")
        self.assertTrue(self.customer.bin_date)
        self.assertIn("Closed down", self.customer.message_ids[0].body)

    def test_archived(self):
        """Odoo's own way of archiving leads into the bin too (RES-5)."""
        self.customer.with_user(self.seller).action_archive()

        self.assertEqual(self.customer.bin_user_id, self.seller)
        self.assertFalse(self.customer.bin_reason)

    def test_restore(self):
        """What is restored is as it was, and the bin forgets it (RES-5)."""
        self._put(self.customer)

        self.customer.with_user(self.seller).action_restore()

        self.assertTrue(self.customer.active)
        self.assertEqual(self.customer.user_id, self.seller)
        self.assertFalse(self.customer.bin_user_id or self.customer.bin_date)
        self.assertIn("Restored", self.customer.message_ids[0].body)

    def test_foreign(self):
        """Nobody bins what they do not see, nor finds it in the bin (RES-5)."""
        with self.assertRaises(AccessError):
            self._put(self.customer, self.other_seller)
        self._put(self.customer)
        binned = self.Partner.with_context(active_test=False).with_user(
            self.other_seller
        )

        self.assertFalse(binned.search([("id", "=", self.customer.id)]))

    def test_forged(self):
        """Nobody writes who put it there (RES-5)."""
        with self.assertRaises(UserError):
            self.customer.with_user(self.manager).bin_reason = "Mine"

    def test_contacts(self):
        """A contact that is archived lies in no bin (RES-5)."""
        self.contact.action_archive()

        self.assertFalse(self.contact.bin_date)
