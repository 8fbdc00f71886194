from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

# a duplicate is typed, then the browser says that the tab is closed
CLOSE_TAB = """
    const wait = (selector) => new Promise((resolve) => {
        const timer = setInterval(() => {
            const found = document.querySelector(selector);
            if (found) {
                clearInterval(timer);
                resolve(found);
            }
        }, 50);
    });
    const type = async (name, value) => {
        const field = `.o_field_widget[name=${name}]`;
        const input = await wait(`${field} input, ${field} textarea`);
        input.value = value;
        input.dispatchEvent(new Event("input", {bubbles: true}));
        input.dispatchEvent(new Event("change", {bubbles: true}));
    };
    const close = async () => {
        const event = new Event("beforeunload", {cancelable: true});
        window.dispatchEvent(event);
        await Promise.resolve();
        return event.defaultPrevented;
    };
    (async () => {
        (await wait("input[data-value=company]")).click();
        await type("name", "中山松大电子科技公司");
        await type("phone", "0760-88123456");
        await wait(".o_duplicate_band.alert-danger");
        if (!(await close())) {
            throw new Error("the browser does not ask before it closes");
        }
        await wait(".o_notification:has(.bg-warning)");
        (await wait(".o_form_button_cancel")).click();
        await wait("body:not(:has(.o_form_dirty))");
        console.log("test successful");
    })();
"""


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "sales_team.group_sale_salesman,base.group_partner_manager"
        # sees everybody's customers, whatever add-on hides them from others
        every = "sales_team.group_sale_manager,base.group_partner_manager"
        cls.seller = new_test_user(cls.env, "dup_tour_seller", groups=every)
        cls.holder = new_test_user(cls.env, "dup_tour_holder", groups=groups)
        cls.customer = cls.env["res.partner"].create(
            {
                "name": "中山市松大电子科技有限公司",
                "is_company": True,
                "phone": "0760-8812 3456",
                "user_id": cls.holder.id,
            }
        )

    def test_band(self):
        """DUP-2: while a customer is typed, the form shows who is there already."""
        self.start_tour(
            "/odoo/contacts/new", "jl_crm_duplicate_band", login="dup_tour_seller"
        )

    def test_search(self):
        """DUP-1, K3D-2: the window finds by keyword and by phone in any writing."""
        self.start_tour(
            "/odoo/duplicate-analysis",
            "jl_crm_duplicate_search",
            login="dup_tour_seller",
        )

    def test_register_from_the_window(self):
        """DUP-1: from the list to the window, and on to the new customer."""
        self.start_tour(
            "/odoo/action-contacts.action_contacts?view_type=list",
            "jl_crm_duplicate_register",
            login="dup_tour_seller",
        )

    def test_refused(self):
        """DUP-3: the save is stopped by name; what was typed stays."""
        self._start_form_tour("jl_crm_duplicate_refused")

        self.assertEqual(self._count_named("松大"), 1)

    def test_close_tab(self):
        """DUP-3: a tab that is closed neither loses a duplicate nor lets it in."""
        # a tour takes the event for a page that is really left
        self.browser_js(
            "/odoo/contacts/new",
            CLOSE_TAB,
            ready="!!document.querySelector('.o_form_view')",
            login="dup_tour_seller",
        )

        self.assertEqual(self._count_named("松大"), 1)

    def test_reason(self):
        """DUP-3: a likely duplicate is saved with a reason, which is kept."""
        self._start_form_tour("jl_crm_duplicate_reason")

        self.assertEqual(self._count_named("恒达"), 1)
        kept = self.env["crm.duplicate.override"].search([])[:1]
        self.assertEqual(kept.reason, "集团内另一家公司")

    def test_override(self):
        """DUP-3: who has the right saves a certain duplicate with a reason."""
        group = self.env.ref("jl_crm_duplicate.group_duplicate_override")
        self.seller.group_ids += group

        self._start_form_tour("jl_crm_duplicate_override")

        self.assertEqual(self._count_named("松大"), 2)

    def test_ask_for_access(self):
        """DUP-2: whoever may not open a hit asks its holder."""
        self.env["ir.rule"].create(
            {
                "name": "Only one's own",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": f"[('user_id', '!=', {self.holder.id})]",
            }
        )
        self._start_form_tour("jl_crm_duplicate_ask")

        self.assertEqual(self.customer.activity_ids.user_id, self.holder)

    def test_quick_create(self):
        """DUP-3: a name typed in another form is not lost when it is refused."""
        with mute_logger("odoo.http"):
            self.start_tour(
                "/odoo/crm/new",
                "jl_crm_duplicate_quick_create",
                login="dup_tour_seller",
            )
        self.assertEqual(self._count_named("松大"), 1)

    def test_import(self):
        """DUP-3, K3D-2: duplicates are left out, can be taken home, the rest is in."""
        self.env["ir.config_parameter"].set_param(
            "jl_crm_duplicate.certain_score", "85"
        )
        # Odoo's own route of the upload warns of every file
        with mute_logger("odoo.http"):
            self.start_tour(
                "/odoo/contacts?view_type=list",
                "jl_crm_duplicate_import",
                login="dup_tour_seller",
            )
        self.assertEqual(self._count_named("远航"), 1)
        self.assertEqual(self._count_named("恒达"), 0)

    def _start_form_tour(self, name):
        # a refusal is a warning in the server's log
        with mute_logger("odoo.http"):
            self.start_tour("/odoo/contacts/new", name, login="dup_tour_seller")

    def _count_named(self, word):
        return self.env["res.partner"].search_count([("name", "like", word)])


@tagged("post_install", "-at_install")
class TestWorkTours(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "sales_team.group_sale_salesman,base.group_partner_manager"
        cls.holder = new_test_user(
            cls.env, "dup_tour_holder", groups=groups, lang="en_US"
        )
        cls.seller = new_test_user(
            cls.env, "dup_tour_seller", groups=groups, lang="en_US"
        )
        cls.manager = new_test_user(
            cls.env,
            "dup_tour_manager",
            groups="jl_crm_duplicate.group_duplicate_manager",
            lang="en_US",
        )
        cls.song = cls._create("中山市松大电子科技有限公司", user_id=cls.holder.id)
        cls.twin = cls._create("中山松大电子科技", phone="0760-88123456")
        cls._analyse("whole")

    @classmethod
    def _create(cls, name, **vals):
        vals = {"name": name, "is_company": True, "city": "中山市", **vals}
        return cls.env["res.partner"].create(vals)

    @classmethod
    def _analyse(cls, kind="changed"):
        cls.env["crm.duplicate.run"].create({"kind": kind})._analyse_here()

    def _go(self, path, tour, login="dup_tour_manager"):
        self.start_tour(path, f"jl_crm_duplicate_{tour}", login=login)
        self.env.invalidate_all()

    def test_group_that_is_no_duplicate(self):
        """DUP-6: decided with a reason, it stays away until a number changes."""
        self._go("/odoo/duplicate-groups", "not_one")
        self._analyse("whole")
        self._go("/odoo/duplicate-groups", "group_gone")

        self.song.phone = self.twin.phone
        self._analyse()
        self._go("/odoo/duplicate-groups", "group_back")

    def test_duplicate_pool(self):
        """DUP-5: put in by a salesperson, red, restored by who decides."""
        self.twin.user_id = self.seller
        self._go(f"/odoo/contacts/{self.twin.id}", "pool_put", "dup_tour_seller")
        self.assertTrue(self.twin.is_in_duplicate_pool)

        self._go("/odoo/duplicate-pool", "pool_restore")

        self.assertFalse(self.twin.is_in_duplicate_pool)

    def test_run(self):
        """DUP-6: started and cancelled by a person."""
        self._go("/odoo/duplicate-runs", "run")

    def test_related_companies(self):
        """DUP-7: a branch is given its parent."""
        branch = self._create("中山市松大电子科技有限公司珠海分公司", city="珠海市")
        self.twin.unlink()
        self._analyse()

        self._go("/odoo/related-companies", "related")

        self.assertEqual(branch.parent_id, self.song)


@tagged("post_install", "-at_install")
class TestMergeTours(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env,
            "dup_tour_manager",
            groups="jl_crm_duplicate.group_duplicate_manager,base.group_partner_manager",
        )
        cls.survivor, cls.loser = cls.env["res.partner"].create(
            [
                {
                    "name": name,
                    "is_company": True,
                    "phone": f"0760-8812000{number}",
                }
                for number, name in enumerate(
                    ["Remaining Customer", "Vanishing Customer"], start=1
                )
            ]
        )
        cls.env["crm.lead"].create({"name": "Deal", "partner_id": cls.loser.id})

    def test_merge(self):
        """K3D-5: choose a field, merge, see the survivor, undo."""
        partners = (self.survivor | self.loser).with_user(self.manager)
        merge = partners._prepare_merge()
        merge.survivor_id = self.survivor
        self.start_tour(
            f"/odoo/customer-merges/{merge.id}",
            "jl_crm_duplicate_merge",
            login="dup_tour_manager",
        )
        self.assertEqual(merge.state, "undone")
        self.assertEqual(self.survivor.phone, "0760-88120001")

    def test_redirect(self):
        """K3D-5: the old address of a merged customer opens the one that remained."""
        partners = (self.survivor | self.loser).with_user(self.manager)
        self.env["res.partner"].with_user(self.manager)._merge_customers(
            [(partners[0], partners[1])]
        )
        self.start_tour(
            f"/odoo/contacts/{self.loser.id}",
            "jl_crm_duplicate_merged_redirect",
            login="dup_tour_manager",
        )
