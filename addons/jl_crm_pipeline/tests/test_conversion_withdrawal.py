from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import PipelineCommon

WHO = "The sender withdraws"


@tagged("post_install", "-at_install")
class TestConversionWithdrawal(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = cls._get_users("seller", "clerk", "information")
        cls._create_office(cls.director, *people)
        cls.customer = cls._create_customer()
        cls.request = cls._create_request(cls.customer)

    def test_requester_withdraws_the_open_request(self):
        """K3C-5: one's own, with a reason; the customer was and stays potential."""
        self.request.action_withdraw("Too early")

        self.assertRecordValues(
            self.request,
            [
                {
                    "state": "withdrawn",
                    "reason": "Too early",
                    "decision_user_id": self.seller.id,
                }
            ],
        )
        self.assertEqual(self.customer.customer_status, "potential")

    def test_nobody_else_withdraws_an_open_request(self):
        """K3C-5: General Affairs refuses instead, superiors do neither."""
        for user in self._get_users("director", "office", "information", "manager"):
            with self.subTest(user=user.login), self._assert_refused(WHO, AccessError):
                self.request.with_user(user).action_withdraw("Mine")

        self.assertEqual(self.request.state, "requested")

    def test_general_affairs_withdraws_a_conversion(self):
        """K3C-5: made by mistake, the customer is potential again."""
        self.request.with_user(self.office).action_approve()

        self.request.with_user(self.office).action_withdraw("Wrong company")

        self.assertEqual(self.request.state, "withdrawn")
        self.assertEqual(self.request.reason, "Wrong company")
        self.assertRecordValues(
            self.customer,
            [
                {
                    "customer_status": "potential",
                    "conversion_date": False,
                    "conversion_user_id": False,
                }
            ],
        )

    def test_requester_does_not_withdraw_a_conversion(self):
        """K3C-5: what General Affairs has decided, sales does not take back."""
        self.request.with_user(self.office).action_approve()
        for user in self._get_users("seller", "director", "manager"):
            with self.subTest(user=user.login), self._assert_refused(WHO, AccessError):
                self.request.with_user(user).action_withdraw("Mine")

        self.assertEqual(self.customer.customer_status, "transacting")

    def test_withdrawal_needs_a_reason(self):
        """K3C-5: an empty reason, or one of blanks, is refused."""
        for reason in ("", "  ", False):
            with self.subTest(reason=reason), self._assert_refused("reason"):
                self.request.action_withdraw(reason)

    def test_what_is_over_is_not_withdrawn(self):
        """K3C-5: a draft, a refused and a withdrawn one are told so."""
        draft = self._create_draft(self._create_customer("Dock"))
        refused = self._create_request(self._create_customer("Yard"))
        refused.with_user(self.office).action_refuse("No")
        self.request.action_withdraw("Too early")

        for conversion in (draft, refused, self.request):
            refused = self._assert_refused("cannot become “Withdrawn”")
            with self.subTest(state=conversion.state), refused:
                conversion.action_withdraw("Again")

    def test_button_on_the_customer(self):
        """K3C-5: General Affairs takes it back where it sees the customer."""
        self.request.with_user(self.office).action_approve()
        customer = self.customer.with_user(self.office)

        form = Form.from_action(customer.env, customer.action_withdraw_conversion())
        form.reason = "Wrong company"
        form.save().action_decide()

        self.assertEqual(self.customer.customer_status, "potential")

    def test_customer_can_be_converted_again(self):
        """K3C-5: every step stays in the history."""
        customer = self.customer.with_user(self.office)
        self.request.with_user(self.office).action_approve()
        self.request.with_user(self.office).action_withdraw("Wrong company")

        customer.action_convert()
        customer.action_withdraw_conversion()

        self.assertEqual(customer.customer_status, "transacting")
        self.assertEqual(
            customer.conversion_ids.sorted("id").mapped("state"),
            ["withdrawn", "approved"],
        )
        self.assertEqual(len(customer._get_approved_conversions()), 1)

    def test_mixed_selection_is_withdrawn_by_none(self):
        """K3C-5: one that may not be withdrawn keeps the others as they are."""
        other = self._create_request(self._create_customer("Dock"), self.clerk)

        with self._assert_refused(WHO, AccessError):
            (self.request | other.with_user(self.seller)).with_user(
                self.director
            ).action_withdraw("All")

        self.assertEqual(self.request.state, "requested")
