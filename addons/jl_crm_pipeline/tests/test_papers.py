from odoo.exceptions import AccessError
from odoo.fields import Command, Domain
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .test_customer_access import AccessCommon

UNASSIGNED = "jl_crm_pipeline.unassigned_customers"


class PaperCommon(AccessCommon):
    """Director > seller > junior; papers of the junior, and of nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        # a plain superior, who sees no more than their people's
        cls.top = cls._create_user("top", "sales_team.group_sale_salesman")
        cls.director.sales_manager_id = False
        cls.seller.sales_manager_id = cls.top
        cls.theirs = cls._create_customer("Deep Valves", user_id=cls.junior.id)

    def _assert_seen(self, records, *users):
        """Of the people, these alone find and read the records."""
        for user in (self.junior, self.seller, self.top, self.other_seller):
            mine = records.with_user(user)
            found = mine.search([("id", "in", records.ids)])
            expected = records.ids if user in users else []
            with self.subTest(user=user.login, model=records._name):
                self.assertEqual(sorted(found.ids), sorted(expected))
                readable = mine._filtered_access("read")
                self.assertEqual(sorted(readable.ids), sorted(expected))


@tagged("post_install", "-at_install")
class TestPapersOfPeople(PaperCommon):
    def test_conversions(self):
        """RES-1, case A14: at any depth, drafts and what was sent."""
        draft = self._create_draft(self.theirs, self.junior)
        sent = self._create_request(self.customer, self.seller)

        self._assert_seen(draft.sudo(), self.junior, self.seller, self.top)
        self._assert_seen(sent.sudo(), self.seller, self.top)

    def test_conversions_on_their_customers(self):
        """RES-1: what somebody else asked for on a customer of one's people, too."""
        sent = self._create_request(self.theirs, self.manager)
        self._assert_seen(sent.sudo(), self.junior, self.seller, self.top)

    def test_orders_and_their_analysis(self):
        """RES-1, case H22: whoever sees an order sees it in the analysis."""
        order = self._confirm_order(self.theirs, user_id=self.junior.id)
        self.env.flush_all()
        report = self.env["sale.report"].search(
            [("order_reference", "=", f"sale.order,{order.id}")]
        )

        self.assertTrue(report)
        for papers in (order, order.order_line, report):
            self._assert_seen(papers, self.junior, self.seller, self.top)

    def test_shared_orders_and_their_analysis(self):
        """K3D-4: a share with its quotations shows the analysis as well."""
        order = self._confirm_order(self.theirs, user_id=self.junior.id)
        self.env.flush_all()
        report = self.env["sale.report"].search(
            [("order_reference", "=", f"sale.order,{order.id}")]
        )
        self._grant(self.other_seller, self.theirs)
        self._assert_seen(order | order, self.junior, self.seller, self.top)

        self.Grant.search([]).with_quotations = True

        everybody = (self.junior, self.seller, self.top, self.other_seller)
        self._assert_seen(order, *everybody)
        self._assert_seen(report, *everybody)

    def test_activities_of_opportunities_are_analysed(self):
        """RES-1: the analysis of activities follows the opportunity."""
        lead = self._create_opportunity(self.theirs, user_id=self.junior.id)
        kind = self.env.ref("mail.mail_activity_data_call")
        lead.activity_schedule(activity_type_id=kind.id).action_feedback()
        self.env.flush_all()
        done = self.env["crm.activity.report"].search([("lead_id", "=", lead.id)])

        self.assertTrue(done)
        self._assert_seen(done, self.junior, self.seller, self.top)

    def _filter(self, xmlid, user):
        """Return the domain of the filter “My Subordinates'” of a search view."""
        view = self.env.ref(f"jl_crm_pipeline.{xmlid}")
        arch = self.env[view.model].with_user(user).get_view(view.id, "search")["arch"]
        domain = arch.split('name="below_me"')[1].split('domain="')[1].split('"')[0]
        return Domain(safe_eval(domain, {"uid": user.id}))

    def test_filters_at_any_depth(self):
        """RES-1, case A13: not those alone who stand one step below."""
        records = self.env["crm.contact.record"]
        values = [
            {"partner_id": customer.id, "summary": "x"}
            for customer in (self.theirs, self.customer)
        ]
        deep = records.with_user(self.junior).create(values[0]).sudo()
        near = records.with_user(self.seller).create(values[1]).sudo()
        kind = self.env.ref("mail.mail_activity_data_todo").id
        deed = self.theirs.activity_schedule(
            activity_type_id=kind, user_id=self.junior.id
        )
        own = self.customer.activity_schedule(
            activity_type_id=kind, user_id=self.seller.id
        )
        for xmlid, first, second in (
            ("crm_contact_record_view_search", deep, near),
            ("mail_activity_view_search_customer", deed, own),
        ):
            both = first | second
            mine = Domain("id", "in", both.ids)
            for user, expected in (
                (self.top, both),
                (self.seller, first),
                (self.junior, both.browse()),
                (self.other_seller, both.browse()),
            ):
                with self.subTest(view=xmlid, user=user.login):
                    found = both.with_user(user).search(
                        mine & self._filter(xmlid, user)
                    )
                    self.assertEqual(set(found.ids), set(expected.ids))

    def test_who_left_is_still_below(self):
        """RES-2: the filter finds what somebody wrote who is archived since."""
        values = {"partner_id": self.theirs.id, "summary": "x"}
        record = self.env["crm.contact.record"].with_user(self.junior).create(values)
        self.junior.active = False

        domain = self._filter("crm_contact_record_view_search", self.top)
        found = record.with_user(self.top).search(domain)

        self.assertEqual(found.ids, record.ids)


@tagged("post_install", "-at_install")
class TestPapersOfNobody(PaperCommon):
    """security.md N18: who may see the customer may see them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._create_order(cls.theirs, user_id=False)
        cls.lead = cls._create_opportunity(cls.theirs, user_id=False)
        cls.env.flush_all()

    def _assert_followed(self, *users):
        for papers in (self.order, self.order.order_line, self.lead):
            self._assert_seen(papers, *users)

    def test_they_follow_the_customer(self):
        """security.md N18: whose the customer is and those above."""
        self._assert_followed(self.junior, self.seller, self.top)

        self.theirs.user_id = self.other_seller

        self._assert_followed(self.other_seller)

    def test_share(self):
        """K3D-4: a share shows them where it includes them."""
        grant = self._grant(self.other_seller, self.theirs)
        self._assert_followed(self.junior, self.seller, self.top)

        grant.write({"with_quotations": True, "with_opportunities": True})

        everybody = (self.junior, self.seller, self.top, self.other_seller)
        self._assert_followed(*everybody)
        for papers in (self.order, self.lead):
            with self.assertRaises(AccessError):
                papers.with_user(self.other_seller).write({"priority": "1"})

    def test_nobody_takes_them(self):
        """security.md N18: neither by their own name nor by a share."""
        papers = (self.order, self.lead)
        for paper in papers:
            with self.subTest(paper=paper._name), self.assertRaises(AccessError):
                paper.with_user(self.other_seller).write(
                    {"user_id": self.other_seller.id}
                )
        with self.assertRaises(AccessError):
            self.env["crm.lead.grant"].with_user(self.other_seller).create(
                {"lead_id": self.lead.id, "user_id": self.other_seller.id}
            )
        with self.assertRaises(AccessError):
            self._create_order(self.theirs).with_user(self.other_seller).write(
                {"user_id": False}
            )

    def test_parts_of_an_opportunity(self):
        """security.md N18: its competitors and stays are no more seen than it is."""
        stays = self.env["crm.stage.history"].search([("lead_id", "=", self.lead.id)])
        self.assertTrue(stays)
        self._assert_seen(stays, self.junior, self.seller, self.top)

    def test_without_a_customer(self):
        """K3O-4: what comes from outside without a customer is everybody's to take."""
        lead = self.env["crm.lead"].create({"name": "Web form", "user_id": False})
        self._assert_seen(lead, self.junior, self.seller, self.top, self.other_seller)

    def test_unassigned_customer(self):
        """K3D-3: those who see an unassigned customer see its papers."""
        self.env["ir.config_parameter"].set_param(UNASSIGNED, "everyone")
        self.theirs.user_id = False
        self._assert_followed(self.junior, self.seller, self.top, self.other_seller)

        self.env["ir.config_parameter"].set_param(UNASSIGNED, "office")

        self._assert_followed()

    def test_of_no_customer(self):
        """A paper on a vendor or a colleague is seen as before."""
        partner = self._create_customer("Vendor", supplier_rank=1)
        lead = self._create_opportunity(partner, user_id=False)
        self._assert_seen(lead, self.junior, self.seller, self.top, self.other_seller)

    def test_analysis(self):
        """security.md N18: the analysis tells no more than the list."""
        report = self.env["sale.report"].search(
            [("order_reference", "=", f"sale.order,{self.order.id}")]
        )
        self.assertTrue(report)
        self._assert_seen(report, self.junior, self.seller, self.top)

    def test_what_was_entered_a_moment_ago(self):
        """K3D-1: whoever enters a customer for others can enter its order at once."""
        orders = self.env["sale.order"].with_user(self.clerk)
        customer = self.Partner.with_user(self.clerk).create(
            {"name": "Fresh", "is_company": True, "user_id": self.junior.id}
        )
        line = [Command.create({"product_id": self.product.id})]
        values = {"partner_id": customer.id, "user_id": False, "order_line": line}
        self.assertTrue(orders.create(values).amount_total)
