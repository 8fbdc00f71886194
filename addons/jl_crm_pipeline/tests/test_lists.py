from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import PipelineCommon

ACTIONS = ("potential", "transacting", "customer", "subordinate", "board")
NAME = "280"


@tagged("post_install", "-at_install")
class TestLists(PipelineCommon):
    def _iter_views(self):
        for name in ACTIONS:
            action = self.env.ref(f"jl_crm_pipeline.res_partner_action_{name}")
            for view, kind in action.views:
                if kind in ("list", "kanban"):
                    partners = self.Partner.with_user(self.seller)
                    arch = partners.get_view(view, kind)["arch"]
                    yield name, kind, etree.fromstring(arch)

    def test_pooled_customers_are_red(self):
        """DUP-5, A08: in every list and on every board that salespeople use."""
        for name, kind, arch in self._iter_views():
            with self.subTest(action=name, view=kind):
                self.assertTrue(arch.xpath("//field[@name='is_in_duplicate_pool']"))
                if kind == "list":
                    danger = arch.get("decoration-danger")
                    self.assertIn("is_in_duplicate_pool", danger)

    def test_names_have_room(self):
        """ux.md 8: the name has 280 px in each list, without a picture."""
        for name, kind, arch in self._iter_views():
            if kind == "list" and name != "board":
                with self.subTest(action=name):
                    [field] = arch.xpath("//field[@name='name']")
                    self.assertEqual(field.get("width"), NAME)
                    self.assertFalse(arch.xpath("//field[@name='avatar_128']"))

    def test_names_of_others_have_room(self):
        """ux.md 8: so has the customer in the lists of what is done with it."""
        for name, field in (
            ("mail_activity_view_list_customer", "customer_id"),
            ("mail_activity_view_list_done", "customer_id"),
            ("crm_contact_record_view_list", "partner_id"),
            ("customer_maturity_change_view_list", "partner_id"),
            ("crm_stage_history_view_list", "lead_id"),
        ):
            view = self.env.ref(f"jl_crm_pipeline.{name}")
            records = self.env[view.model].with_user(self.seller)
            arch = etree.fromstring(records.get_view(view.id, "list")["arch"])
            with self.subTest(view=name):
                [node] = arch.xpath(f"//field[@name='{field}']")
                self.assertEqual(node.get("width"), NAME)

    def test_panel_counts_nothing(self):
        """ux.md 24: the panel offers its values without reading the customers."""
        partners = self.Partner.with_user(self.seller)
        arch = partners.get_view(
            self.env.ref("jl_crm_pipeline.res_partner_view_search_customer").id,
            "search",
        )["arch"]
        fields = etree.fromstring(arch).xpath("//searchpanel/field")
        self.assertEqual(len(fields), 4)
        for field in fields:
            self.assertEqual(field.get("expand"), "1")
            self.assertFalse(field.get("enable_counters"))

    def test_few_fields_to_group_by(self):
        """ux.md 24: of some ninety fields those are offered that tell something."""
        search = self.env.ref("jl_crm_pipeline.res_partner_view_search_customer").id
        partners = self.Partner.with_user(self.seller)
        views = partners.get_views([(False, "list"), (search, "search")])
        fields = views["models"]["res.partner"]["fields"]
        offered = {name for name, field in fields.items() if field["groupable"]}
        self.assertIn("maturity", offered)
        self.assertNotIn("customer_holder", offered)
        self.assertLess(len(offered), 21)
        # Odoo's own list is left as it is
        views = partners.get_views([(False, "list"), (False, "search")])
        fields = views["models"]["res.partner"]["fields"]
        self.assertTrue(fields["lang"]["groupable"])

    def test_few_filters(self):
        """ux.md 24: some ten filters and groupings in groups, the rest out of sight."""
        for model, name in (
            ("res.partner", "jl_crm_pipeline.res_partner_view_search_customer"),
            ("crm.lead", "crm.view_crm_case_opportunities_filter"),
        ):
            records = self.env[model].with_user(self.seller)
            arch = records.get_view(self.env.ref(name).id, "search")["arch"]
            shown = "[not(@invisible)][not(contains(@context, 'group_by'))]"
            filters = etree.fromstring(arch).xpath(f"//filter{shown}")
            with self.subTest(model=model):
                self.assertLess(len(filters), 15)
                self.assertGreater(len(filters), 9)

    def test_saved_views(self):
        """ux.md 24: three saved views are there for all, and find what they say."""
        self._create_customer("Hot Pumps", user_id=self.seller.id, is_hot=True)
        action = self.env.ref("jl_crm_pipeline.res_partner_action_customer")
        filters = self.env["ir.filters"].with_user(self.seller)
        shown = {
            one["name"]: one for one in filters.get_filters("res.partner", action.id)
        }
        partners = self.Partner.with_user(self.seller)
        for name in ("My Focus", "Mine, No Contact for 30 Days", "Due This Week"):
            domain = safe_eval(shown[name]["domain"], {"uid": self.seller.id})
            found = partners.search(domain)
            if name == "My Focus":
                self.assertIn("Hot Pumps", found.mapped("name"))

    def test_done_activities(self):
        """K3O-3, A09: what is done has a list, with number and result."""
        customer = self._create_customer("Done Pumps", user_id=self.seller.id)
        lead = self.env["crm.lead"].create(
            {
                "name": "Pump",
                "type": "opportunity",
                "partner_id": customer.id,
                "user_id": self.seller.id,
            }
        )
        call = lead.with_user(self.seller).activity_schedule(
            "mail.mail_activity_data_call", user_id=self.seller.id, summary="Call"
        )
        number = call.number
        call.action_feedback(feedback="Reached them")

        action = self.env.ref("jl_crm_pipeline.mail_activity_action_done")
        for domain in (
            safe_eval(action.domain, {"uid": self.seller.id}),
            customer.with_user(self.seller).action_view_done_activities()["domain"],
            lead.with_user(self.seller).action_view_done_activities()["domain"],
        ):
            activities = self.env["mail.activity"].with_user(self.seller)
            found = activities.with_context(active_test=False).search(domain)
            mine = found.filtered(lambda one: one.number == number)
            self.assertEqual(len(mine), 1)
            self.assertEqual(mine.feedback, "Reached them")

    def test_few_fields_to_group_opportunities_by(self):
        """ux.md 24: what tells something of an opportunity, and nothing technical."""
        search = self.env.ref("crm.view_crm_case_opportunities_filter").id
        leads = self.env["crm.lead"].with_user(self.seller)
        views = leads.get_views([(False, "list"), (search, "search")])
        fields = views["models"]["crm.lead"]["fields"]
        offered = {name for name, field in fields.items() if field.get("groupable")}
        self.assertLessEqual(
            {"main_product_id", "intent_class", "lost_competitor_id"}, offered
        )
        self.assertFalse({"message_bounce", "lead_properties", "lang_id"} & offered)
        self.assertLess(len(offered), 21)

    def test_no_offers_on_opportunities(self):
        """ux.md 25: no button of a list sends text messages that cost credits."""
        leads = self.env["crm.lead"].with_user(self.seller)
        view = self.env.ref("crm.crm_case_tree_view_oppor").id
        arch = etree.fromstring(leads.get_view(view, "list")["arch"])
        self.assertFalse(arch.xpath("//button[@string='SMS']"))

    def test_a_card_of_the_board_asks_for_a_customer(self):
        """ux.md 7, CUST-1: a company is chosen or registered; no person is made."""
        board = self.env.ref("crm.crm_case_kanban_view_leads").id
        leads = self.env["crm.lead"].with_user(self.seller)
        arch = etree.fromstring(leads.get_view(board, "kanban")["arch"])
        view = self.env.ref(arch.get("quick_create_view")).id
        form = etree.fromstring(leads.get_view(view, "form")["arch"])
        [customer] = form.xpath("//field[@name='partner_id']")
        context = safe_eval(customer.get("context"))
        self.assertEqual(context["res_partner_search_mode"], "customer")
        self.assertFalse(form.xpath("//field[@name='email_from']"))
