from lxml import etree

from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import SALES_ROLES, PipelineCommon

MODULE = "jl_crm_pipeline"


@tagged("post_install", "-at_install")
class TestViews(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.actions = cls._get_ours("ir.actions.act_window")

    @classmethod
    def _get_ours(cls, model):
        data = cls.env["ir.model.data"].search(
            [("module", "=", MODULE), ("model", "=", model)]
        )
        return cls.env[model].browse(data.mapped("res_id"))

    def _open(self, action, user):
        """Return the views of an action as the web client asks for them."""
        records = self.env[action.res_model].with_user(user)
        views = [(view_id, kind) for view_id, kind in action.views]
        views.append((action.search_view_id.id, "search"))
        options = {"toolbar": True, "action_id": action.id, "load_filters": True}
        return records.get_views(views, options)["views"]

    def _read_all(self, action, user, arch):
        records = self.env[action.res_model].with_user(user)
        names = {node.get("name") for node in etree.fromstring(arch).xpath("//field")}
        specification = {name: {} for name in names if name in records._fields}
        context = safe_eval(action.context, {"uid": user.id})
        domain = safe_eval(action.domain or "[]", {"uid": user.id})
        records.with_context(**context).web_search_read(domain, specification, limit=5)

    def test_every_action_opens_for_every_role(self):
        """K3C-1, K3C-3: each view of each menu, with what it shows."""
        self._create_request(self.customer)
        self.assertTrue(self.actions)
        for action in self.actions:
            for role in SALES_ROLES:
                user = getattr(self, role)
                if action.group_ids and not action.group_ids & user.all_group_ids:
                    continue
                views = self._open(action, user)
                for kind in set(views) & {"list", "kanban", "calendar"}:
                    with self.subTest(action=action.name, role=role, view=kind):
                        self._read_all(action, user, views[kind]["arch"])

    def test_hot_label_in_every_list(self):
        """MAT-3: wherever customers are listed, the red label stands with them."""
        for action in self.actions.filtered(lambda one: one.res_model == "res.partner"):
            views = self._open(action, self.seller)
            for kind in set(views) & {"list", "kanban"}:
                if not etree.fromstring(views[kind]["arch"]).xpath("//field"):
                    continue
                with self.subTest(action=action.name, view=kind):
                    self.assertIn('widget="hot_flag"', views[kind]["arch"])

    def test_every_filter_can_be_used(self):
        """K3C-1, K3C-3: each filter's domain, date and grouping is valid."""
        for action in self.actions:
            records = self.env[action.res_model].with_user(self.office)
            arch = self._open(action, self.office)["search"]["arch"]
            for node in etree.fromstring(arch).iter("filter"):
                with self.subTest(action=action.name, filter=node.get("name")):
                    self._use(records, node)

    def _use(self, records, node):
        names = {"uid": records.env.uid}
        records.search(safe_eval(node.get("domain") or "[]", names), limit=1)
        if date := node.get("date"):
            self.assertIn(records._fields[date].type, ("date", "datetime"))
        group = safe_eval(node.get("context") or "{}", names).get("group_by")
        kind = records._fields[group.partition(":")[0]].type if group else None
        # the web client groups dates by months, unless it is told otherwise
        if kind in ("date", "datetime") and ":" not in group:
            group += ":month"
        # and puts each property of the records in place of this one
        if group and kind != "properties":
            records.formatted_read_group([], [group], ["__count"])

    def test_every_search_field_can_be_used(self):
        """K3C-3: whatever is typed into the search box."""
        for action in self.actions:
            records = self.env[action.res_model].with_user(self.office)
            arch = self._open(action, self.office)["search"]["arch"]
            for node in etree.fromstring(arch).iter("field"):
                domain = node.get("filter_domain")
                if domain:
                    with self.subTest(action=action.name, field=node.get("name")):
                        names = {"self": "Harbour", "uid": records.env.uid}
                        records.search(safe_eval(domain, names), limit=1)

    def test_every_menu_leads_somewhere(self):
        """K3C-3: each menu entry has an action or entries below."""
        menus = self._get_ours("ir.ui.menu")

        self.assertTrue(menus)
        for menu in menus:
            with self.subTest(menu=menu.complete_name):
                self.assertTrue(menu.action or menu.child_id)

    def test_every_action_has_help_and_a_search_view(self):
        """K3C-3: an empty list says what to do."""
        # a dialogue is no list
        for action in self.actions.filtered(lambda one: one.target != "new"):
            with self.subTest(action=action.name):
                self.assertIn("o_view_nocontent", action.help)
                self.assertTrue(action.search_view_id)

    def test_contact_opens_for_everybody(self):
        """K3C-1: the form of a contact, also for who has no sales rights."""
        person = self._create_person(parent_id=self.customer.id)
        self._create_request(self.customer)
        # nobody's, so that everybody sees it
        self.customer.user_id = False
        for role in (*SALES_ROLES, "employee"):
            for partner in (self.customer, person):
                with self.subTest(role=role, partner=partner.name):
                    Form(partner.with_user(getattr(self, role)))

    def test_buttons_are_offered_to_those_who_may(self):
        """K3C-4: only General Affairs has the button that converts."""
        for role in (*SALES_ROLES, "employee"):
            partners = self.Partner.with_user(getattr(self, role))
            arch = etree.fromstring(partners.get_view(view_type="form")["arch"])
            buttons = {node.get("name") for node in arch.iter("button")}
            with self.subTest(role=role):
                self.assertEqual("action_convert" in buttons, role == "office")
                self.assertEqual(
                    "action_request_conversion" in buttons, role != "employee"
                )

    def test_many_are_converted_by_general_affairs_alone(self):
        """K3C-6: the entry in the list's menu is theirs."""
        name = self.env.ref(f"{MODULE}.res_partner_action_convert_many").name
        for role in SALES_ROLES:
            partners = self.Partner.with_user(getattr(self, role))
            views = partners.get_views([(False, "list")], {"toolbar": True})["views"]
            entries = views["list"]["toolbar"].get("action", [])
            with self.subTest(role=role):
                offered = name in [entry["name"] for entry in entries]
                self.assertEqual(offered, role == "office")

    def test_entry_of_the_list_opens_the_dialogue(self):
        """K3C-6: the server action passes the selection on."""
        action = self.env.ref(f"{MODULE}.res_partner_action_convert_many")
        action = action.with_user(self.office).with_context(
            active_model="res.partner",
            active_ids=self.customer.ids,
            active_id=self.customer.id,
        )

        opened = action.run()

        batch = self.env[opened["res_model"]].browse(opened["res_id"])
        self.assertEqual(batch.line_ids.partner_id, self.customer)

    def test_customers_are_counted_by_industry_region_and_maturity(self):
        """MAT-8: the analysis groups the customers that one sees by each of them."""
        industry = self.env["res.partner.industry"].create({"name": "Curtain Walls"})
        region = self.env["customer.region"].create({"name": "Far South"})
        self.customer.write(
            {
                "industry_id": industry.id,
                "customer_region_id": region.id,
                "maturity": "b_plus",
            }
        )
        action = self.env.ref(f"{MODULE}.res_partner_action_analysis")
        domain = [*safe_eval(action.domain), ("industry_id", "=", industry.id)]
        for name, value in (
            ("industry_id", industry.id),
            ("customer_region_id", region.id),
            ("maturity", "b_plus"),
        ):
            partners = self.Partner.with_user(self.seller)
            [group] = partners.formatted_read_group(domain, [name], ["__count"])
            found = group[name] if name == "maturity" else group[name][0]
            with self.subTest(field=name):
                self.assertEqual((found, group["__count"]), (value, 1))
