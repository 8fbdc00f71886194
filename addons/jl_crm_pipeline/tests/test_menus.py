from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import PipelineCommon

ROLES = {
    "salesperson": ("sales_team.group_sale_salesman",),
    "clerk": ("jl_crm_pipeline.group_office_clerk",),
    "director": ("jl_crm_pipeline.group_office_director",),
    "general affairs": ("jl_crm_pipeline.group_general_affairs",),
    "information": ("jl_crm_pipeline.group_information_dept",),
    "legal": ("jl_crm_pipeline.group_legal_dept",),
    "sales manager": ("sales_team.group_sale_manager",),
    "administrator": (
        "base.group_system",
        "sales_team.group_sale_manager",
        "jl_crm_pipeline.group_general_affairs",
        "jl_crm_pipeline.group_information_dept",
    ),
}
MOST = 7
# who has a use for what not everybody has
USERS = {
    "customer_requirement_menu": {"general affairs", "administrator"},
    "res_partner_industry_menu": {"general affairs", "administrator"},
    "crm_customer_access_log_menu": {
        "general affairs",
        "sales manager",
        "administrator",
    },
    "crm_customer_conversion_menu_open": {"general affairs", "administrator"},
    "res_partner_menu_subordinate": {"director", "administrator"},
}
ROOT = "crm.crm_menu_root"
# what the bar of a desk has, whatever other add-ons bring to it
BARS = {
    "salesperson": {"crm_workplace_menu", "customer_menu", "opportunity_menu"},
    "clerk": {"crm_workplace_menu", "customer_menu", "opportunity_menu"},
    "information": {"crm_workplace_menu", "crm_menu_report", "crm_menu_config"},
    "legal": {"crm_workplace_menu"},
}
SOLD = {"customer_menu", "opportunity_menu", "quotation_menu"}


@tagged("post_install", "-at_install")
class TestMenus(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: cls._create_user(f"menu_{number}", ",".join(groups))
            for number, (role, groups) in enumerate(ROLES.items())
        }
        below = cls._create_user("menu_below", *ROLES["salesperson"])
        # who has people below sees the most
        for role in ("director", "administrator"):
            below.copy({"login": f"below {role}"}).sales_manager_id = cls.users[role]

    def _load(self, user):
        """Return the user's menus as the web client loads them, and the root."""
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        root = self.env.ref(ROOT).id
        return {key: menu for key, menu in menus.items() if key != "root"}, root

    def _walk(self, menus, root):
        """Yield each folder below the root, and its entries."""
        children = [menus[child] for child in menus[root]["children"]]
        yield menus[root], children
        for child in children:
            if child["children"]:
                yield from self._walk(menus, child["id"])

    def _list_leaves(self, user):
        menus, root = self._load(user)
        return [
            menu
            for _folder, entries in self._walk(menus, root)
            for menu in entries
            if not menu["children"]
        ]

    def test_seven_at_most(self):
        """ux.md 10: no role has more than seven entries in any menu."""
        for role, user in self.users.items():
            menus, root = self._load(user)
            for folder, entries in self._walk(menus, root):
                with self.subTest(role=role, menu=folder["name"]):
                    names = [entry["name"] for entry in entries]
                    self.assertLessEqual(len(entries), MOST, names)
                    self.assertTrue(entries)

    def test_one_name_for_one_thing(self):
        """ux.md 10: no two entries of a role have the same name, or the same action."""
        for role, user in self.users.items():
            leaves = self._list_leaves(user.with_context(lang="en_US"))
            actions = [(one["action_model"], one["action_id"]) for one in leaves]
            names = [one["name"] for one in leaves]
            with self.subTest(role=role):
                self.assertFalse({one for one in names if names.count(one) > 1})
                double = {one for one in actions if actions.count(one) > 1}
                self.assertFalse(double)

    def test_every_entry_opens(self):
        """ux.md 10, K3C-3: who sees an entry may open it, as the web client does."""
        for role, user in self.users.items():
            for menu in self._list_leaves(user):
                with self.subTest(role=role, menu=menu["name"]):
                    self._open(user, menu)

    def _open(self, user, menu):
        actions = self.env[menu["action_model"]].with_user(user)
        action = actions.sudo().browse(menu["action_id"])
        if action._name == "ir.actions.server":
            loaded = action.with_user(user).run()
        else:
            loaded = action.with_user(user)._get_action_dict()
        if (
            not isinstance(loaded, dict)
            or loaded.get("type") != "ir.actions.act_window"
        ):
            return
        values = {"uid": user.id, "active_id": False, "active_ids": []}
        context = safe_eval(str(loaded.get("context") or {}), values)
        model = self.env[loaded["res_model"]].with_user(user).with_context(**context)
        search = loaded.get("search_view_id") or [False]
        views = [*loaded["views"], (search[0], "search")]
        model.get_views(views, {"toolbar": True, "load_filters": True})
        if not model._transient:
            domain = safe_eval(str(loaded.get("domain") or []), values)
            model.web_search_read(domain, {"display_name": {}}, limit=1)

    def test_use(self):
        """ux.md 10: an entry is for the roles that have a use for it, and no other."""
        seen = {
            role: {menu["xmlid"].partition(".")[2] for menu in self._list_leaves(user)}
            for role, user in self.users.items()
        }
        for entry, roles in USERS.items():
            with self.subTest(entry=entry):
                self.assertEqual({one for one in seen if entry in seen[one]}, roles)

    def test_a_desk_has_its_own_bar(self):
        """ux.md 10: who sells nothing has no salesperson's menus."""
        for role, expected in BARS.items():
            menus, root = self._load(self.users[role])
            names = {
                menus[child]["xmlid"].partition(".")[2]
                for child in menus[root]["children"]
            }
            with self.subTest(role=role):
                self.assertLessEqual(expected, names)
                if role in ("information", "legal"):
                    self.assertFalse(SOLD & names)

    def test_who_belongs_to_an_office_has_its_lists(self):
        """IMP-5: Legal Dept of an office works with what its people have."""
        legal = self.users["legal"]
        self._create_office(self.users["director"], legal)
        menus, _root = self._load(legal)
        self.assertIn(self.env.ref("jl_crm_pipeline.customer_menu").id, menus)

    def test_whoever_leads_sells(self):
        """ux.md 10: a desk that manages sales has the menus of managers."""
        legal = self.users["legal"]
        legal.group_ids |= self.env.ref("jl_crm_pipeline.group_office_director")
        menus, _root = self._load(legal)
        self.assertIn(self.env.ref("jl_crm_pipeline.customer_menu").id, menus)

    def test_what_odoo_sells_is_out_of_sight(self):
        """ux.md 25: neither apps nor lead generation; one setting brings them back."""
        seller = self.users["salesperson"]
        shop = self.env.ref("base.menu_management").id
        self.assertNotIn(shop, self._load(seller)[0])

        self.env["res.config.settings"].create({"show_odoo_offers": True}).execute()

        self.assertIn(shop, self._load(seller)[0])

    def test_administrators_keep_the_apps(self):
        """ux.md 25: who installs and upgrades finds the apps."""
        menus, _root = self._load(self.users["administrator"])
        self.assertIn(self.env.ref("base.menu_management").id, menus)

    def test_subordinates_are_for_superiors(self):
        """ux.md 10: who has nobody below has no use for their customers."""
        entry = self.env.ref("jl_crm_pipeline.res_partner_menu_subordinate").id
        self.assertNotIn(entry, self._load(self.users["salesperson"])[0])
        self.assertIn(entry, self._load(self.users["director"])[0])

    def test_nothing_is_sent_out(self):
        """ux.md 25: no enrichment, no proposals from outside, no sign-up."""
        users = self.env["res.users"].sudo()
        self.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2c")
        self.assertEqual(users._get_signup_invitation_scope(), "b2b")
        self.assertEqual(self.env["res.partner"].autocomplete_by_name("Pumps", 0), [])

        parameters = self.env["ir.config_parameter"]
        parameters.set_param("jl_crm_pipeline.show_odoo_offers", "True")
        self.assertEqual(users._get_signup_invitation_scope(), "b2c")

    def test_no_offers_on_customers(self):
        """ux.md 25: the menu of a customer offers no text messages."""
        seller = self.users["salesperson"]
        actions = self.env["ir.actions.actions"].with_user(seller)
        names = [
            one["name"] for one in actions.get_bindings("res.partner").get("action", [])
        ]
        self.assertTrue(names)
        self.assertNotIn("Send SMS", names)
