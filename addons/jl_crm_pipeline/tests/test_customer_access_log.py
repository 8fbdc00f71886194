from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_customer_access import TODAY, AccessCommon

FORM = {"name": {}, "phone": {}}


@tagged("post_install", "-at_install")
class TestCustomerAccessLog(AccessCommon):
    def _open(self, user, partner=None, specification=None):
        (partner or self.customer).with_user(user).web_read(specification or FORM)

    def _get_log(self):
        return self.env["crm.customer.access.log"].search(
            [("partner_id", "=", self.customer.id)]
        )

    def test_opened(self):
        """Who opens it without being responsible is noted, once a day (CAR-7)."""
        for _time in range(3):
            self._open(self.director)
            self._open(self.seller)
        self._open(self.office, self.contact)

        self.assertEqual(self._get_log().user_id, self.director | self.office)
        self.assertEqual(len(self._get_log()), 2)

    def test_not_noted(self):
        """Neither other data, nor lists, nor what is no customer's (CAR-7)."""
        vendor = self._create_customer("Vendor", supplier_rank=1)

        self._open(self.director, specification={"name": {}})
        self._open(self.director, self.customer | self.contact)
        self._open(self.director, vendor)

        self.assertFalse(self._get_log())

    def test_read_by_a_program(self):
        """CAR-7: whoever reads phones over the web API is noted, many at once too."""
        other = self._create_customer("Second Pumps", user_id=self.seller.id)
        both = self.customer | self.contact | other

        both.with_user(self.director).read(["name"])
        self.assertFalse(self._get_log())
        both.with_user(self.seller).read(["phone"])
        self.assertFalse(self._get_log())
        both.with_user(self.director).read(["name", "phone"])
        self.contact.with_user(self.admin).read()

        self.assertEqual(self._get_log().user_id, self.director | self.admin)
        noted = self._get_log().search([("user_id", "=", self.director.id)])
        self.assertEqual(noted.partner_id, self.customer | other)

    def test_told_by_a_refusal(self):
        """CAR-7: what a refusal tells is noted though nothing else of it stays."""
        with self.assertRaises(ValueError), self.env.cr.savepoint():
            named = self.customer.with_user(self.director)
            self.assertTrue(named.with_context(show_email=True).display_name)
            raise ValueError
        self.assertFalse(self._get_log())

        with self.enter_registry_test_mode():
            self.env.cr.postrollback.run()

        self.assertEqual(self._get_log().user_id, self.director)

    def test_privacy_lookup(self):
        """CAR-7: the dialogue that looks a person up begins with mail and number."""
        self.customer.with_user(self.office).action_privacy_lookup()
        self.assertEqual(self._get_log().user_id, self.office)

    def test_no_context_is_a_key(self):
        """CAR-7: nobody passes for a screen."""
        context = {"jl_crm_pipeline_screen": True}
        mine = self.customer.with_user(self.director).with_context(**context)

        mine.read(["phone"])

        self.assertEqual(self._get_log().user_id, self.director)

    def test_exported(self):
        """CAR-7: an export of phones is noted, by way of an order as well."""
        order = self._create_order(self.customer, user_id=self.director.id)
        self.director.group_ids += self.env.ref("base.group_allow_export")
        mine = self.customer.with_user(self.director)

        mine.export_data(["name", "city"])
        self.assertFalse(self._get_log())
        mine.export_data(["name", "mobile"])
        self.assertEqual(self._get_log().user_id, self.director)

        self._get_log().sudo().unlink()
        order.with_user(self.director).export_data(["name", "partner_id/phone"])
        self.assertEqual(self._get_log().user_id, self.director)

    def test_by_whatever_record(self):
        """security.md N17: contact records, to-dos, opportunities, names and mails."""
        record = self.env["crm.contact.record"].create(
            {
                "partner_id": self.customer.id,
                "contact_id": self.contact.id,
                "summary": "Called",
            }
        )
        todo = self.customer.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.seller.id
        )
        todo.contact_id = self.contact
        lead = self._create_opportunity(self.customer, user_id=self.seller.id)
        self.contact.write({"phone": "+32 2 812 34 56", "email": "a@harbour.example"})

        def as_office(one):
            return one.with_user(self.office)

        spec = {"contact_phone": {}}
        names = self.contact.with_context(show_email=True)
        for step in (
            lambda: as_office(record).read(["contact_phone"]),
            lambda: as_office(record).web_read(spec),
            lambda: as_office(record).search_read([], ["contact_phone"]),
            lambda: as_office(todo).read(["contact_phone"]),
            lambda: as_office(lead).read(["phone"]),
            lambda: as_office(lead).read(["phone_sanitized"]),
            lambda: as_office(lead).read(["email_normalized"]),
            lambda: as_office(lead).web_read({"email_from": {}}),
            lambda: as_office(names).read(["display_name"]),
            lambda: as_office(record.browse()).onchange(
                {"partner_id": self.customer.id, "contact_id": self.contact.id},
                ["contact_id"],
                spec,
            ),
        ):
            self.env.invalidate_all()
            self._get_log().sudo().unlink()
            step()
            self.assertEqual(self._get_log().user_id, self.office)

    def test_in_a_letter(self):
        """security.md N17: a template that is shown is filled with mail and phone."""
        template = self.env["mail.template"].create(
            {
                "name": "Letter",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "body_html": "<t t-out='object.phone'/>",
            }
        )
        preview = self.env["mail.template.preview"].with_user(self.office)
        letter = preview.create(
            {
                "mail_template_id": template.id,
                "resource_ref": f"res.partner,{self.customer.id}",
            }
        )
        letter.web_read({"body_html": {}})
        self.assertEqual(self._get_log().user_id, self.office)

    def test_in_mass(self):
        """security.md N17: more than a page, the way a list asks, is noted."""
        customers = self.customer.union(
            *(self._create_customer(f"Pumps {n}") for n in range(80))
        )
        mine = customers.with_user(self.office)

        mine[:80].web_read(FORM)
        self.assertFalse(self._get_log())
        mine.web_read(FORM)
        self.assertEqual(self._get_log().user_id, self.office)

    def test_groups_of_opportunities(self):
        """security.md N17: nor are numbers listed by groups of opportunities."""
        leads = self.env["crm.lead"].with_user(self.office)
        for name in ("phone", "email_from"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                leads.formatted_read_group([], [], [f"{name}:array_agg"])
            with self.subTest(name=name), self.assertRaises(AccessError):
                leads.formatted_read_group([], [name], ["__count"])

    def test_seen(self):
        """General Affairs sees it on the customer (CAR-7)."""
        self._open(self.director)
        mine = self.customer.with_user(self.office)

        self.assertEqual(mine.access_log_count, 1)
        domain = mine.action_view_access_log()["domain"]
        log = self.env["crm.customer.access.log"].with_user(self.office)
        self.assertEqual(log.search(domain).user_id, self.director)

    def test_old(self):
        """After a year it is forgotten (GEN-3)."""
        self._open(self.director)
        self._open(self.office)
        old = self._get_log()[0]
        old.date = TODAY - timedelta(days=366)

        done = self.env["crm.customer.access.log"]._gc_old()

        self.assertEqual(done, (1, False))
        self.assertEqual(len(self._get_log()), 1)

    def test_one_statement(self):
        """It costs one statement, whatever was noted before (CAR-7)."""
        mine = self.customer.with_user(self.director)
        mine.web_read(FORM)

        self.assertEqual(self._count_queries(mine._note_access), 2)

    def test_groups_list_no_numbers(self):
        """security.md N17: what no log would tell of is refused, on every route."""
        mine = self.customer.with_user(self.director)
        orders = self.env["sale.order"].with_user(self.director)
        domain = [("id", "=", self.customer.id)]
        for name in ("phone", "mobile", "email", "phone_sanitized", "email_normalized"):
            for step in (
                lambda name=name: mine.formatted_read_group(
                    domain, [], [f"{name}:array_agg"]
                ),
                lambda name=name: mine.formatted_read_group(
                    domain, [], [f"{name}:min"]
                ),
                lambda name=name: mine.formatted_read_group(
                    domain, [name], ["__count"]
                ),
                lambda name=name: mine.web_read_group(domain, [name]),
                lambda name=name: mine.formatted_read_grouping_sets(
                    domain, [[name]], ["__count"]
                ),
                lambda name=name: orders.formatted_read_group(
                    [], [f"partner_id.{name}"], ["__count"]
                ),
                lambda name=name: mine.search(domain)._read_group(
                    domain, [], [f"{name}:array_agg"]
                ),
            ):
                with self.subTest(name=name), self.assertRaises(AccessError):
                    step()

    def test_groups_count_numbers(self):
        """security.md N17: how many have a phone tells no phone."""
        self.customer.phone = "+32 2 812 34 56"
        mine = self.customer.with_user(self.director)
        [group] = mine.formatted_read_group(
            [("id", "=", self.customer.id)], [], ["phone:count_distinct"]
        )
        self.assertEqual(group["phone:count_distinct"], 1)

    def test_other_writings(self):
        """security.md N17: a number without blanks is noted like the number."""
        self.customer.with_user(self.director).read(["phone_sanitized"])
        self.assertEqual(self._get_log().user_id, self.director)
