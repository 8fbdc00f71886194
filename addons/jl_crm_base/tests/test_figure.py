from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from odoo.addons.base.tests.common import BaseCommon

from ..models.figure import crm_figure_count
from ..models.figure.res_users import SETTING
from ..tools.planning import planned_by_index

SCANS = "enable_seqscan"


@tagged("post_install", "-at_install")
class TestFigure(BaseCommon):
    """A figure is a row: for whom, what it counts, what it opens (ux.md 5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls.env["res.groups"].create({"name": "Lock Makers"})
        cls.maker = new_test_user(cls.env, "figure_maker", "base.group_user")
        cls.maker.group_ids |= cls.group
        cls.other = new_test_user(cls.env, "figure_other", "base.group_user")
        cls.portal = new_test_user(cls.env, "figure_portal", "base.group_portal")
        cls.partners = cls.env["res.partner"].create(
            [{"name": f"Figure {n}", "ref": "figure", "color": n} for n in range(3)]
        )
        cls.figure = cls._create_figure()

    @classmethod
    def _create_figure(cls, **vals):
        return cls.env["crm.figure"].create(
            {
                "name": "Partners",
                "code": f"figure_{cls.env['crm.figure'].search_count([])}",
                "definition": "Partners of this test.",
                "group_ids": [Command.set(cls.group.ids)],
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "domain": "[('ref', '=', 'figure')]",
                **vals,
            }
        )

    def _read_page(self, user=None):
        """Return {code: what the page shows}."""
        page = self.env["crm.workplace"].with_user(user or self.maker).get_workplace()
        return {
            figure["code"]: figure
            for section in page["sections"]
            for figure in section["figures"]
        }

    def test_one_row_suffices(self):
        """A row is a number on the page, and its list has as many records."""
        self.assertEqual(self._read_page()[self.figure.code]["value"], 3)
        action = self.figure.with_user(self.maker).action_open()

        self.assertEqual(action["res_model"], "res.partner")
        partners = self.env["res.partner"].with_user(self.maker)
        self.assertEqual(partners.search_count(action["domain"]), 3)

    def test_sum(self):
        """A figure adds up as well."""
        added = self._create_figure(measure="sum", sum_field="color")

        self.assertEqual(self._read_page()[added.code]["value"], 3)

    def test_counted_as_the_reader(self):
        """What somebody may not see is not counted for them; never with sudo."""
        self.env["ir.rule"].create(
            {
                "name": "All but one",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": f"[('id', '!=', {self.partners[0].id})]",
                "groups": [Command.set(self.group.ids)],
            }
        )

        self.assertEqual(self._read_page()[self.figure.code]["value"], 2)

    def test_of_what_nobody_may_read(self):
        """A figure of a closed model, or of a closed field, is left out."""
        closed = self._create_figure(
            model_id=self.env["ir.model"]._get_id("ir.config_parameter"), domain="[]"
        )
        field = self._create_figure(
            model_id=self.env["ir.model"]._get_id("res.users"),
            domain="[('api_key_ids', '!=', False)]",
        )
        page = self._read_page()

        self.assertIn(self.figure.code, page)
        self.assertNotIn(closed.code, page)
        with self.assertRaises(AccessError):
            field.with_user(self.portal).action_open()

    def test_planned_by_index(self):
        """What holds while figures are counted does not hold afterwards."""
        settings = SQL("SELECT current_setting('jit'), current_setting(%s)", SCANS)
        before = self.env.execute_query(settings)

        with planned_by_index(self.env):
            within = self.env.execute_query(settings)
        self._read_page()

        self.assertEqual(within, [("off", "off")])
        self.assertEqual(self.env.execute_query(settings), before)

    def test_for_ones_groups(self):
        """Who is in none of the groups neither sees nor opens it."""
        self.assertNotIn(self.figure.code, self._read_page(self.other))
        with self.assertRaises(AccessError):
            self.figure.with_user(self.other).action_open()
        # an administrator keeps all of them, and begins with their own
        admin = self.env.ref("base.user_admin")
        self.assertTrue(self.figure.with_user(admin).has_access("write"))
        self.assertNotIn(self.figure.code, self._read_page(admin))

    def test_outsiders(self):
        """People from outside have no workplace."""
        workplace = self.env["crm.workplace"].with_user(self.portal)
        for ask in (workplace.get_workplace, workplace.get_people):
            with self.assertRaises(AccessError):
                ask()
        self.assertFalse(self.portal._has_workplace())

    def test_only_administrators_edit(self):
        for operation in ("write", "create", "unlink"):
            figure = self.figure.with_user(self.maker)
            self.assertFalse(figure.has_access(operation), operation)

    def test_bad_rows_are_refused(self):
        """What would break the page for everybody is refused when it is saved."""
        for vals in (
            {"domain": "[('user_id', '=', user)]"},
            {"domain": "[('no_such_field', '=', 1)]"},
            {"domain": "[('name', 'no_operator', 1)]"},
            {"domain": "['|']"},
            {"measure": "sum", "sum_field": "name"},
            {"measure": "sum", "sum_field": False},
            {"date_field": "name"},
            {"person_field": "parent_id"},
            {"section": "people"},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._create_figure(**vals)

    def test_most_counted(self):
        """It counts no further than a list does."""
        with patch.object(crm_figure_count, "MOST_COUNTED", 2):
            shown = self._read_page()[self.figure.code]

        self.assertEqual((shown["value"], shown["is_more"]), (2, True))

    def test_quiet(self):
        """A quiet figure stands there while there is something to do."""
        quiet = self._create_figure(is_quiet=True, domain="[('ref', '=', 'nobody')]")
        self.assertNotIn(quiet.code, self._read_page())

        quiet.domain = self.figure.domain

        self.assertIn(quiet.code, self._read_page())

    def test_list_without_filters(self):
        """The list shows what was counted, whatever its action filters by."""
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Everybody",
                "res_model": "res.partner",
                "context": "{'search_default_type_company': 1, 'active_test': False, "
                "'create': False}",
                "domain": "[('ref', '=', 'other')]",
            }
        )
        self.figure.action_id = action

        opened = self.figure.with_user(self.maker).action_open()

        self.assertEqual(opened["context"], {"create": False})
        self.assertEqual(opened["name"], "Partners")
        self.assertEqual(opened["domain"], [("ref", "=", "figure")])

    def test_landing(self):
        """For whom there is a figure, they begin with the workplace."""
        self.assertTrue(self.maker.with_user(self.maker)._has_workplace())
        self.assertFalse(self.other.with_user(self.other)._has_workplace())

        self.env["ir.config_parameter"].set_param(SETTING, "odoo")

        self.assertFalse(self.maker.with_user(self.maker)._has_workplace())
