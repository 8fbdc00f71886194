from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tests import tagged

from .common import PipelineCommon

ACTIONS = ("customer", "board", "subordinate", "next_contact")
RELATIONS = ("many2one", "many2many")


@tagged("post_install", "-at_install")
class TestViewCost(PipelineCommon):
    """A page of customers takes as many statements for two as for twenty."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # whoever has people below sees the customers of all of them
        cls.seller.sales_manager_id = cls.director
        for number in range(20):
            customer = cls._create_customer(
                f"Costly {number}",
                user_id=cls.seller.id,
                phone=f"0760-8{number:07}",
                need_ids=[(0, 0, {"name": f"Need {number}"})],
            )
            cls.env["crm.lead"].create(
                {"name": "Gate", "partner_id": customer.id, "expected_revenue": 10}
            )
            cls._create_person(f"Person {number}", parent_id=customer.id)
            customer.activity_schedule(
                "mail.mail_activity_data_call",
                summary="Call",
                date_deadline=fields.Date.today() + timedelta(days=number),
                user_id=cls.director.id,
            )

    def _get_specification(self, action, kind):
        partners = self.Partner.with_user(self.director)
        views = {name: view for view, name in action.views}
        arch = partners.get_view(views.get(kind), kind)["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).xpath("//field")}
        names &= partners._fields.keys()
        return {
            name: {"fields": {"display_name": {}}}
            if partners._fields[name].type in RELATIONS
            else {}
            for name in names
        }

    def test_page_of_customers(self):
        """K3D-1, MAT-8: list and cards, every optional column shown."""
        partners = self.Partner.with_user(self.director)
        domain = [("name", "like", "Costly")]
        for name in ACTIONS:
            action = self.env.ref(f"jl_crm_pipeline.res_partner_action_{name}")
            for kind in ("list", "kanban", "calendar"):
                if kind not in action.view_mode:
                    continue
                specification = self._get_specification(action, kind)

                def read(limit, specification=specification):
                    partners.web_search_read(domain, specification, limit=limit)

                with self.subTest(action=name, view=kind):
                    self._assert_same_cost(lambda: read(2), lambda: read(20))
