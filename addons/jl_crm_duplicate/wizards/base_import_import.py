import base64
import io
from pathlib import PurePath

import xlsxwriter

from odoo import api, models
from odoo.exceptions import UserError

REASON_WIDTH = 80
COLUMN_WIDTH = 20


class BaseImportImport(models.TransientModel):
    _inherit = "base_import.import"

    def execute_import(self, fields, columns, options, dryrun=False):
        # Odoo takes options out of what it is given, which a repeated request needs
        return super().execute_import(fields, columns, dict(options), dryrun=dryrun)

    def export_left_out(self, fields, options, left_out):
        """Return the rows that an import left out, as a file to work on (DUP-3).

        :param list fields: the columns' fields, as for the import
        :param dict options: how the file is read, as for the import
        :param list left_out: pairs: number of the row of data, from 0, and the reason
        :return: dict with ``name`` of the file and ``content`` in base64 (xlsx): the
            user's own columns and the reasons
        :raise UserError: a row is named that the file does not have
        """
        self.ensure_one()
        headings, rows = self._read_own_rows(fields, options)
        reasons = {int(number): str(reason) for number, reason in left_out}
        if any(not 0 <= number < len(rows) for number in reasons):
            raise UserError(
                self.env._("The file has changed since the import. Import it again.")
            )
        lines = [[*rows[number], reasons[number]] for number in sorted(reasons)]
        name = PurePath(self.file_name or "import").stem
        content = self._write_workbook([*headings, self.env._("Why Left Out")], lines)
        return {
            "name": self.env._("%(name)s - left out", name=name) + ".xlsx",
            "content": base64.b64encode(content).decode(),
        }

    def _read_own_rows(self, fields, options):
        """Return the headings and the rows of data, counted as the import counts."""
        _length, rows = self._read_file(options)
        headings = rows[0] if options.get("has_headers") else [""] * len(rows[0])
        if options.get("has_headers"):
            rows = rows[1:]
        places = [place for place, field in enumerate(fields) if field]
        return headings, [row for row in rows if any(row[place] for place in places)]

    @api.model
    def _write_workbook(self, headings, lines):
        stream = io.BytesIO()
        # a cell that begins with = or a number in text stays what it is
        safe = {"strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(stream, {"in_memory": True, **safe}) as book:
            sheet = book.add_worksheet()
            sheet.set_column(0, len(headings) - 2, COLUMN_WIDTH)
            sheet.set_column(len(headings) - 1, len(headings) - 1, REASON_WIDTH)
            sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
            sheet.freeze_panes(1, 0)
            for number, line in enumerate(lines, 1):
                sheet.write_row(number, 0, line)
        return stream.getvalue()
