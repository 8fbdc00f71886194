from unittest.mock import patch

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.files.ir_attachment import SEALED_FILES
from ..tools.planned import drop_functions
from ..tools.sealing import Sealing
from .fake_models import FakeModelsCommon


class FakePaper(models.Model):
    """A paper that somebody signs, with rows and files."""

    _module = None
    _name = "jl.fake.paper"
    _description = "Paper"
    _inherit = ["sealed.content.mixin"]

    _seal_parts = {"jl.fake.paper.row": "paper_id"}
    _seal_columns = ("seal",)

    name = fields.Char()
    note = fields.Html()
    amount = fields.Float()
    is_urgent = fields.Boolean()
    day = fields.Date()
    private = fields.Char()
    remark = fields.Html()
    seal = fields.Char()
    picture = fields.Binary(attachment=True)
    row_ids = fields.One2many("jl.fake.paper.row", "paper_id")

    def _get_never_sealed(self):
        return {
            self._name: {
                "seal": "itself",
                "private": "seen by nobody",
                "remark": "nor that",
            },
            "jl.fake.paper.row": {"sequence": "the order counts", "paper_id": "itself"},
        }


class FakePaperRow(models.Model):
    _module = None
    _name = "jl.fake.paper.row"
    _description = "Row of a Paper"
    _order = "sequence, id"

    paper_id = fields.Many2one("jl.fake.paper", ondelete="cascade")
    sequence = fields.Integer()
    name = fields.Char()
    text = fields.Html()


@tagged("post_install", "-at_install")
class TestSealing(FakeModelsCommon):
    fake_models = (*FakeModelsCommon.fake_models, FakePaper, FakePaperRow)

    def _create_paper(self, **vals):
        rows = [Command.create({"name": name}) for name in ("first", "second")]
        values = {"name": "Paper", "amount": 0.1, "row_ids": rows}
        return self.env["jl.fake.paper"].create({**values, **vals})

    def test_each_field_counts(self):
        """Whatever the reader sees is another content when it changes."""
        paper = self._create_paper()
        seals = [paper._get_seal()]
        for vals in (
            {"name": "Other"},
            {"note": "<p>x</p>"},
            {"amount": 0.2},
            {"is_urgent": True},
            {"day": "2031-01-01"},
            {"picture": b"eA=="},
            {"row_ids": [Command.create({"name": "third"})]},
            {"row_ids": [Command.update(paper.row_ids[0].id, {"name": "x"})]},
            {"row_ids": [Command.delete(paper.row_ids[0].id)]},
        ):
            paper.write(vals)
            seals.append(paper._get_seal())
        self.assertEqual(len(set(seals)), len(seals))

    def test_what_nobody_sees(self):
        """What is named does not count, nor do ids, empty values and roundings."""
        paper, twin = self._create_paper(), self._create_paper()
        seal = paper._get_seal()
        self.assertEqual(twin._get_seal(), seal)
        for vals in (
            {"private": "x"},
            {"note": ""},
            {"amount": 0.3 - 0.2},
            {"is_urgent": False},
        ):
            paper.write(vals)
            self.assertEqual(paper._get_seal(), seal)

    def test_order_of_the_rows(self):
        """The rows count in their order, not the numbers behind it."""
        paper = self._create_paper()
        paper.row_ids.sequence = 5
        seal = paper._get_seal()
        paper.row_ids[0].sequence = 3
        self.assertEqual(paper._get_seal(), seal)
        paper.row_ids[1].sequence = 1
        self.assertNotEqual(paper._get_seal(), seal)

    def test_many_by_one_question(self):
        """A thousand seals are one statement, like one."""
        papers = self.env["jl.fake.paper"].union(
            *(self._create_paper(name=str(n)) for n in range(3))
        )
        papers._read_seals()
        with self.assertQueryCount(1):
            seals = papers._read_seals()
        self.assertEqual(len(set(seals.values())), 3)
        self.assertFalse(papers.browse(0)._read_seals())

    def test_planned_beforehand(self):
        """A seal that PostgreSQL keeps as a function is the same seal."""
        self.addCleanup(self.env.registry.clear_all_caches)
        paper = self._create_paper(note="<p>100 %</p>", day="2031-01-01")
        seal, name = paper._get_seal(), r"crm\_row\_jl\_fake\_paper\_\_%"
        count = SQL("SELECT count(*) FROM pg_proc WHERE proname LIKE %s", name)
        for _time in range(2):
            paper._plan_seal()
            self.assertIn("crm_row", paper._call_seal().code)
            self.assertEqual(paper._get_seal(), seal)
            self.assertEqual(self.env.execute_query(count), [(1,)])
        sealing = Sealing(2, {"jl.fake.paper": ["name"]})
        with patch.object(
            self.env.registry["jl.fake.paper"], "_get_sealing", lambda self: sealing
        ):
            self.env.registry.clear_all_caches()
            self.assertNotEqual(paper._get_seal(), seal)
            for number in (2, 2):
                paper._plan_seal()
                self.assertEqual(self.env.execute_query(count), [(number,)])
        drop_functions(self.env.cr, paper._table)
        self.assertEqual(self.env.execute_query(count), [(0,)])
        self.env.registry.clear_all_caches()
        self.assertEqual(paper._get_seal(), seal)

    def test_sealed_file(self):
        """A sealed file changes by a named act alone, whoever asks (CON-2)."""
        file = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"a"})
        with patch.object(
            self.env.registry["ir.attachment"], "_find_sealed_files", lambda self: self
        ):
            for attempt in (
                lambda: file.write({"raw": b"b"}),
                lambda: file.sudo().unlink(),
                file.copy,
            ):
                with self.assertRaisesRegex(UserError, "stays as it is"):
                    attempt()
            file.write({"description": "seen"})
            SEALED_FILES.give(file).write({"raw": b"b"})
        self.assertEqual(file.raw, b"b")

    def test_pictures_of_all_texts(self):
        """K3Q-4: whatever text is sealed, of the rows too, holds its pictures."""
        outside = '<p><img src="https://example.com/a.png"></p>'
        paper = self._create_paper(remark=outside)
        self.assertIn("example.com", paper.remark)
        for attempt in (
            lambda: paper.write({"note": outside}),
            lambda: paper.row_ids[0].write({"text": outside}),
            lambda: paper.write({"row_ids": [Command.create({"text": outside})]}),
            lambda: self._create_paper(note=outside),
        ):
            with (
                self.assertRaisesRegex(UserError, "from outside"),
                self.env.cr.savepoint(),
            ):
                attempt()

    def test_held_file(self):
        """A file that may not leave yet is not made public (K3Q-4)."""
        file = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"a"})
        with (
            patch.object(
                self.env.registry["ir.attachment"],
                "_find_held_files",
                lambda self: self,
            ),
            self.assertRaisesRegex(UserError, "cannot be made public"),
        ):
            file.write({"public": True})
