from odoo.tests import tagged

from .test_tours import TourCase


@tagged("post_install", "-at_install")
class TestAccessTours(TourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.other_seller | cls.director).lang = cls.lang
        (cls.seller | cls.other_seller).sales_manager_id = cls.director
        team = cls.env["crm.team"].create({"name": "North"})
        team.member_ids = cls.director | cls.seller | cls.other_seller

    def test_share(self):
        """A customer is shared, and it is seen who sees it and why (K3D-4, CAR-7)."""
        self._tour("share", self.seller)

        [grant] = self.customer.customer_grant_ids
        self.assertEqual(grant.user_id, self.other_seller)

    def test_assign(self):
        """A director gives a subordinate's customer to another one (K3D-3, MAT-7)."""
        self._tour("assign", self.director)

        self.assertEqual(self.customer.user_id, self.other_seller)

    def test_bin(self):
        """Into the recycle bin with a reason, and out again (RES-5)."""
        self._tour("bin", self.seller)

        self.assertTrue(self.customer.active)
        self.assertFalse(self.customer.bin_reason)
