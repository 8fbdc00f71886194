"""Fields that search filters ask about the days of a record's company.

In a filter Odoo takes "today" for the day of whoever reads.
"""

from datetime import timedelta

from odoo import api, fields
from odoo.fields import Domain


def day_filter(*comparisons, company="company_id"):
    """Return a field that is true while all comparisons with a day hold.

    :param comparisons: of the record's dates: ``(name, operator)`` with today, or
        ``(name, operator, get_day)`` with what ``get_day`` makes of the company
    :param str company: path from the record to its company
    :rtype: odoo.fields.Boolean
    """

    def get_domain(records):
        companies = records.env["res.company"]
        return Domain.AND(
            companies._compare_with_day(*comparison, company=company)
            for comparison in comparisons
        )

    def search(records, operator, _value):
        return get_domain(records) if operator == "in" else NotImplemented

    @api.depends(*{name for name, *_rest in comparisons}, company)
    def compute(records):
        matching = records.filtered_domain(get_domain(records))
        matching[field.name] = True
        (records - matching)[field.name] = False

    field = fields.Boolean(
        compute=compute,
        search=search,
        compute_sudo=True,
        export_string_translation=False,
    )
    return field


def in_days(count):
    """Return the day that is ``count`` days after today, of a company."""
    return lambda company: company._to_day() + timedelta(days=count)


def begin_day(count=0):
    """Return the moment at which the day ``count`` days after today begins."""
    return lambda company: company._to_moment(in_days(count)(company))


def find_week(count=0):
    """Return the first day of the week ``count`` weeks after this one.

    Weeks begin as the reader's language has it.
    """

    def find(company):
        today = company._to_day()
        lang = company.env["res.lang"]._get_data(code=company.env.user.lang)
        passed = (today.isoweekday() - int(lang.week_start)) % 7
        return today + timedelta(days=7 * count - passed)

    return find


def find_month(company):
    """Return the first day of this month."""
    return company._to_day().replace(day=1)


def begin_month(company):
    """Return the moment at which this month begins."""
    return company._to_moment(find_month(company))
