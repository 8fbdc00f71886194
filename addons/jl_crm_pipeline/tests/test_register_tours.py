from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_tours import TourCase

PATH = "/odoo/action-jl_crm_pipeline.action_register_customer"


class RegisterTourCase(TourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.cn")

    def _check_card(self):
        """ux.md 7, 20: one save, one contact, nothing typed twice."""
        # ten digits are refused on the way
        with mute_logger("odoo.http"):
            self._tour("register_card", self.seller)

        customer = self.Partner.search([("name", "=", "湛江市霞光幕墙配件有限公司")])
        self.assertEqual(customer.street, "赤坎区康华路 8 号")
        self.assertEqual(customer.state_id, self.env.ref("base.state_cn_GD"))
        self.assertEqual(customer.user_id, self.seller)
        self.assertEqual(customer.child_ids.name, "欧阳岚")

    def _check_many(self):
        self.start_tour(PATH, "jl_crm_pipeline_register_many", login=self.clerk.login)

        names = ["湛江市石基铝窗厂", "梅州市顺亿五金厂"]
        customers = self.Partner.search([("name", "in", names)], order="id")
        self.assertEqual(customers.mapped("name"), names)
        self.assertEqual(customers.child_ids.mapped("name"), ["欧阳岚", "黎子晴"])
        self.assertFalse(customers.user_id)


@tagged("post_install", "-at_install")
class TestRegisterTours(RegisterTourCase):
    def test_card(self):
        """K3D-1, TUR-3, ux.md 7: a name card is one form and one save."""
        self._check_card()

    def test_many(self):
        """ux.md 7, 20: a clerk saves and begins the next, or records a contact."""
        self._check_many()

    def test_from_a_field(self):
        """K3D-1: a field that asks for a customer leads to the same form."""
        tour = "jl_crm_pipeline_register_from_field"
        self.start_tour("/odoo/crm.lead/new", tour, login=self.seller.login)

        customer = self.Partner.search([("name", "=", "梅州市顺亿五金厂")])
        self.assertTrue(customer.is_company)
        self.assertEqual(customer.child_ids.name, "黎子晴")
        self.assertEqual(customer.user_id, self.seller)


@tagged("post_install", "-at_install")
class TestRegisterPhoneTours(RegisterTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_many_on_a_phone(self):
        """IMP-7, ux.md 7: the same on a phone, all three buttons in reach."""
        self._check_many()
