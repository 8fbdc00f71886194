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
