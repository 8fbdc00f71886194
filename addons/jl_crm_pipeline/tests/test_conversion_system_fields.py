from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import PipelineCommon

KEPT = "kept by the system"
BUTTONS = "with the buttons alone"


@tagged("post_install", "-at_install")
class TestConversionSystemFields(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer()
        cls.forged = {
            "user_id": cls.manager.id,
            "order_id": cls._create_order(cls.customer).id,
            "request_date": "1999-01-01 00:00:00",
            "decision_date": "1999-01-01 00:00:00",
            "decision_user_id": cls.office.id,
            "reason": "Forged",
            "former_maturity": "d",
        }

    def test_the_forgery_tries_every_field(self):
        """K3C-5: no field of the history is forgotten below."""
        self.assertEqual(set(self.forged), self.Conversion._get_system_fields())

    def test_nobody_forges_the_history(self):
        """K3C-5: who asked and decided, when and why is kept by the system."""
        draft = self._create_draft(self.customer)
        for user in (self.seller, self.office, self.admin, self.env.user):
            for name, value in self.forged.items():
                vals = {"partner_id": self.customer.id, name: value}
                with self.subTest(user=user.login, field=name):
                    with self._assert_refused(KEPT):
                        draft.with_user(user).write({name: value})
                    with self._assert_refused(KEPT):
                        self.Conversion.with_user(user).create(vals)

    def test_defaults_in_the_context_are_dropped(self):
        """K3C-5: a client's defaults make no history."""
        context = {f"default_{name}": value for name, value in self.forged.items()}
        context |= {"default_state": "approved"}
        conversions = self.Conversion.with_user(self.seller).with_context(**context)

        draft = conversions.create({"partner_id": self.customer.id})

        self.assertEqual(draft.state, "draft")
        self.assertEqual(draft.user_id, self.seller)
        for name in set(self.forged) - {"user_id"}:
            self.assertFalse(draft[name], name)

    def test_state_follows_the_buttons_alone(self):
        """K3C-4: neither created nor written, whoever tries."""
        draft = self._create_draft(self.customer)
        for user in (self.seller, self.office, self.admin, self.env.user):
            for state in ("requested", "approved", "refused", "withdrawn"):
                vals = {"partner_id": self.customer.id, "state": state}
                with self.subTest(user=user.login, state=state):
                    with self._assert_refused(BUTTONS):
                        draft.with_user(user).write({"state": state})
                    with self._assert_refused(BUTTONS):
                        self.Conversion.with_user(user).create(vals)

        self.assertEqual(draft.state, "draft")

    def test_context_key_moves_no_state(self):
        """K3C-4: whatever a client puts into the context, JSON has no such object."""
        draft = self._create_draft(self.customer)
        for value in (True, 1, "_MOVE", [], {}, None):
            context = {"jl_crm_base_move": value, "jl_crm_base_system": value}
            with self.subTest(value=value):
                with self._assert_refused(BUTTONS):
                    draft.with_context(**context).write({"state": "approved"})
                with self._assert_refused(KEPT):
                    draft.with_context(**context).write({"reason": "Forged"})

    def test_customer_is_not_changed_through_its_request(self):
        """K3C-4: the related fields of the request are no way to the customer."""
        draft = self._create_draft(self.customer)

        draft.write({"customer_status": "transacting", "customer_code": "C1"})

        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.customer_status, "potential")
        self.assertNotEqual(self.customer.customer_code, "C1")

    def test_customer_can_not_smuggle_a_conversion_in(self):
        """K3C-4: a command on the customer's conversions is guarded like a create."""
        for command in (
            (0, 0, {"state": "approved"}),
            (0, 0, {"decision_user_id": self.office.id}),
        ):
            with (
                self.subTest(command=command),
                self._assert_refused(f"{BUTTONS}|{KEPT}"),
            ):
                self.customer.with_user(self.seller).conversion_ids = [command]

    def test_sent_request_is_written_by_nobody(self):
        """K3C-5: what was sent stays as it was sent, for General Affairs as well."""
        request = self._create_request(self.customer)
        for user in (self.seller, self.office, self.manager, self.admin):
            sent = request.with_user(user)
            with self.subTest(user=user.login):
                for name in ("name", "message"):
                    with self.assertRaises(AccessError):
                        sent.write({name: "Changed"})
                with self.assertRaises(AccessError):
                    sent.receiver_ids = False

    def test_form_of_a_sent_request_is_readonly(self):
        """K3C-5: the form of a sent request offers nothing to change."""
        request = self._create_request(self.customer)

        form = Form(request.with_user(self.office))

        for name in ("name", "message", "partner_id", "state"):
            readonly = self.assertRaisesRegex(AssertionError, "readonly")
            with self.subTest(field=name), readonly:
                setattr(form, name, request[name])
