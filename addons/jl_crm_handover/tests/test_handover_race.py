import psycopg2

from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.jl_crm_base.tests.race import RaceMixin

LOGINS = ("handover_race_giver", "handover_race_receiver", "handover_race_chief")


@tagged("post_install", "-at_install")
class TestHandoverRace(RaceMixin, TransactionCase):
    """Two plan at once; what they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._remove_what_was_committed)
        with self._begin() as env:
            giver, receiver, chief = (
                new_test_user(env, login, "sales_team.group_sale_salesman")
                for login in LOGINS
            )
            self.customer = env["res.partner"].create(
                {"name": "Racing Pumps", "is_company": True, "user_id": giver.id}
            )
            row = {"partner_id": self.customer.id, "receiver_id": receiver.id}
            values = {
                "from_user_id": giver.id,
                "supervisor_id": chief.id,
                "customer_ids": [(0, 0, row)],
            }
            self.plans = env["crm.handover"].create([values] * 2)

    def _remove_what_was_committed(self):
        with self._begin() as env:
            users = env["res.users"].search([("login", "in", LOGINS)])
            plans = env["crm.handover"].search([("from_user_id", "in", users.ids)])
            plans.message_ids.unlink()
            env.flush_all()
            env.cr.execute("DELETE FROM crm_handover WHERE id = ANY(%s)", [plans.ids])
            env.invalidate_all()
            self.customer.with_env(env).unlink()
            partners = users.partner_id
            users.unlink()
            partners.unlink()

    def test_second_plan_is_refused(self):
        """HUA-6: even where it could not see the first when it began."""
        first, second = self.plans
        with self._begin() as late:
            late.cr.execute("SELECT count(*) FROM crm_handover")
            with self._begin() as env:
                first.with_env(env).action_plan()

            with (
                self.assertRaises(psycopg2.Error) as caught,
                mute_logger("odoo.sql_db"),
            ):
                second.with_env(late).action_plan()
            late.cr.rollback()

        # serialize: Odoo tries again and then finds the first; or the unique index
        known = (
            psycopg2.errors.UniqueViolation,
            psycopg2.errors.SerializationFailure,
        )
        self.assertIsInstance(caught.exception, known)
        with self._begin() as env:
            states = [plan.with_env(env).state for plan in (first, second)]
        self.assertEqual(states, ["planned", "draft"])
