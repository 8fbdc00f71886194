from itertools import product

import psycopg2

from odoo.exceptions import UserError
from odoo.modules.migration import exec_script
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jl_crm_pipeline.tests.common import SALES_ROLES

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewDecision(QuoteCommon):
    """The ways in which the common review add-on is walked round."""

    def setUp(self):
        super().setUp()
        self.order = self._create_submitted()
        self.row = self.order.review_decision_ids

    def _get_vals(self):
        return {
            "res_model": "sale.order",
            "res_id": self.order.id,
            "kind": "approved",
            "user_id": self.director.id,
            "date": "2030-01-01 00:00:00",
            "is_final": True,
            "content_hash": self.order.review_hash,
        }

    def test_nobody_adds_writes_or_deletes(self):
        """K3Q-4: rows are added by the steps alone, for administrators as well."""
        users = [getattr(self, role) for role in SALES_ROLES]
        users += [self.admin, self.env.ref("base.user_root")]
        steps = {
            "create": lambda rows: rows.create(self._get_vals()),
            "write": lambda rows: rows.write({"kind": "approved"}),
            "unlink": lambda rows: rows.unlink(),
            "copy": lambda rows: rows.copy(),
        }
        for user, su, step in product(users, (False, True), steps):
            rows = self.row.with_user(user).sudo(su)
            case = self.subTest(user=user.login, su=su, step=step)
            with case, self.assertRaises(UserError):
                steps[step](rows)

    def test_no_context_key_lets_in(self):
        """K3Q-4: what a client may send in the context is no permission."""
        for key in (True, "object", 1, {}):
            rows = self.row.sudo().with_context(
                jl_crm_base_add_row=key,
                skip_validation_check=True,
                skip_check_state_condition=True,
            )
            with self.subTest(key=key), self._assert_refused("buttons of the review"):
                rows.create(self._get_vals())

    @mute_logger("odoo.sql_db")
    def test_rows_are_kept_by_postgresql(self):
        """K3Q-4: plain SQL neither changes nor deletes a row."""
        self.env.flush_all()
        for statement in (
            "UPDATE crm_review_decision SET kind = 'approved'",
            "DELETE FROM crm_review_decision",
            "TRUNCATE crm_review_decision CASCADE",
        ):
            with (
                self.subTest(statement=statement),
                self.assertRaises(psycopg2.errors.RaiseException),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement)

    def test_state_without_a_row_is_no_approval(self):
        """K3Q-4: a state that was written past the add-on releases nothing."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET review_state = 'approved' WHERE id = %s",
            self.order.ids,
        )
        self.env.invalidate_all()
        self.assertEqual(self.order.review_state, "approved")
        self.assertFalse(self.order._is_released())
        with self._assert_refused("changed since it was approved"):
            self.order.action_confirm()

    def test_read_by_who_sees_the_document(self):
        """K3Q-4: the course of a review is seen with its quotation."""
        rows = self.env["crm.review.decision"]
        for user, seen in (
            (self.seller, 1),
            (self.director, 1),
            (self.other_seller, 0),
        ):
            with self.subTest(user=user.login):
                found = rows.with_user(user).search([("res_id", "=", self.order.id)])
                self.assertEqual(len(found), seen)
                self.assertEqual(
                    self.row.with_user(user).has_access("read"), bool(seen)
                )

    def test_other_kinds_of_documents(self):
        """K3Q-4: a row about what is reviewed no longer is read by nobody."""
        row = self.row._add_row({**self._get_vals(), "res_model": "gone.model"})
        self.assertFalse(row._is_readable())

    def test_upgrading_leaves_one_guard(self):
        """K3Q-4: the function and the trigger of an earlier version go."""
        self.env.cr.execute(
            """
            CREATE FUNCTION crm_review_decision_keep() RETURNS trigger
                AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql;
            CREATE OR REPLACE TRIGGER crm_review_decision_keep_rows
                BEFORE UPDATE OR DELETE ON crm_review_decision
                FOR EACH ROW EXECUTE FUNCTION crm_review_decision_keep()
            """
        )
        script = "jl_crm_quote/migrations/19.0.1.1.0/pre-kept-rows.py"
        exec_script(self.env.cr, "19.0.1.0.0", script, "jl_crm_quote", "pre")
        self.row.init()

        self.env.cr.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'crm_review_decision%'"
        )
        self.assertFalse(self.env.cr.fetchall())
        self.test_rows_are_kept_by_postgresql()
