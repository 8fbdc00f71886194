from odoo.tests import tagged

from .test_tours import TourCase


@tagged("post_install", "-at_install")
class TestSearchTours(TourCase):
    """A salesperson finds a customer by whatever is known of it (ux.md 1, 2, 3, 24)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.found = cls._create_customer("海天门窗", user_id=cls.seller.id)
        cls._create_person("冯丽娟", parent_id=cls.found.id, mobile="186 7654 3210")

    def test_list(self):
        """K3C-3: by a contact's mobile and name; nothing found leads on (DUP-1)."""
        self._tour("search_contact", self.seller)

    def test_register(self):
        """K3D-1: what was not found is registered with what was typed."""
        self._tour("search_register", self.seller)

    def test_palette(self):
        """ux.md 24: Ctrl+K and an equals sign find a customer and open it."""
        self._tour("search_palette", self.seller)

    def test_field(self):
        """K3C-3: a field that asks for a customer finds in the same way."""
        self.start_tour(
            "/odoo/action-crm.crm_lead_action_pipeline/new",
            "jl_crm_pipeline_search_field",
            login=self.seller.login,
        )
