from unittest.mock import patch

import psycopg2.errors

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.runs.crm_duplicate_run import RunCancelledError
from .common import DuplicateCommon

RUN = "odoo.addons.jl_crm_duplicate.models.runs.crm_duplicate_run"


@tagged("post_install", "-at_install")
class TestDuplicateRun(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("jl_crm_duplicate.ir_cron_analyse")
        cls.song = cls._create_customer(
            "中山市松大电子科技有限公司", phone="0760-88123456"
        )
        cls.twin = cls._create_customer("中山松大电子科技", city="中山市")
        cls.other = cls._create_customer("珠海远航渔具有限公司")

    def _trigger(self):
        """Let the scheduler work."""
        self.env.cr.flush()
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_whole_base_is_analysed_by_the_scheduler(self):
        """DUP-6: started by a person, done by the scheduled action."""
        action = self.Run.with_user(self.manager).action_analyse_all()
        run = self.Run.browse(action["res_id"])
        self.assertEqual((run.state, run.user_id), ("waiting", self.manager))
        self.assertFalse(self._get_pair(self.song, self.twin))

        self._trigger()

        self.assertEqual((run.state, run.progress), ("done", 100))
        self.assertGreaterEqual(run.customer_count, 3)
        self.assertGreaterEqual(run.pair_count, 1)
        self.assertGreaterEqual(run.group_count, 1)
        self.assertGreaterEqual(run.end_date, run.start_date)
        self.assertTrue(run.display_name.startswith("All Customers · "))
        self.assertEqual(self._get_pair(self.song, self.twin).verdict, "certain")
        self.assertTrue(self._get_group(self.song, self.twin))

    def test_only_one_waits(self):
        """DUP-6: who asks again is shown the run that waits."""
        first = self.Run._request("whole")

        self.assertEqual(self.Run._request("whole"), first)

    def test_weekly_run_is_requested(self):
        """DUP-6: the whole base is analysed on schedule."""
        self.env.ref("jl_crm_duplicate.ir_cron_request_whole").active = True
        self.Run._cron_request_whole()

        self.assertTrue(
            self.Run.search([("state", "=", "waiting"), ("kind", "=", "whole")])
        )

    def test_changes_are_analysed_without_being_asked_for(self):
        """DUP-6: the scheduled action looks at what has changed, and only that."""
        self._run()
        self.other.name = "中山市松大电子科技公司"
        self.env.cr.flush()

        self._trigger()

        run = self.Run.search([], limit=1)
        self.assertRecordValues(
            run, [{"kind": "changed", "state": "done", "customer_count": 1}]
        )
        self.assertTrue(self._get_group(self.song, self.twin, self.other))

    def test_nothing_to_do_makes_no_run(self):
        """DUP-6: without changes the scheduler leaves no trace."""
        self._run()
        count = self.Run.search_count([])

        self._trigger()

        self.assertEqual(self.Run.search_count([]), count)

    def test_both_kinds_of_runs_find_the_same(self):
        """DUP-6: an incremental run leaves the pairs and groups of a whole one."""
        self.other.name = "松大电子科技(中山)有限公司"
        self._run("changed")
        pair = self._get_pair(self.song, self.other)
        found = pair.read(["points", "verdict", "reason_mask", "state", "group_id"])

        self._run()

        self.assertEqual(
            pair.read(["points", "verdict", "reason_mask", "state", "group_id"]),
            found,
        )

    def test_many_changes_are_a_whole_run(self):
        """DUP-6: beyond a limit, comparing all is quicker."""
        self.other.name = "珠海远航渔具公司"

        with patch(f"{RUN}.WHOLE_FROM", 1):
            run = self._run("changed")

        self.assertGreaterEqual(run.customer_count, 3)

    def test_installation_notes_no_change(self):
        """DUP-6: keys filled in bulk are looked at by the next whole run."""
        self._run()

        self.index._rebuild()

        self.assertFalse(self.env["crm.duplicate.changes"]._has_any())

    def test_deleted_customer_leaves_nothing(self):
        """DUP-6: pairs go with their customer, groups with the next run."""
        self._run()
        group = self._get_group(self.song, self.twin)
        self.twin.unlink()

        self._run("changed")

        self.assertFalse(group.exists())
        self.assertFalse(self.Pair.search([("left_id", "=", self.song.id)]))

    def test_ids_below_zero_are_no_customers(self):
        """DUP-6: what else is kept among the keys takes no part."""
        self.env.cr.execute(
            """
            INSERT INTO crm_duplicate_key
            SELECT key, -partner_id FROM crm_duplicate_key WHERE partner_id = %s
            """,
            self.song.ids,
        )
        self.env.cr.execute(
            "INSERT INTO crm_duplicate_changed (partner_id) VALUES (-1)"
        )

        for kind in ("whole", "changed"):
            run = self._run(kind)
            self.assertEqual(run.state, "done")

        self.assertFalse(self.Pair.search([("left_id", "<", 0)]))

    def test_cancelled_run_leaves_everything_as_it_was(self):
        """DUP-6: a run that waits is cancelled; so is one that works."""
        waiting = self.Run._request("whole")
        waiting.with_user(self.manager).action_cancel()
        self.env.cr.flush()
        self.env.cr.execute("DELETE FROM crm_duplicate_changed")
        self._trigger()
        self.assertEqual(waiting.state, "cancelled")
        working = self.Run._request("whole")

        def report(run, progress):
            run.sudo().action_cancel()
            raise RunCancelledError

        with patch.object(type(self.Run), "_report", report):
            self._trigger()

        self.assertNotEqual(working.state, "done")
        self.assertFalse(self._get_pair(self.song, self.twin))

    def test_ended_run_is_not_cancelled(self):
        """DUP-6: clear words instead of a history that is wrong."""
        run = self._run()

        with self.assertRaisesRegex(UserError, "already ended"):
            run.action_cancel()

    def test_failed_run_says_why(self):
        """DUP-6: the error is kept, and the next run works."""
        failing = self.Run._request("whole")

        with (
            patch.object(
                type(self.env["crm.duplicate.finder"]),
                "_find_whole",
                side_effect=UserError("No room on the disk"),
            ),
            mute_logger(RUN),
        ):
            self._trigger()

        self.assertEqual(failing.state, "failed")
        self.assertIn("No room on the disk", failing.error)
        self.Run._request("whole")
        self._trigger()
        self.assertTrue(self._get_pair(self.song, self.twin))

    def test_run_that_died_is_closed(self):
        """DUP-6: whoever looks at it sees that the server stopped."""
        dead = self.Run.create(
            {"state": "running", "start_date": fields.Datetime.now()}
        )

        self._trigger()

        self.assertEqual(dead.state, "failed")
        self.assertIn("stopped", dead.error)

    def test_storing_is_tried_again(self):
        """DUP-6: somebody decides on a pair at the moment it is stored."""
        run = self.Run._request("whole")
        finder = type(self.env["crm.duplicate.finder"])
        store, calls = finder._store, []

        def meet(self, changed=None):
            calls.append(changed)
            if len(calls) == 1:
                raise psycopg2.errors.SerializationFailure
            return store(self, changed)

        with patch.object(finder, "_store", meet):
            self._trigger()

        self.assertEqual(len(calls), 2)
        self.assertEqual(run.state, "done")

    def test_storing_gives_up(self):
        """DUP-6: a conflict that stays is a failure, not a loop."""
        run = self.Run._request("whole")

        with (
            patch.object(
                type(self.env["crm.duplicate.finder"]),
                "_store",
                side_effect=psycopg2.errors.SerializationFailure,
            ) as store,
            mute_logger(RUN),
        ):
            self._trigger()

        self.assertGreater(store.call_count, 1)
        self.assertEqual(run.state, "failed")

    def test_old_small_runs_are_dropped(self):
        """DUP-6: one every quarter of an hour would fill the list."""
        old = fields.Datetime.subtract(fields.Datetime.now(), days=40)
        vals = {"state": "done", "start_date": old, "end_date": old}
        small = self.Run.create({"kind": "changed", **vals})
        whole = self.Run.create({"kind": "whole", **vals})

        self.Run._gc_runs()

        self.assertFalse(small.exists())
        self.assertTrue(whole.exists())

    def test_only_managers_start_and_stop(self):
        """DUP-6: a salesperson neither starts nor cancels an analysis."""
        run = self.Run._request("whole")

        for method in (self.Run.action_analyse_all, run.action_cancel):
            with self.assertRaises(AccessError):
                getattr(method.__self__.with_user(self.seller), method.__name__)()
