import psycopg2

from odoo.exceptions import LockError, UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.jl_crm_base.tests.race import RaceMixin

SALESPERSON = "sales_team.group_sale_salesman_all_leads"


@tagged("post_install", "-at_install")
class TestReviewRace(RaceMixin, TransactionCase):
    """Two reviewers at once; what they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._remove_what_was_committed)
        with self._begin() as env:
            self.users = [
                new_test_user(env, f"racing_{name}", groups=SALESPERSON).id
                for name in ("seller", "one", "two")
            ]
            env["crm.review.level"].search([]).active = False
            self.level = env["crm.review.level"].create(
                {
                    "name": "Racing",
                    "reviewer": "users",
                    "user_ids": [Command.set(self.users[1:])],
                }
            )
            product = env["product.product"].create(
                {"name": "Racing Pump", "type": "service", "taxes_id": False}
            )
            partner = env["res.partner"].create({"name": "Racing Facades"})
            self.created = [product.product_tmpl_id, partner]
            self.order = env["sale.order"].create(
                {
                    "partner_id": partner.id,
                    "user_id": self.users[0],
                    "order_line": [Command.create({"product_id": product.id})],
                }
            )
            self.order.with_user(self.users[0]).action_review_submit()

    def _remove_what_was_committed(self):
        with self._begin() as env:
            order = self.order.with_env(env)
            env.cr.execute("ALTER TABLE crm_review_decision DISABLE TRIGGER USER")
            env.cr.execute(
                "DELETE FROM crm_review_decision WHERE res_id = %s", order.ids
            )
            env.cr.execute("ALTER TABLE crm_review_decision ENABLE TRIGGER USER")
            order.activity_ids.unlink()
            order.unlink()
            for record in self.created:
                record.with_env(env).unlink()
            self.level.with_env(env).unlink()
            levels = env["crm.review.level"].with_context(active_test=False)
            levels.search([]).active = True
            users = env["res.users"].browse(self.users)
            partners = users.partner_id
            users.unlink()
            partners.unlink()

    def test_second_is_told_while_the_first_is_at_it(self):
        """K3Q-4: what somebody decides at this moment is locked."""
        _seller, one, two = self.users
        with self._begin(one) as first, self._begin(two) as second:
            self.order.with_env(first).action_review_approve()
            first.flush_all()
            with self.assertRaises(LockError), mute_logger("odoo.sql_db"):
                self.order.with_env(second).action_review_refuse("No")
            second.cr.rollback()
        with self._begin() as env:
            self.assertEqual(self.order.with_env(env).review_state, "approved")

    def test_second_is_told_who_was_first(self):
        """K3Q-4: a moment later the second is told by whom it was decided."""
        _seller, one, two = self.users
        with self._begin(one) as first:
            self.order.with_env(first).action_review_refuse("No stock")
        with self._begin(two) as second:
            with self.assertRaisesRegex(UserError, "racing_one"):
                self.order.with_env(second).action_review_approve()
            second.cr.rollback()

    def test_second_who_saw_the_old_state(self):
        """K3Q-4: what was read before the first was done is not acted upon."""
        _seller, one, two = self.users
        with self._begin(one) as first, self._begin(two) as second:
            self.assertEqual(self.order.with_env(second).review_state, "submitted")
            self.order.with_env(first).action_review_approve()
            first.cr.commit()
            with (
                self.assertRaises(psycopg2.errors.SerializationFailure),
                mute_logger("odoo.sql_db"),
            ):
                self.order.with_env(second).action_review_refuse("No")
            second.cr.rollback()

    def test_change_while_it_is_approved(self):
        """K3Q-4: a price changed at the moment of the approval is not approved."""
        seller, one, _two = self.users
        with self._begin(one) as first, self._begin(seller) as second:
            line = self.order.with_env(second).order_line
            self.assertEqual(self.order.with_env(second).review_state, "submitted")
            self.order.with_env(first).action_review_approve()
            first.cr.commit()
            line.price_unit = 7
            with (
                self.assertRaises(psycopg2.errors.SerializationFailure),
                mute_logger("odoo.sql_db"),
            ):
                second.cr.flush()
            second.cr.rollback()
