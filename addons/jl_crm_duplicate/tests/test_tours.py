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
