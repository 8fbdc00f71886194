from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tests.race import RaceMixin

from ..models.access import res_users_papers
from ..tools.unchanged import KEPT


@tagged("post_install", "-at_install")
class TestPapersKept(RaceMixin, TransactionCase):
    """Which of nobody's papers one sees is asked once where nothing is written.

    In transactions of their own, as a screen has; what they commit is removed.
    """

    def setUp(self):
        super().setUp()
        with self._begin() as env:
            users = env["res.users"]
            group = env.ref("sales_team.group_sale_salesman")
            vals = {"login": "kept_papers", "group_ids": [(4, group.id)]}
            self.seller = users.create({"name": "Kept Papers", **vals})
            vals = {"is_company": True, "user_id": self.seller.id}
            self.mine = env["res.partner"].create({"name": "Kept Mine", **vals})
            vals["user_id"] = env.ref("base.user_admin").id
            self.other = env["res.partner"].create({"name": "Kept Other", **vals})
            self.lead = env["crm.lead"].create(
                {"name": "Kept", "partner_id": self.mine.id, "user_id": False}
            )
        self.addCleanup(self._remove_what_was_committed)

    def _remove_what_was_committed(self):
        with self._begin() as env:
            self.lead.with_env(env).unlink()
            (self.mine | self.other).with_env(env).unlink()
            self.seller.with_env(env).unlink()

    def _find(self, env):
        leads = env(user=self.seller.id)["crm.lead"]
        return leads.search([("name", "=", "Kept")])

    def test_asked_once(self):
        """RES-1: a second search of the same screen finds the same by what is kept."""
        with self._begin() as env:
            for _time in range(2):
                self.assertEqual(self._find(env).ids, self.lead.ids)
            _snapshot, answers = env.cr.cache[KEPT]
            self.assertIn(f"{{{self.lead.id}}}", answers.values())
            # what others commit meanwhile is not seen by anything in this transaction
            with self._begin() as other:
                self.lead.with_env(other).partner_id = self.other.with_env(other)
            env.invalidate_all()
            self.assertEqual(self._find(env).ids, self.lead.ids)
            env.cr.commit()
            self.assertFalse(self._find(env))

    def test_after_writing(self):
        """RES-1: what the transaction has changed itself counts at once."""
        for change in (
            lambda env: self.lead.with_env(env).write({"partner_id": self.other.id}),
            lambda env: self.mine.with_env(env).write({"user_id": env.uid}),
            lambda env: env.cr.execute(
                SQL(
                    "UPDATE crm_lead SET partner_id = %s WHERE id = %s",
                    self.other.id,
                    self.lead.id,
                )
            ),
        ):
            with self._begin() as env:
                self.assertEqual(self._find(env).ids, self.lead.ids)
                change(env)
                for _time in range(2):
                    self.assertFalse(self._find(env))
                env.cr.rollback()

    def test_too_many(self):
        """RES-1: where there are many, they are asked for with each search."""
        self.patch(res_users_papers, "FEW", 0)
        with self._begin() as env:
            self.assertEqual(self._find(env).ids, self.lead.ids)
            self.assertIn(None, env.cr.cache[KEPT][1].values())
