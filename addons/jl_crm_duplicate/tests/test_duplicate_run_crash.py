from contextlib import contextmanager
from unittest.mock import patch

from odoo import api
from odoo.tests import tagged

from .common import DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicateRunCrash(DuplicateCommon):
    """Real transactions; what they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        with self._begin() as env:
            vals = [
                {"name": name, "is_company": True, "city": "中山市"}
                for name in ("撞车测试五金有限公司", "撞车测试五金公司")
            ]
            self.partners = env["res.partner"].create(vals)
            self.before = env["crm.duplicate.run"].search([]).ids
        self.addCleanup(self._clean)

    @contextmanager
    def _begin(self):
        """Open a transaction of its own, committed at the end unless it failed."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, api.SUPERUSER_ID, {})

    def _clean(self):
        with self._begin() as env:
            partners = self.partners.with_env(env)
            env["crm.duplicate.group"].search(
                [("partner_ids", "in", partners.ids)]
            ).unlink()
            partners.unlink()
            self._get_runs(env).unlink()
            env.cr.flush()
            env.cr.execute(
                "DELETE FROM crm_duplicate_changed WHERE partner_id = ANY(%s)",
                [self.partners.ids],
            )

    def _get_runs(self, env):
        return env["crm.duplicate.run"].search([("id", "not in", self.before)])

    def _count(self, env):
        left = self.partners.ids
        return env["crm.duplicate.pair"].search_count([("left_id", "in", left)])

    def _die_in(self, model, method):
        """Let the process end while it is in a method."""
        with (
            patch.object(type(self.env[model]), method, side_effect=SystemExit),
            self.assertRaises(SystemExit),
            self._begin() as env,
        ):
            env["crm.duplicate.run"]._cron_analyse()

    def test_death_in_the_middle(self):
        """DUP-6: after a crash nothing is half done, and the next run works."""
        for model, method in (
            ("crm.duplicate.finder", "_find_changed"),
            ("crm.duplicate.grouping", "_regroup"),
            ("crm.duplicate.changes", "_forget"),
        ):
            with self.subTest(method=method):
                self._die_in(model, method)
                with self._begin() as env:
                    self.assertEqual(self._count(env), 0)
                    self.assertTrue(env["crm.duplicate.changes"]._has_any())
                    self.assertEqual(self._get_runs(env)[0].state, "running")

        with self._begin() as env:
            env["crm.duplicate.run"]._cron_analyse()
        with self._begin() as env:
            self.assertEqual(self._count(env), 1)
            self.assertFalse(env["crm.duplicate.changes"]._has_any())
            states = self._get_runs(env).mapped("state")
            self.assertEqual(states, ["done", "failed", "failed", "failed"])

    def test_progress_is_seen_by_others_and_cancelling_stops_it(self):
        """DUP-6: another transaction reads the progress while the run works."""
        seen = []
        finder = type(self.env["crm.duplicate.finder"])
        find = finder._find_changed

        def watch(model, ids, report):
            result = find(model, ids, report)
            with self._begin() as env:
                run = self._get_runs(env)
                seen.append((run.state, run.progress))
                run.action_cancel()
            return result

        with patch.object(finder, "_find_changed", watch), self._begin() as env:
            env["crm.duplicate.run"]._cron_analyse()

        self.assertEqual(seen, [("running", 80)])
        with self._begin() as env:
            self.assertEqual(self._get_runs(env).state, "cancelled")
            self.assertEqual(self._count(env), 0)

    def test_saving_customers_does_not_wait_for_a_run(self):
        """DUP-6: what changes while a run works is left for the next one."""
        finder = type(self.env["crm.duplicate.finder"])
        store = finder._store

        def meanwhile(model, changed=None):
            result = store(model, changed)
            with self._begin() as env:
                env.cr.execute("SET LOCAL lock_timeout = '2s'")
                self.partners[0].with_env(env).phone = "0760-86541234"
            return result

        with patch.object(finder, "_store", meanwhile), self._begin() as env:
            env["crm.duplicate.run"]._cron_analyse()

        with self._begin() as env:
            self.assertTrue(env["crm.duplicate.changes"]._has_any())
            self.assertEqual(self._get_runs(env).state, "done")
