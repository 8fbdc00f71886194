from datetime import date, timedelta

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from .contact_common import ContactCommon

TODAY = date(2031, 6, 4)
SEARCH = "jl_crm_pipeline.res_partner_view_search_customer"


@tagged("post_install", "-at_install")
@freeze_time("2031-06-04 04:00:00")
class TestNextPlan(ContactCommon):
    """The next plan of a customer, wherever it lies (issue 17, point 4; H25)."""

    def _plan(self, record, days=0, user=None):
        return record.activity_schedule(
            "mail.mail_activity_data_call",
            date_deadline=TODAY + timedelta(days=days),
            user_id=(user or self.seller).id,
        )

    def test_earliest_of_all(self):
        """CAR-3: of the customer, its people and its opportunities the earliest."""
        self.assertFalse(self.customer.next_plan_date)
        own = self._plan(self.customer, 5)
        self.assertEqual(self.customer.next_plan_date, TODAY + timedelta(days=5))
        on_lead = self._plan(self.lead, 2)
        values = {"name": "Mei Lin", "parent_id": self.customer.id}
        person = self.Partner.create({**values, "mobile": "13800138000"})
        self._plan(person, 3)
        self.assertEqual(self.customer.next_plan_date, TODAY + timedelta(days=2))
        on_lead.with_user(self.seller).action_feedback(feedback="Spoken")
        self.assertEqual(self.customer.next_plan_date, TODAY + timedelta(days=3))
        own.date_deadline = TODAY
        self.assertEqual(self.customer.next_plan_date, TODAY)
        self.env["mail.activity"].search([("res_id", "=", person.id)]).unlink()
        own.unlink()
        self.assertFalse(self.customer.next_plan_date)

    def test_opportunity_changes_hands(self):
        """CAR-3: the plans of an opportunity go to its new customer with it."""
        other = self._create_customer("Other Pumps", user_id=self.seller.id)
        self._plan(self.lead, 2)
        self.lead.partner_id = other
        self.assertFalse(self.customer.next_plan_date)
        self.assertEqual(other.next_plan_date, TODAY + timedelta(days=2))
        self.lead.active = False
        self.assertFalse(other.next_plan_date)

    def test_night(self):
        """CAR-3: the night brings in line what went past the ORM."""
        self._plan(self.lead, 2)
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET next_plan_date = NULL")
        self.env.invalidate_all()
        self.Partner._cron_refresh_customers()
        self.assertEqual(self.customer.next_plan_date, TODAY + timedelta(days=2))

    def test_filters(self):
        """H25: a plan on the opportunity counts in the daily filters."""
        partners = self.Partner.with_user(self.seller)
        arch = partners.get_view(self.env.ref(SEARCH).id, "search")["arch"]
        self._plan(self.lead)
        for name, is_found in (
            ("my_unplanned", False),
            ("plan_late", False),
            ("plan_today", True),
            ("plan_week", True),
        ):
            [node] = etree.fromstring(arch).xpath(f"//filter[@name='{name}']")
            domain = safe_eval(node.get("domain"), {"uid": self.seller.id})
            with self.subTest(filter=name):
                self.assertEqual(self.customer in partners.search(domain), is_found)

    def test_others_plans(self):
        """CAR-3: one's own plans alone are found as today's."""
        self._plan(self.lead, user=self.director)
        partners = self.Partner.with_user(self.seller)
        found = partners.search([("has_my_plan_today", "=", True)])
        self.assertNotIn(self.customer, found)

    def test_order_of_the_list(self):
        """ux.md 24: hot first, then who is due next, then those without a plan."""
        create = self._create_customer
        later = create("Later Pumps", user_id=self.seller.id)
        sooner = create("Sooner Pumps", user_id=self.seller.id)
        hot = create("Hot Pumps", user_id=self.seller.id, is_hot=True)
        idle = create("Idle Pumps", user_id=self.seller.id)
        self._plan(later, 9)
        self._plan(sooner, 1)
        view = self.env.ref("jl_crm_pipeline.res_partner_view_list_customer")
        arch = self.Partner.get_view(view.id, "list")["arch"]
        order = etree.fromstring(arch).get("default_order")
        mine = later | sooner | hot | idle
        found = self.Partner.with_user(self.seller).search(
            [("id", "in", mine.ids)], order=order
        )
        self.assertEqual(found.ids, (hot + sooner + later + idle).ids)

    def test_written_by_the_system_alone(self):
        """CAR-3: nobody types when the next plan is."""
        with self.assertRaises(UserError):
            self.customer.with_user(self.seller).next_plan_date = TODAY
