from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

CUSTOMER_CODE = "jl_crm_pipeline.customer_code"


class IrSequence(models.Model):
    """Customer codes are numbered within the month (IMP-1)."""

    _name = "ir.sequence"
    _inherit = "ir.sequence"

    def _create_period(self, day):
        if self.code != CUSTOMER_CODE:
            return super()._create_period(day)
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
