from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.jl_crm_base.tests.race import RaceMixin


@tagged("post_install", "-at_install")
class TestPartnerMergeRace(RaceMixin, TransactionCase):
    """Two managers at once; what they commit is removed at the end."""

    opener = "base.user_admin"

    def setUp(self):
        super().setUp()
        with self._begin() as env:
            partners = env["res.partner"].sudo()
            names = ("Racing Kept", "Racing Gone", "Racing Other")
            self.partners = partners.create([{"name": name} for name in names])
        self.addCleanup(self._remove_what_was_committed)

    def _remove_what_was_committed(self):
        with self._begin() as env:
            partners = self.partners.with_env(env).sudo()
            env.cr.execute(
                """
                DELETE FROM crm_partner_merge WHERE id IN (
                    SELECT merge_id FROM crm_partner_merge_member_rel
                     WHERE partner_id = ANY(%s))
                """,
                [partners.ids],
            )
            env.invalidate_all()
            partners.unlink()

    def _merge(self, env, *numbers):
        survivor, loser = (self.partners[number].with_env(env) for number in numbers)
        merges = survivor._merge_customers([(survivor, loser)])
        env.flush_all()
        return merges

    def test_second_is_refused(self):
        """K3D-5: of two merges of one customer at once, one is refused."""
        with self._begin() as first, self._begin() as second:
            # what both have seen is the customer as it was
            self.assertFalse(self.partners[1].with_env(second).merged_into_id)
            self._merge(first, 0, 1)
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaisesRegex(UserError, "at this very moment"),
            ):
                self._merge(second, 2, 1)
            second.cr.rollback()
        with self._begin() as env:
            merged = self.partners[1].with_env(env)
            self.assertEqual(merged.merged_into_id, self.partners[0].with_env(env))

    def test_second_after_the_first(self):
        """K3D-5: who comes after the first one is told where the customer went."""
        with self._begin() as first:
            self._merge(first, 0, 1)
        with self._begin() as second:
            with self.assertRaisesRegex(
                UserError, "already been merged into Racing Kept"
            ):
                self._merge(second, 2, 1)
            second.cr.rollback()
