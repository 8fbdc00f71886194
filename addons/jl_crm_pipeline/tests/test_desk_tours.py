from odoo.tests import tagged

from .test_workplace_tours import WorkplaceTourCase

LEGAL = "jl_crm_pipeline.group_legal_dept"
INFORMATION = "jl_crm_pipeline.group_information_dept"


class DeskDay:
    """Each desk begins with its own page and finds its work there (ux.md 5, 10)."""

    def _go(self, desk, user):
        self._speak(self.lang, user)
        self._tour(f"desk_{desk}", user)

    def test_clerk(self):
        """Customers without a responsible person."""
        customers = self.Partner.with_user(self.clerk)
        customers.create({"name": "Nobody Pumps", "is_company": True})
        self._go("clerk", self.clerk)

    def test_office(self):
        """General Affairs has conversions to decide."""
        self._create_request(self.customer)
        self._go("office", self.office)

    def test_information(self):
        """Information Dept has the stages."""
        self.env["crm.stage"].create({"name": "Signing by Tour", "sequence": 1})
        self._go("information", self._create_user("desk_information", INFORMATION))

    def test_legal(self):
        """Legal Dept has what is to be signed."""
        stage = self.env["crm.stage"].create({"name": "Signing by Tour"})
        stage.notify_group_ids = self.env.ref(LEGAL)
        lead = self._create_opportunity(self.customer, name="Tour Gate")
        lead.sudo().stage_id = stage
        self._go("legal", self._create_user("desk_legal", LEGAL))

    def test_director(self):
        """A director has who is behind."""
        self.seller.sales_manager_id = self.director
        self._plan(-2, "Late call")
        self._go("director", self.director)


@tagged("post_install", "-at_install")
class TestDeskTours(DeskDay, WorkplaceTourCase):
    """On a desk."""


@tagged("post_install", "-at_install")
class TestDeskToursOnPhone(DeskDay, WorkplaceTourCase):
    """On a phone."""

    browser_size = "390x844"
    touch_enabled = True


@tagged("post_install", "-at_install")
class TestChineseDeskTours(DeskDay, WorkplaceTourCase):
    """In Chinese, where words are shorter and names longer."""

    lang = "zh_CN"
