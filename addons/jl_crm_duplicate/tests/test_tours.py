from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "sales_team.group_sale_salesman,base.group_partner_manager"
        cls.seller = new_test_user(cls.env, "dup_tour_seller", groups=groups)
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


@tagged("post_install", "-at_install")
class TestWorkTours(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "sales_team.group_sale_salesman,base.group_partner_manager"
        cls.holder = new_test_user(cls.env, "dup_tour_holder", groups=groups)
        cls.seller = new_test_user(cls.env, "dup_tour_seller", groups=groups)
        cls.manager = new_test_user(
            cls.env,
            "dup_tour_manager",
            groups="jl_crm_duplicate.group_duplicate_manager",
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
