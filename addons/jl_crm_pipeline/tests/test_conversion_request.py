import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestConversionRequest(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(
            phone="0755 8000 1000", street="1 Quay Road", city="Shenzhen"
        )
        cls.customer.user_id = cls.seller

    def _open_dialog(self, customer):
        action = customer.with_user(self.seller).action_request_conversion()
        return Form.from_action(self.env(user=self.seller), action)

    def test_dialog_is_filled_in_beforehand(self):
        """K3C-2: receivers, title, the customer's name and code, details."""
        form = self._open_dialog(self.customer)

        self.assertEqual(form.partner_id, self.customer)
        self.assertEqual(form.customer_code, self.customer.customer_code)
        self.assertEqual(form.receiver_ids[:], self.office | self.admin)
        self.assertEqual(form.name, "Convert to transacting: Harbour Pumps")
        for detail in (
            "Customer: Harbour Pumps",
            f"Customer code: {self.customer.customer_code}",
            f"Responsible: {self.seller.name}",
            "Phone: 0755 8000 1000",
            "Address: 1 Quay Road Shenzhen",
        ):
            self.assertIn(detail, form.message)
        self.assertNotIn("orders", form.message)

    def test_details_tell_the_orders(self):
        """K3C-2: the confirmed orders are part of the details."""
        self._set_on_order("off")
        self._confirm_order(self.customer, 100.0, "2031-03-15")
        self._confirm_order(self.customer, 50.0, "2031-02-15")

        form = self._open_dialog(self.customer)

        self.assertRegex(
            form.message, r"Confirmed orders: 2, \$.150\.00 in all, .*03/15/2031"
        )

    def test_dialog_opened_on_a_person_asks_for_the_company(self):
        """K3C-2: the button on a contact person asks for the company's conversion."""
        person = self._create_person(parent_id=self.customer.id)

        self.assertEqual(self._open_dialog(person).partner_id, self.customer)

    def test_draft_keeps_what_was_typed(self):
        """K3C-2: title, details and receivers can be changed before sending."""
        form = self._open_dialog(self.customer)
        form.name = "First order signed"
        form.message = "See the contract"
        form.receiver_ids.remove(self.admin.id)
        draft = form.save()

        self.assertRecordValues(
            draft,
            [
                {
                    "state": "draft",
                    "name": "First order signed",
                    "message": "See the contract",
                    "receiver_ids": self.office.ids,
                    "user_id": self.seller.id,
                }
            ],
        )

    def test_receivers_are_the_active_people_of_general_affairs(self):
        """K3C-2: neither former colleagues nor guests are proposed."""
        gone = self._create_user("gone", "jl_crm_pipeline.group_general_affairs")
        gone.active = False

        self.assertEqual(
            self.Conversion.with_user(self.seller)._get_deciders(),
            self.office | self.admin,
        )

    @freeze_time("2031-03-15 08:00:00")
    def test_sending_is_confirmed(self):
        """K3C-2: "sent" is shown, and the request waits for General Affairs."""
        draft = self._create_draft(self.customer)

        answer = draft.action_request()

        self.assertEqual(answer["params"]["title"], "Sent")
        self.assertEqual(answer["params"]["type"], "success")
        self.assertEqual(draft.state, "requested")
        self.assertEqual(str(draft.request_date), "2031-03-15 08:00:00")
        self.assertTrue(self.customer.has_open_conversion)

    def test_receiver_is_needed(self):
        """K3C-2: a request to nobody is refused with what to do."""
        draft = self._create_draft(self.customer)
        draft.receiver_ids = [Command.clear()]

        with self._assert_refused("Choose who in General Affairs"):
            draft.action_request()

        self.assertEqual(draft.state, "draft")

    def test_department_is_the_requesters(self):
        """K3C-2: General Affairs sees which department asks."""
        team = self.env["crm.team"].create(
            {"name": "Shenzhen", "member_ids": [Command.set(self.seller.ids)]}
        )

        self.assertEqual(self._create_draft(self.customer).team_id, team)

    def test_second_open_request_is_refused(self):
        """K3C-2: one open request for a customer; the database says so too."""
        self._create_request(self.customer)
        second = self._create_draft(self.customer, self.office)

        with (
            self.assertRaisesRegex(psycopg2.IntegrityError, "one_open_per_customer"),
            mute_logger("odoo.sql_db"),
        ):
            second.action_request()
            self.env.flush_all()

    def test_new_request_after_the_first_was_decided(self):
        """K3C-5: a refused or withdrawn one does not stand in the way."""
        first = self._create_request(self.customer)
        first.with_user(self.office).action_refuse("No order yet")
        second = self._create_request(self.customer)
        second.action_withdraw("Too early")

        third = self._create_request(self.customer)

        self.assertEqual(third.state, "requested")
        self.assertEqual(self.customer.with_user(self.seller).conversion_count, 3)

    def test_who_can_not_be_converted(self):
        """K3C-2: each refusal says why, in the dialog already."""
        archived = self._create_customer("Dormant", active=False)
        cases = {
            "Bank is already a transacting": self._create_transacting("Harbour Bank"),
            "Mei Lin is not a customer": self._create_person(),
            "Dormant is archived": archived,
        }
        for sentence, partner in cases.items():
            with self.subTest(sentence=sentence):
                with self._assert_refused(sentence):
                    partner.with_user(self.seller).action_request_conversion()
                with self._assert_refused(sentence):
                    self._create_draft(partner).action_request()

    def test_draft_may_be_deleted_but_nothing_that_was_sent(self):
        """K3C-5: every step that was sent stays in the history."""
        self._create_draft(self.customer).unlink()
        request = self._create_request(self.customer)

        for user in (self.seller, self.office, self.admin, self.env.user):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                request.with_user(user).unlink()
        with self._assert_refused("stays in the history"):
            request.sudo().unlink()

        self.assertTrue(request.exists())

    def test_copy_is_a_draft_of_ones_own(self):
        """K3C-5: a copy carries nothing of the history."""
        request = self._create_request(self.customer)
        request.with_user(self.office).action_refuse("No order yet")

        copy = request.with_user(self.clerk).sudo().copy()

        self.assertRecordValues(
            copy,
            [
                {
                    "state": "draft",
                    "user_id": self.clerk.id,
                    "request_date": False,
                    "decision_date": False,
                    "decision_user_id": False,
                    "reason": False,
                }
            ],
        )
