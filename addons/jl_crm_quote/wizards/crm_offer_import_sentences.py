from odoo import api, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)
# what is wrong with a file, by the key of OfferError
FILE_ERRORS = {
    "empty": _lt("The file is empty. Choose the Excel file of the offer."),
    "too_big": _lt(
        "The file is larger than %(most)s MB. Take out pictures and sheets that "
        "are not needed, and save it again."
    ),
    "encrypted": _lt(
        "The file is protected with a password. Open it in Excel, remove the "
        "password and save it again."
    ),
    "old_excel": _lt(
        "The file is in an old format of Excel. Open it in Excel and save it as "
        "“Excel Workbook (.xlsx)”."
    ),
    "no_excel": _lt(
        "This is not an Excel file. Save the offer as “Excel Workbook (.xlsx)” "
        "and choose that file."
    ),
    "damaged": _lt(
        "The file is damaged and cannot be read. Open it in Excel and save it again."
    ),
    "bomb": _lt(
        "The file would unpack to more than is allowed. Copy the table into a new "
        "workbook and save that."
    ),
    "sheets": _lt(
        "The file has more than %(most)s sheets. Save the sheet with the offer as "
        "a file of its own."
    ),
    "rows": _lt("The table has more than %(most)s rows. Split it into several files."),
    "no_headings": _lt(
        "No row of headings was found among the first %(rows)s rows of a sheet. "
        "Name the columns as in the template."
    ),
    "no_rows": _lt(
        "No row with a quantity and a price stands below the headings of the "
        "sheet “%(sheet)s”."
    ),
    "several_sheets": _lt(
        "More than one sheet has the headings of an offer: %(sheets)s. Leave one."
    ),
    "unsure_row": _lt(
        "Row %(row)s of the sheet “%(sheet)s” cannot be added up: a quantity, a price "
        "or a rate in it is not certain."
    ),
    "other_total": _lt(
        "Row %(row)s of the sheet “%(sheet)s” is a total, and not that of its rows."
    ),
    "columns": _lt(
        "Row %(row)s of the sheet “%(sheet)s” has headings, but none for: "
        "%(columns)s. Name the columns as in the template."
    ),
}
# what is wrong with a cell, by the key of Problem
CELL_PROBLEMS = {
    "missing": _lt("“%(column)s” is empty."),
    "number": _lt("“%(value)s” in “%(column)s” is not a number."),
    "discount": _lt(
        "“%(value)s” in “%(column)s” may mean two things: write 10%% for a tenth off."
    ),
    "positive": _lt("“%(column)s” has to be more than 0."),
    "range": _lt("“%(value)s” in “%(column)s” is out of range."),
    "date": _lt(
        "“%(column)s” holds a date: Excel took a text for one. Format the "
        "column as text."
    ),
    "error": _lt("“%(column)s” holds the error %(value)s."),
    "formula": _lt(
        "“%(column)s” is a formula whose result is not in the file. Open the "
        "file in Excel and save it, or write the value."
    ),
    "merged": _lt("“%(column)s” is one cell for several rows. Write it in each row."),
    "long": _lt("The text in “%(column)s” is too long."),
}
# headings, by the column of the reader
COLUMNS = {
    "code": _lt("Product code"),
    "name": _lt("Product name"),
    "specification": _lt("Specification"),
    "unit": _lt("Unit"),
    "quantity": _lt("Quantity"),
    "price": _lt("Unit price"),
    "discount": _lt("Discount"),
    "tax": _lt("Tax rate"),
    "note": _lt("Note"),
}


class CrmOfferImport(models.TransientModel):
    """What is wrong with an offer, in sentences that say what to do (K3Q-3)."""

    _name = "crm.offer.import"
    _inherit = "crm.offer.import"

    @api.model
    def _word_error(self, error):
        """Return the sentence for a file that cannot be read.

        :param error: OfferError
        """
        details = dict(error.details)
        if "columns" in details:
            labels = self._get_column_labels()
            details["columns"] = ", ".join(labels[key] for key in details["columns"])
        return self._word(FILE_ERRORS[error.key], details)

    @api.model
    def _word_problem(self, problem):
        """Return the sentence for what is wrong with a cell of a row."""
        details = {"column": problem.column, "value": problem.value}
        return self._word(CELL_PROBLEMS[problem.key], details)

    @api.model
    def _word_skipped(self, row):
        if row.key == "total":
            return self.env._(
                "Row %(row)s: a total, “%(text)s”", row=row.number, text=row.text
            )
        if row.key == "hidden":
            return self.env._(
                "Row %(row)s: hidden, “%(text)s”", row=row.number, text=row.text
            )
        return self.env._("Row %(row)s: “%(text)s”", row=row.number, text=row.text)

    @api.model
    def _get_column_labels(self):
        """Return {column: heading} in the user's language; the reader knows them."""
        return {key: self._word(label, {}) for key, label in COLUMNS.items()}

    @api.model
    def _word(self, sentence, details):
        """Return a sentence of the tables in the user's language."""
        return str(sentence) % details
