from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

CUSTOMER_CODE = "jl_crm_pipeline.customer_code"


class IrSequence(models.Model):
    _inherit = "ir.sequence"

    @api.model
    def _next_customer_codes(self, count):
        """Return ``count`` fresh customer codes of this month (IMP-1).

        :param int count: how many codes
        :rtype: list[str]
        """
        if not count:
            return []
        sequence = self.sudo().search([("code", "=", CUSTOMER_CODE)], limit=1)
        if not sequence:
            raise UserError(
                self.env._(
                    "Customers get no code: the sequence “Customer Code” is missing. "
                    "An administrator restores it under Settings, Technical, Sequences."
                )
            )
        month = sequence._get_month_range(fields.Date.context_today(self))
        sequence = sequence.with_context(ir_sequence_date_range=month.date_from)
        prefix, suffix = sequence._get_prefix_suffix(date_range=month.date_from)
        rows = self.env.execute_query(
            SQL(
                "SELECT nextval(%(name)s) FROM generate_series(1, %(count)s)",
                name=f"ir_sequence_{sequence.id:03d}_{month.id:03d}",
                count=count,
            )
        )
        return [f"{prefix}{number:0{sequence.padding}d}{suffix}" for (number,) in rows]

    def _get_month_range(self, day):
        """Return the range of the month of ``day``, made by the first who asks."""
        self.ensure_one()
        return self._find_range(day) or self._create_month_range(day)

    def _find_range(self, day):
        return self.env["ir.sequence.date_range"].search(
            [
                ("sequence_id", "=", self.id),
                ("date_from", "<=", day),
                ("date_to", ">=", day),
            ],
            limit=1,
        )

    def _create_month_range(self, day):
        # Two first customers of a month must not get two ranges: as the row was
        # changed, the second fails to serialize, and Odoo repeats its request.
        self.env.execute_query(
            SQL("UPDATE ir_sequence SET write_date = now() WHERE id = %s", self.id)
        )
        first = day.replace(day=1)
        return self.env["ir.sequence.date_range"].create(
            {
                "sequence_id": self.id,
                "date_from": first,
                "date_to": first + relativedelta(months=1, days=-1),
                "number_next_actual": self._find_first_free_number(first),
            }
        )

    def _find_first_free_number(self, month):
        """Return the number after those that customers of this month have already."""
        sequence = self.with_context(ir_sequence_date_range=month)
        prefix, _suffix = sequence._get_prefix_suffix(date_range=month)
        [[number]] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(max(substr(customer_code, %(start)s)::bigint), 0) + 1
                  FROM res_partner
                 WHERE customer_code LIKE %(like)s
                   AND substr(customer_code, %(start)s) ~ '^[0-9]{1,15}$'
                """,
                start=len(prefix) + 1,
                like=f"{prefix}%",
            )
        )
        return number
