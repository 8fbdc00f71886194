from datetime import datetime
from itertools import product

from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.jl_crm_base.tools.session import running_by_itself

from .common import PipelineCommon

ONLY = "Only General Affairs decides"
MOVES = {
    ("draft", "requested"),
    ("requested", "approved"),
    ("requested", "refused"),
    ("requested", "withdrawn"),
    ("approved", "withdrawn"),
}


@tagged("post_install", "-at_install")
class TestConversionDecision(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer()

    def _iter_outsiders(self):
        return self._get_users(
            "seller", "other_seller", "clerk", "director", "information", "manager"
        )

    @freeze_time("2031-03-15 08:00:00")
    def test_approval_makes_the_customer_transacting(self):
        """K3C-4: flag, date and person of the conversion are kept on the customer."""
        self._create_request(self.customer).with_user(self.office).action_approve()

        self.assertRecordValues(
            self.customer,
            [
                {
                    "customer_status": "transacting",
                    "is_transacting": True,
                    "conversion_date": datetime(2031, 3, 15, 8),
                    "conversion_user_id": self.office.id,
                }
            ],
        )

    @freeze_time("2031-03-15 08:00:00")
    def test_approval_is_kept_on_the_request(self):
        """K3C-4, K3C-5: who decided and when."""
        request = self._create_request(self.customer)

        request.with_user(self.office).action_approve()

        decision = {
            "state": "approved",
            "decision_date": datetime(2031, 3, 15, 8),
            "decision_user_id": self.office.id,
        }
        self.assertRecordValues(request, [decision])

    def test_approval_is_confirmed_on_screen(self):
        """K3C-4: success is shown with the customer's name."""
        answer = self._create_request(self.customer).with_user(self.office)
        answer = answer.action_approve()

        self.assertEqual(answer["tag"], "display_notification")
        self.assertEqual(answer["params"]["title"], "Converted")
        self.assertIn("Harbour Pumps", answer["params"]["message"])

    def test_conversion_keeps_the_registration(self):
        """IMP-1: code, registration date and registrar stay."""
        names = ["customer_code", "registration_date", "registrar_id"]
        before = self.customer.read(names)

        self.customer.with_user(self.office).action_convert()

        self.assertEqual(self.customer.read(names), before)

    def test_direct_conversion_leaves_a_request_behind(self):
        """K3C-4, K3C-5: the button on the customer keeps the same history."""
        self.customer.with_user(self.office).action_convert()

        self.assertRecordValues(
            self.customer.conversion_ids,
            [
                {
                    "state": "approved",
                    "user_id": self.office.id,
                    "name": "Convert to transacting: Harbour Pumps",
                }
            ],
        )

    def test_direct_conversion_takes_the_open_request(self):
        """K3C-4: a request that waits is approved, not doubled, and its sender told."""
        request = self._create_request(self.customer)

        self.customer.with_user(self.office).action_convert()

        self.assertEqual(self.customer.conversion_ids, request)
        self.assertEqual(request.state, "approved")

    def test_direct_conversion_of_many_is_all_or_none(self):
        """K3C-4: one that cannot be converted keeps the others potential."""
        person = self._create_person()

        with self._assert_refused("Mei Lin is not a customer"):
            (self.customer | person).with_user(self.office).action_convert()

        self.assertEqual(self.customer.customer_status, "potential")
        self.assertFalse(self.customer.conversion_ids)

    def test_only_general_affairs_decides(self):
        """K3C-4: the methods behind the buttons refuse everybody else over the API."""
        request = self._create_request(self.customer)
        for user in self._iter_outsiders():
            with self.subTest(user=user.login):
                with self._assert_refused(ONLY, AccessError):
                    request.with_user(user).action_approve()
                with self._assert_refused(ONLY, AccessError):
                    request.with_user(user).action_refuse("No")
                with self._assert_refused(ONLY, AccessError):
                    self.customer.with_user(user).action_convert()

        self.assertEqual(request.state, "requested")

    def test_no_code_decides(self):
        """security.md 7: no server or scheduled action approves in somebody's name."""
        request = self._create_request(self.customer).with_user(self.office)
        with self._assert_refused("log in", AccessError), running_by_itself():
            request.action_approve()
        self.assertEqual(request.state, "requested")

    def test_superuser_mode_of_a_salesperson_decides_nothing(self):
        """K3C-4: code that runs with sudo() for a salesperson is no General Affairs."""
        request = self._create_request(self.customer)

        with self._assert_refused(ONLY, AccessError):
            request.sudo().action_approve()

    def test_buttons_follow_who_looks_at_them(self):
        """K3C-4, K3C-5: what the form offers to whom, in each state."""
        draft = self._create_draft(self.customer)
        self._assert_buttons(draft, seller=(False, False), office=(False, False))
        draft.action_request()
        self._assert_buttons(
            draft, seller=(False, True), office=(True, False), manager=(False, False)
        )
        draft.with_user(self.office).action_approve()
        self._assert_buttons(
            draft, seller=(False, False), office=(False, True), manager=(False, False)
        )
        draft.with_user(self.office).action_withdraw("Mistake")
        self._assert_buttons(draft, seller=(False, False), office=(False, False))

    def _assert_buttons(self, conversion, **expected):
        for role, (can_decide, can_withdraw) in expected.items():
            seen = conversion.with_user(getattr(self, role))
            with self.subTest(role=role, state=conversion.state):
                self.assertEqual(seen.can_decide, can_decide)
                self.assertEqual(seen.can_withdraw, can_withdraw)

    def test_refusal_needs_a_reason(self):
        """K3C-5: an empty reason, or one of blanks, is refused."""
        request = self._create_request(self.customer).with_user(self.office)
        for reason in ("", " \n ", False, None):
            with self.subTest(reason=reason), self._assert_refused("reason"):
                request.action_refuse(reason)

        self.assertEqual(request.state, "requested")

    @freeze_time("2031-03-15 08:00:00")
    def test_refusal_is_kept_with_its_reason(self):
        """K3C-5: who, when, why; the customer stays potential."""
        request = self._create_request(self.customer)

        request.with_user(self.office).action_refuse("  No order yet ")

        self.assertRecordValues(
            request,
            [
                {
                    "state": "refused",
                    "reason": "No order yet",
                    "decision_user_id": self.office.id,
                    "decision_date": datetime(2031, 3, 15, 8),
                }
            ],
        )
        self.assertEqual(self.customer.customer_status, "potential")

    def test_dialog_refuses_with_the_typed_reason(self):
        """K3C-5: the button asks for the reason and passes it on."""
        request = self._create_request(self.customer).with_user(self.office)

        form = Form.from_action(request.env, request.action_open_refuse())
        form.reason = "No order yet"
        form.save().action_decide()

        self.assertEqual(request.state, "refused")
        self.assertEqual(request.reason, "No order yet")

    def test_second_approval_is_refused(self):
        """K3C-4: of two who press the button the second is told."""
        request = self._create_request(self.customer).with_user(self.office)
        request.action_approve()

        with self._assert_refused("already a transacting customer"):
            request.action_approve()
        with self._assert_refused("is “Converted” and cannot become “Refused”"):
            request.action_refuse("Too late")

    def test_customer_that_may_not_be_converted_any_more(self):
        """K3C-4: archived or made a contact since the request was sent."""
        request = self._create_request(self.customer).with_user(self.office)

        self.customer.active = False
        with self._assert_refused("Harbour Pumps is archived"):
            request.action_approve()

        self.customer.write({"active": True, "is_company": False})
        self.customer.parent_id = self._create_customer("Group")
        with self._assert_refused("is not a customer"):
            request.action_approve()

    def test_every_move_but_the_declared_ones_is_refused(self):
        """K3C-5: each pair of states is either one of these or refused."""
        self.assertEqual(self.Conversion._get_transitions(), MOVES)
        states = self.Conversion._fields["state"].get_values(self.env)
        for source, target in set(product(states, repeat=2)) - MOVES:
            conversion = self._create_in_state(source)
            refused = self._assert_refused("cannot become")
            with self.subTest(source=source, target=target), refused:
                conversion._move(target)

    def _create_in_state(self, state):
        conversion = self._create_draft(self._create_customer())
        path = {
            "draft": [],
            "requested": ["requested"],
            "approved": ["requested", "approved"],
            "refused": ["requested", "refused"],
            "withdrawn": ["requested", "withdrawn"],
        }
        for step in path[state]:
            conversion._move(step)
        return conversion
