import io

import xlsxwriter

from odoo import http
from odoo.http import request

from ..models.imports.res_partner import TEMPLATE
from ..tools.import_headings import list_template

COLUMN_WIDTH = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportTemplate(http.Controller):
    """The template of customer lists, in the language of who asks."""

    @http.route(TEMPLATE, type="http", auth="user", readonly=True)
    def download(self):
        """Return the template as a file of Excel (IMP-5)."""
        columns = list_template(request.env.lang)
        name = request.env._("customers") + ".xlsx"
        return request.make_response(
            self._write(columns),
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", http.content_disposition(name)),
            ],
        )

    def _write(self, columns):
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            # a mobile that is typed in stays text
            as_text = book.add_format({"num_format": "@"})
            sheet.set_column(0, len(columns) - 1, COLUMN_WIDTH, as_text)
            bold = book.add_format({"bold": True})
            for place, (heading, example) in enumerate(columns):
                sheet.write_string(0, place, heading, bold)
                sheet.write_string(1, place, example, as_text)
            sheet.freeze_panes(1, 0)
        return stream.getvalue()
