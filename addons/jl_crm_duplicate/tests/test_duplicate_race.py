import threading
from contextlib import nullcontext

from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.jl_crm_base.tests.race import RaceMixin

from ..exceptions import DuplicateError
from ..tools.keys import Kind, make_key

# nobody has these ids
FIRST = 2_000_000_000
SECONDS = 30
NAME = "中山市松大电子科技有限公司"


@tagged("post_install", "-at_install")
class TestDuplicateRace(RaceMixin, TransactionCase):
    """Two people at once; what they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        # whoever runs the tests holds it, and a repeated request asks for it
        self.patch(Registry, "_lock", nullcontext())
        with self._begin() as env:
            groups = "sales_team.group_sale_salesman"
            self.user_id = new_test_user(env, "dup_racer", groups=groups).id
        with self._begin(self.user_id) as env:
            # add-ons that number customers lock the number range with the first one
            self._enter(env, "潮州市占先灯饰厂")
        self.addCleanup(self._remove_what_was_committed)

    def _remove_what_was_committed(self):
        with self._begin() as env:
            user = env["res.users"].browse(self.user_id)
            partners = env["res.partner"].search([("create_uid", "=", user.id)])
            partners.unlink()
            partner = user.partner_id
            user.unlink()
            partner.unlink()
            env.cr.execute("DELETE FROM crm_duplicate_turn")

    def _enter(self, env, name=NAME):
        return env["res.partner"].create({"name": name, "is_company": True})

    def test_one_gets_it_the_other_gets_the_message(self):
        """DUP-3: Odoo repeats the second request, which then sees the first."""
        barrier = threading.Barrier(2, timeout=SECONDS)
        outcomes = []

        def enter():
            with self._begin(self.user_id) as env:
                env["res.partner"].search_count([])  # the snapshot is taken here
                barrier.wait()
                try:
                    retrying(lambda: self._enter(env).id, env)
                    outcomes.append("in")
                except DuplicateError as error:
                    env.cr.rollback()
                    outcomes.append(str(error))

        threads = [threading.Thread(target=enter) for _number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SECONDS)

        self.assertEqual(len(outcomes), 2)
        self.assertEqual(outcomes.count("in"), 1)
        self.assertIn(f"{NAME} is already in the system", "".join(outcomes))

    def test_nobody_waits_for_ever(self):
        """DUP-3: who is in the way for too long is told of, in words."""
        function = self._shorten_the_wait()
        self.addCleanup(self._execute, function)
        with self._begin(self.user_id) as first, self._begin(self.user_id) as second:
            self._take_turn(first, partner_id=FIRST)
            with self.assertRaisesRegex(UserError, "at this moment"):
                self._take_turn(second, partner_id=FIRST + 1)
            second.cr.execute("SHOW lock_timeout")
            self.assertEqual(second.cr.fetchone(), ("0",))
            first.cr.rollback()
            self._take_turn(second, partner_id=FIRST + 2)
            second.cr.rollback()

    def _take_turn(self, env, partner_id):
        key = make_key(Kind.NAME, NAME)
        values = [key, partner_id]
        env.cr.execute("INSERT INTO crm_duplicate_key VALUES (%s, %s)", values)
        env["crm.duplicate.index"]._take_turns([partner_id])

    def _shorten_the_wait(self):
        alter = "ALTER FUNCTION crm_duplicate_take_turn SET lock_timeout = '{}'"
        self._execute(alter.format("50ms"))
        return alter.format("10s")

    def _execute(self, statement):
        with self._begin() as env:
            env.cr.execute(statement)

    def test_old_turns_are_forgotten(self):
        """DUP-3: the table stays as small as a day's work."""
        self.env.cr.execute(
            "INSERT INTO crm_duplicate_turn VALUES"
            " (1, now() AT TIME ZONE 'UTC' - interval '2 days'),"
            " (2, now() AT TIME ZONE 'UTC')"
        )

        self.env["crm.duplicate.index"]._vacuum_turns()

        self.env.cr.execute("SELECT key FROM crm_duplicate_turn WHERE key IN (1, 2)")
        self.assertEqual(self.env.cr.fetchall(), [(2,)])
