import psycopg2

from odoo.exceptions import LockError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.jl_crm_base.tests.race import RaceMixin


@tagged("post_install", "-at_install")
class TestConversionRace(RaceMixin, TransactionCase):
    """Two of General Affairs at once; what they commit is removed at the end."""

    opener = "base.user_admin"

    def setUp(self):
        super().setUp()
        with self._begin() as env:
            vals = {"name": "Racing Customer", "is_company": True}
            self.customer = env["res.partner"].create(vals)
            vals = {"partner_id": self.customer.id}
            self.request = env["crm.customer.conversion"].create(vals)
            self.request._mark_requested()
        self.addCleanup(self._remove_what_was_committed)

    def _remove_what_was_committed(self):
        with self._begin() as env:
            customer = self.customer.with_env(env)
            conversions = customer.conversion_ids.sudo()
            conversions.activity_ids.unlink()
            conversions.message_ids.unlink()
            env.cr.execute(
                "DELETE FROM crm_customer_conversion WHERE partner_id = %s",
                customer.ids,
            )
            env.invalidate_all()
            customer.sudo().unlink()

    def _assert_approved(self):
        with self._begin() as env:
            request = self.request.with_env(env)
            self.assertEqual(request.state, "approved")
            self.assertEqual(request.partner_id.customer_status, "transacting")

    def test_second_is_told_while_the_first_is_at_it(self):
        """K3C-4: a request that somebody decides at this moment is locked."""
        with self._begin() as first, self._begin() as second:
            self.request.with_env(first).action_approve()
            first.flush_all()

            with self.assertRaises(LockError), mute_logger("odoo.sql_db"):
                self.request.with_env(second).action_refuse("No order yet")
            second.cr.rollback()

        self._assert_approved()

    def test_second_is_told_when_the_first_is_done(self):
        """K3C-4: a moment later the second reads what the first has decided."""
        with self._begin() as first:
            self.request.with_env(first).action_approve()
        with self._begin() as second:
            with self.assertRaisesRegex(UserError, "already a transacting customer"):
                self.request.with_env(second).action_approve()
            second.cr.rollback()

    def test_second_who_saw_the_old_state_does_not_get_through(self):
        """K3C-4: what was read before the first was done is not acted upon."""
        with self._begin() as first, self._begin() as second:
            self.assertEqual(self.request.with_env(second).state, "requested")
            self.request.with_env(first).action_approve()
            first.cr.commit()

            with (
                self.assertRaises(psycopg2.errors.SerializationFailure),
                mute_logger("odoo.sql_db"),
            ):
                self.request.with_env(second).action_refuse("No order yet")
            second.cr.rollback()

        self._assert_approved()
