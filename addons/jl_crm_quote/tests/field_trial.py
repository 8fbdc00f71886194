"""Changes every stored field of a record, as somebody who holds no permit can."""

from datetime import timedelta

import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import mute_logger

from odoo.addons.jl_crm_base.tools.sealing import is_sealable

from .test_portal import SIGNATURE

TEXT = "Ten years of warranty, free of charge"
# what only these values make sense of
VALUES = {
    "extra_tax_data": {"manual_total_excluded_currency": 1.0},
    "analytic_distribution": {"1": 100},
    "signature": SIGNATURE,
    "state": "cancel",
}


class FieldTrial:
    """Tries fields; a part of a test."""

    def _list_fields(self, record):
        """Return the names of all that the database keeps of a record."""
        return sorted(
            field.name for field in record._fields.values() if is_sealable(field)
        )

    def _make_other(self, record, name):
        """Return another value for a field, or nothing where there is none."""
        field = record._fields[name]
        if name in VALUES:
            return VALUES[name]
        make = getattr(self, f"_make_{field.type}", None)
        return make(record, field) if make else None

    def _make_boolean(self, record, field):
        return not record[field.name]

    def _make_integer(self, record, field):
        return record[field.name] + 1

    def _make_float(self, record, field):
        value = record[field.name]
        return value + 1 if value != 1 else 0.5

    _make_monetary = _make_float

    def _make_char(self, record, field):
        return TEXT

    _make_text = _make_char

    def _make_html(self, record, field):
        return f"<p>{TEXT}</p>"

    def _make_json(self, record, field):
        return {"text": TEXT}

    def _make_date(self, record, field):
        return (record[field.name] or self.env.company._to_day()) + timedelta(days=9)

    def _make_datetime(self, record, field):
        value = record[field.name] or record.create_date
        return value.replace(microsecond=0) + timedelta(days=9)

    def _make_selection(self, record, field):
        choices = [value for value, _label in field._description_selection(self.env)]
        others = [value for value in choices if value != record[field.name]]
        return others[0] if others else None

    def _make_many2one(self, record, field):
        other = self._find_other(record, field)
        return other.id if other else None

    def _make_many2many(self, record, field):
        other = self._find_other(record, field)
        return [Command.link(other.id)] if other else None

    def _find_other(self, record, field):
        others = self.env[field.comodel_name].sudo()
        known = record.sudo()[field.name]
        return others.search([("id", "not in", known.ids)], limit=1)

    def _try_field(self, record, name):
        """Whether a person could change the field at all; leaves it changed."""
        value = self._make_other(record, name)
        if value is None:
            return False
        savepoint = self.env.cr.savepoint()
        try:
            with mute_logger("odoo.sql_db"):
                record.write({name: value})
                self.env.flush_all()
        except (UserError, ValueError, TypeError, psycopg2.Error):
            savepoint.close(rollback=True)
            self._forget()
            return False
        savepoint.close(rollback=False)
        return True

    def _forget(self):
        self.env.cr.precommit.clear()
        self.env.invalidate_all(flush=False)
