from dateutil.relativedelta import relativedelta

from odoo import api, models
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
        today = self.env.company._to_day()
        month = self.sudo()._find_range(today, CUSTOMER_CODE)
        if not month:
            month = self._get_customer_sequence()._create_month_range(today)
        return month.sequence_id._draw(month, count)

    @api.model
    def _get_customer_sequence(self):
        sequence = self.sudo().search([("code", "=", CUSTOMER_CODE)], limit=1)
        if not sequence:
            raise UserError(
                self.env._(
                    "Customers get no code: the sequence “Customer Code” is missing. "
                    "An administrator restores it under Settings, Technical, Sequences."
                )
            )
        return sequence

    def _create_month_range(self, day):
        self._be_first()
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
