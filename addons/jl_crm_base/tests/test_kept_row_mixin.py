import psycopg2

from odoo import api, fields, models
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.jl_crm_base.hooks import uninstall_hook

from .fake_models import FakeModelsCommon

SENTENCE = "A stamp stays where it is."


class FakeStamp(models.Model):
    """A row that nobody touches, in PostgreSQL neither."""

    _module = None
    _name = "jl.fake.stamp"
    _description = "Stamp"
    _inherit = ["kept.row.mixin"]

    _kept_sentence = SENTENCE

    name = fields.Char()

    @api.model
    def _get_kept_refusal(self):
        return "Stamps are kept."


class FakeMark(models.Model):
    """A row that nobody touches but SQL of our own."""

    _module = None
    _name = "jl.fake.mark"
    _description = "Mark"
    _inherit = ["kept.row.mixin"]

    name = fields.Char()

    @api.model
    def _get_adding_refusal(self):
        return "Press the button."

    @api.model
    def _get_kept_refusal(self):
        return "Marks are kept."


@tagged("post_install", "-at_install")
class TestKeptRowMixin(FakeModelsCommon):
    fake_models = (*FakeModelsCommon.fake_models, FakeStamp, FakeMark)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stamp = cls.env["jl.fake.stamp"]._add_row({"name": "Paid"})
        cls.mark = cls.env["jl.fake.mark"]._add_row({"name": "Seen"})

    def _count_triggers(self, table):
        return self.env.execute_query(
            SQL(
                """
                SELECT count(*) FROM pg_trigger
                 WHERE tgrelid = %s::regclass AND NOT tgisinternal
                """,
                table,
            )
        )[0][0]

    def test_added_by_the_system_alone(self):
        """K3Q-4, HUA-4: with no key of the context, the row's own included."""
        for rows, refusal in (
            (self.stamp, "Stamps are kept."),
            (self.mark, "Press the button."),
        ):
            for key in (None, True, "object", 1, {}):
                with self.subTest(rows=rows._name, key=key):
                    adding = rows.sudo().with_context(jl_crm_base_add_row=key)
                    with self._assert_refused(refusal):
                        adding.create({"name": "X"})
            with self._assert_refused(refusal):
                rows.copy()
            self.assertFalse(rows.create([]))

    def test_neither_changed_nor_deleted(self):
        """K3Q-4, HUA-4: by nobody; nothing is no offence."""
        for rows, refusal in (
            (self.stamp, "Stamps are kept."),
            (self.mark, "Marks are kept."),
        ):
            with self.subTest(rows=rows._name):
                with self._assert_refused(refusal):
                    rows.sudo().name = "X"
                with self._assert_refused(refusal):
                    rows.sudo().unlink()
                self.assertTrue(rows.browse().write({"name": "X"}))
                self.assertTrue(rows.browse().unlink())

    @mute_logger("odoo.sql_db")
    def test_kept_by_postgresql(self):
        """K3Q-4, HUA-4: with the sentence of the model."""
        for statement in (
            "UPDATE jl_fake_stamp SET name = 'X'",
            "DELETE FROM jl_fake_stamp",
            "TRUNCATE jl_fake_stamp",
        ):
            with (
                self.subTest(statement=statement),
                self.assertRaisesRegex(psycopg2.errors.RaiseException, SENTENCE),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement)

    def test_without_a_sentence_postgresql_keeps_nothing(self):
        """HUA-6: SQL of our own, and the merge of customers, still write."""
        self.env.cr.execute("UPDATE jl_fake_mark SET name = 'X'")

        self.assertEqual(self.env.cr.rowcount, 1)
        self.assertFalse(self._count_triggers("jl_fake_mark"))

    def test_upgraded_as_often_as_one_likes(self):
        """K3Q-4: the triggers are the same two ever after."""
        self.stamp.init()

        self.assertEqual(self._count_triggers("jl_fake_stamp"), 2)

    def test_uninstalling_lets_go(self):
        """K3Q-4, HUA-4: function and triggers go with the add-on."""
        uninstall_hook(self.env)

        self.assertFalse(self._count_triggers("jl_fake_stamp"))
        self.assertFalse(
            self.env.execute_query(
                SQL("SELECT FROM pg_proc WHERE proname = 'crm_keep_rows'")
            )
        )
        self.env.cr.execute("DELETE FROM jl_fake_stamp")
        self.assertEqual(self.env.cr.rowcount, 1)
