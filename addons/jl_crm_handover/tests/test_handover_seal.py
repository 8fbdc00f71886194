import importlib.util
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.sealing import Sealing, is_sealable

from .common import HandoverCommon

CHANGES = {
    "boolean": "NOT COALESCE(%s, FALSE)",
    "integer": "COALESCE(%s, 0) + 1",
    "json": "COALESCE(%s, '{}') || '{\"en_US\": \"x\"}'",
    "monetary": "COALESCE(%s, 0) + 1",
    "float": "COALESCE(%s, 0) + 1",
    "date": "COALESCE(%s, '2031-07-01') + interval '1 day'",
    "datetime": "COALESCE(%s, '2031-07-01') + interval '1 day'",
}
TEXT = "COALESCE(%s, '') || 'x'"
FORMER = Path(__file__).parents[1] / "migrations/19.0.1.3.0/post-seal.py"


@tagged("post_install", "-at_install")
class TestHandoverSeal(HandoverCommon):
    """All that the checklist says is signed, by default (HUA-4; issue 16, 2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        third = cls._create_customer("Third Pumps", user_id=cls.seller.id)
        cls.other = cls._create_handover(customers=third)
        cls.handover = cls._bring_to_signing(cls._create_handover())
        cls._sign(cls.handover, cls.seller)
        cls.env["res.company"].create({"name": "Second"})
        # what nobody could write is looked at all the same
        cls.env.cr.execute(
            "ALTER TABLE crm_handover DROP CONSTRAINT crm_handover_dates_in_order"
        )

    def test_every_field_counts(self):
        """HUA-4: of header, customers and items, each stored field but the named."""
        never = self.handover._get_never_sealed()
        for name in ("crm.handover", *self.handover._seal_parts):
            for field in self.env[name]._fields.values():
                if is_sealable(field) and field.column_type:
                    is_sealed = field.name not in never.get(name, ())
                    with self.subTest(model=name, field=field.name):
                        self._assert_counts(name, field, is_sealed)

    def test_picture_of_before(self):
        """HUA-4: a picture that a signed note shows by its address is not exchanged."""
        file = self.env["ir.attachment"].create({"name": "a.png", "raw": b"a"})
        for handover in (self.other, self.handover):
            file.write({"raw": handover.name.encode()})
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE crm_handover SET note = %s WHERE id = %s",
                [f'<img src="/web/image/{file.id}">', handover.id],
            )
        with self._assert_refused("stays as it is"):
            file.write({"raw": b"b"})

    def _assert_counts(self, name, field, is_sealed):
        rows = self.handover if name == "crm.handover" else self._get_rows(name)
        with self.env.cr.savepoint() as savepoint:
            self._change(rows[0], field)
            self.env.invalidate_all()
            seal = self.handover._get_seal()
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual(seal != self.handover.signed_seal, is_sealed)

    def _get_rows(self, name):
        return self.env[name].search([("handover_id", "=", self.handover.id)])

    def _change(self, row, field):
        column = SQL.identifier(field.name)
        kind = "json" if field.translate else field.type
        change = SQL(CHANGES.get(kind, TEXT), column)
        if field.type == "many2one":
            others = self.env[field.comodel_name].with_context(active_test=False)
            other = others.search([("id", "!=", row[field.name].id)], limit=1)
            change = SQL("%s", other.id)
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(row._table),
                column,
                change,
                row.id,
            )
        )

    def test_bytes_of_a_file_count(self):
        """HUA-4: what hangs on an item is part of what is signed."""
        line = self.handover.line_ids[0]
        file = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"one"})
        with patch.object(type(self.handover), "_content_changed"):
            line.sudo().attachment_ids = file
        before = self.handover._get_seal()

        self.env.flush_all()
        self.cr.execute(
            "UPDATE ir_attachment SET checksum = 'x' WHERE id = %s", file.ids
        )
        self.env.invalidate_all()

        self.assertNotEqual(self.handover._get_seal(), before)

    def test_upgrade_that_seals_more(self):
        """HUA-4: the round goes on, and a change that was made before is found."""
        other = self._bring_to_signing(self.other)
        self._sign(other, self.seller)
        self._seal_without("note")
        for one in (self.handover, other):
            one._write_system({"signed_seal": one._get_seal()})
        self.env.flush_all()
        self.cr.execute(
            "UPDATE crm_handover_line SET name = jsonb_build_object('en_US', 'x')"
            " WHERE handover_id = %s",
            other.ids,
        )
        self.env["crm.handover"]._keep_sealing()
        self.env.invalidate_all()

        self.assertTrue(self.handover._is_as_signed())
        self.assertFalse(other._is_as_signed())

    def _seal_without(self, name):
        now = self.handover._get_sealing()
        fields = {
            model: [field for field in known if field != name]
            for model, known in now.fields.items()
        }
        key = "jl_crm_base.sealing.crm.handover"
        less = Sealing(now.version, fields)
        self.env["ir.config_parameter"].set_param(key, less.write_down())

    def test_signed_before_the_seal(self):
        """HUA-4: what is being signed during an upgrade is signed to the end."""
        script = self._load_former()
        self.handover._write_system({"signed_seal": False})
        script.migrate(self.env.cr, "19.0.1.2.0")
        self.assertFalse(self.handover.signed_seal, "its hash is another")

        digest = script._make_former_digest(self.handover)
        self.cr.execute(
            "ALTER TABLE crm_handover_signature DISABLE TRIGGER USER;"
            "UPDATE crm_handover_signature SET digest = %s WHERE handover_id = %s;"
            "ALTER TABLE crm_handover_signature ENABLE TRIGGER USER",
            [digest, self.handover.id],
        )
        self.env.invalidate_all()
        script.migrate(self.env.cr, "19.0.1.2.0")
        self.env.invalidate_all()

        self.assertTrue(self.handover._is_as_signed())
        self._sign(self.handover, self.other_seller, self.director)
        self.assertEqual(self.handover.state, "done")

    def _load_former(self):
        spec = importlib.util.spec_from_file_location("former_digest", FORMER)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        return script
