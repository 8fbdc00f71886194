from odoo import api, models


class OfferSentenceMixin(models.AbstractModel):
    """What is wrong with an offer, in sentences that say what to do (K3Q-3)."""

    _name = "offer.sentence.mixin"
    _description = "Sentences on Offers"

    @api.model
    def _word_error(self, error):
        """Return the sentence for a file that can not be read.

        :param error: OfferError
        """
        return getattr(self, f"_word_{error.key}")(**error.details)

    @api.model
    def _word_empty(self):
        return self.env._("The file is empty. Choose the Excel file of the offer.")

    @api.model
    def _word_too_big(self, most):
        return self.env._(
            "The file is larger than %(most)s MB. Take out pictures and sheets that "
            "are not needed, and save it again.",
            most=most,
        )

    @api.model
    def _word_encrypted(self):
        return self.env._(
            "The file is protected with a password. Open it in Excel, remove the "
            "password and save it again."
        )

    @api.model
    def _word_old_excel(self):
        return self.env._(
            "The file is in an old format of Excel. Open it in Excel and save it as "
            "“Excel Workbook (.xlsx)”."
        )

    @api.model
    def _word_no_excel(self):
        return self.env._(
            "This is not an Excel file. Save the offer as “Excel Workbook (.xlsx)” "
            "and choose that file."
        )

    @api.model
    def _word_damaged(self):
        return self.env._(
            "The file is damaged and cannot be read. Open it in Excel and save it "
            "again."
        )

    @api.model
    def _word_bomb(self):
        return self.env._(
            "The file would unpack to more than is allowed. Copy the table into a new "
            "workbook and save that."
        )

    @api.model
    def _word_sheets(self, most):
        return self.env._(
            "The file has more than %(most)s sheets. Save the sheet with the offer as "
            "a file of its own.",
            most=most,
        )

    @api.model
    def _word_rows(self, most):
        return self.env._(
            "The table has more than %(most)s rows. Split it into several files.",
            most=most,
        )

    @api.model
    def _word_no_headings(self, rows):
        return self.env._(
            "No row of headings was found among the first %(rows)s rows of a sheet. "
            "Name the columns as in the template.",
            rows=rows,
        )

    @api.model
    def _word_no_rows(self, sheet):
        return self.env._(
            "No row with a quantity and a price stands below the headings of the "
            "sheet “%(sheet)s”.",
            sheet=sheet,
        )

    @api.model
    def _word_columns(self, sheet, row, columns):
        labels = self._get_column_labels()
        return self.env._(
            "Row %(row)s of the sheet “%(sheet)s” has headings, but none for: "
            "%(columns)s. Name the columns as in the template.",
            row=row,
            sheet=sheet,
            columns=", ".join(labels[key] for key in columns),
        )

    @api.model
    def _word_problem(self, problem):
        """Return the sentence for what is wrong with a cell of a row."""
        column, value = problem.column, problem.value
        return {
            "missing": self.env._("“%(column)s” is empty.", column=column),
            "number": self.env._(
                "“%(value)s” in “%(column)s” is not a number.",
                column=column,
                value=value,
            ),
            "discount": self.env._(
                "“%(value)s” in “%(column)s” may mean two things: write 10%% for a "
                "tenth off.",
                column=column,
                value=value,
            ),
            "positive": self.env._(
                "“%(column)s” has to be more than 0.", column=column
            ),
            "range": self.env._(
                "“%(value)s” in “%(column)s” is out of range.",
                column=column,
                value=value,
            ),
            "date": self.env._(
                "“%(column)s” holds a date: Excel took a text for one. Format the "
                "column as text.",
                column=column,
            ),
            "error": self.env._(
                "“%(column)s” holds the error %(value)s.", column=column, value=value
            ),
            "formula": self.env._(
                "“%(column)s” is a formula whose result is not in the file. Open the "
                "file in Excel and save it, or write the value.",
                column=column,
            ),
            "merged": self.env._(
                "“%(column)s” is one cell for several rows. Write it in each row.",
                column=column,
            ),
            "long": self.env._("The text in “%(column)s” is too long.", column=column),
        }[problem.key]

    @api.model
    def _word_skipped(self, row):
        if row.key == "total":
            return self.env._(
                "Row %(row)s: a total, “%(text)s”", row=row.number, text=row.text
            )
        return self.env._("Row %(row)s: “%(text)s”", row=row.number, text=row.text)

    @api.model
    def _get_column_labels(self):
        """Return {column: heading} in the user's language; the reader knows them."""
        return {
            "code": self.env._("Product code"),
            "name": self.env._("Product name"),
            "specification": self.env._("Specification"),
            "unit": self.env._("Unit"),
            "quantity": self.env._("Quantity"),
            "price": self.env._("Unit price"),
            "discount": self.env._("Discount"),
            "tax": self.env._("Tax rate"),
            "note": self.env._("Note"),
        }
