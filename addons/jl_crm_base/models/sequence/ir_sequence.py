from odoo import api, models
from odoo.tools import SQL


class IrSequence(models.Model):
    _name = "ir.sequence"
    _inherit = "ir.sequence"

    @api.model
    def _next_numbers(self, code, count):
        """Return ``count`` fresh numbers of this year, or month (IMP-1, K3O-3, CAR-3).

        :param str code: of the sequence; without one the numbers are empty
        :param int count: how many numbers
        :rtype: list[str]
        """
        if not count:
            return []
        today = self.env.company._to_day()
        period = self.sudo()._find_range(today, code)
        if not period:
            sequence = self.sudo().search([("code", "=", code)], limit=1)
            if not sequence:
                return [False] * count
            sequence._be_first()
            period = sequence._create_period(today)
        return period.sequence_id._draw(period, count)

    def _create_period(self, day):
        """Make the period of a day: a year, where an add-on does not say otherwise.

        :param date day: within the period
        :return: ir.sequence.date_range
        """
        return self._create_date_range_seq(day)

    def _draw(self, period, count):
        """Return ``count`` numbers of one of the sequence's periods in one question."""
        sequence = self.with_context(ir_sequence_date_range=period.date_from)
        prefix, suffix = sequence._get_prefix_suffix(date_range=period.date_from)
        rows = self.env.execute_query(
            SQL(
                "SELECT nextval(%(name)s) FROM generate_series(1, %(count)s)",
                name=f"ir_sequence_{self.id:03d}_{period.id:03d}",
                count=count,
            )
        )
        return [f"{prefix}{number:0{self.padding}d}{suffix}" for (number,) in rows]

    def _be_first(self):
        # Two first ones of a period must not get two ranges: as the row was changed,
        # the second fails to serialize, and Odoo repeats its request.
        self.env.execute_query(
            SQL("UPDATE ir_sequence SET write_date = now() WHERE id = %s", self.id)
        )

    @api.model
    def _find_range(self, day, code):
        """Return the period of a day, as the first sequence of the code has it."""
        return self.env["ir.sequence.date_range"].search(
            [
                ("sequence_id.code", "=", code),
                ("sequence_id.active", "=", True),
                ("date_from", "<=", day),
                ("date_to", ">=", day),
            ],
            order="sequence_id",
            limit=1,
        )
