from datetime import timedelta

from odoo.tests import tagged

from .test_tours import TourCase


class WorkplaceTourCase(TourCase):
    """Each role lands on the workplace after login, and begins the day (ux.md 5)."""

    def _plan(self, days=0, summary="Ask for the drawing"):
        return self.customer.activity_schedule(
            "mail.mail_activity_data_call",
            summary=summary,
            date_deadline=self.env.company._to_day() + timedelta(days=days),
            user_id=self.seller.id,
        )

    def _assert_recorded(self, plan):
        self.assertFalse(plan.active)
        record = self.customer.contact_record_ids
        self.assertEqual(record.summary, "They want the drawing")


@tagged("post_install", "-at_install")
class TestWorkplaceTours(WorkplaceTourCase):
    def test_seller(self):
        """What is due today is there without a click, and done with three."""
        plan = self._plan()

        self._tour("workplace_seller", self.seller)

        self._assert_recorded(plan)

    def test_clerk(self):
        """Clerks see who has no responsible person yet, and enter the next."""
        clerk = self.clerk
        self._speak(self.lang, clerk)
        customer = self.Partner.with_user(clerk)
        customer.create({"name": "Nobody Pumps", "is_company": True})

        self._tour("workplace_clerk", clerk)

    def test_office(self):
        """General Affairs sees what waits for a decision."""
        self._create_request(self.customer)

        self._tour("workplace_office", self.office)

    def test_director(self):
        """A director sees who is behind, and with what (ux.md 14)."""
        self._speak(self.lang, self.director)
        self.seller.sales_manager_id = self.director
        self._plan(-2, "Late call")

        self._tour("workplace_director", self.director)

    def test_own_page(self):
        """Whoever has chosen a page lands there."""
        self.seller.action_id = self.env.ref("crm.crm_lead_action_pipeline").id
        self.authenticate(self.seller.login, self.seller.login)
        page = self.url_open("/odoo").text

        self.assertIn(f'"home_action_id": {self.seller.action_id.id}', page)


@tagged("post_install", "-at_install")
class TestWorkplaceTourOnPhone(WorkplaceTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        """The same on a phone, without a scroll to the side."""
        plan = self._plan()

        self._tour("workplace_phone", self.seller)

        self._assert_recorded(plan)
