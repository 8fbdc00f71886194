from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ...tools.special_days import REST, WORK


class CrmSpecialDay(models.Model):
    """A day on which people rest or work otherwise than their week says.

    It stands beside Odoo's calendar: a working Saturday, which no leave can say, or a
    day of rest. What is said of one company counts before what is said of all.
    """

    _name = "crm.special.day"
    _description = "Special Day"
    _inherit = "workday.source.mixin"
    _order = "date desc, id"

    name = fields.Char(required=True, translate=True)
    date = fields.Date(required=True, index=True)
    weekday = fields.Char(compute="_compute_weekday")
    kind = fields.Selection(
        selection=[(REST, "Rest"), (WORK, "Make-Up Working Day")],
        default=REST,
        required=True,
    )
    year_id = fields.Many2one(
        comodel_name="crm.special.year",
        string="Proposed for",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        # rows are entered in the list of a year
        system=False,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        ondelete="cascade",
        index="btree_not_null",
        help="Empty: the day counts for all companies.",
    )

    _one_a_day = models.UniqueIndex(
        "(date, COALESCE(company_id, 0))",
        "There is already a special day on this date. Change that one.",
    )

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_weekday(self):
        for day in self:
            day.weekday = format_date(self.env, day.date, date_format="EEEE")

    @api.model
    def _map_kinds(self, company, year):
        """Return whether the special days of a year are worked at a company.

        :param company: res.company
        :param int year: of the calendar
        :return: {date: whether people work}
        :rtype: dict
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT date, kind = %(work)s
                  FROM crm_special_day
                 WHERE date BETWEEN make_date(%(year)s, 1, 1)
                                AND make_date(%(year)s, 12, 31)
                   AND (company_id IS NULL OR company_id = %(company)s)
                 ORDER BY company_id NULLS FIRST
                """,
                work=WORK,
                year=year,
                company=company.id,
            )
        )
        return dict(rows)
