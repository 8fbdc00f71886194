from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.special_days import WORK, is_known, list_special_days

# where the working days of a year are announced in the autumn before it
ANNOUNCED = ("CN",)
REMIND_FROM_MONTH = 12


class CrmSpecialYear(models.Model):
    """The special days of a year, proposed by a library and confirmed by somebody.

    They count as soon as they are proposed. Until somebody has confirmed them,
    administrators are reminded, as the library may not know the latest yet.
    """

    _name = "crm.special.year"
    _description = "Special Days of a Year"
    _inherit = ["mail.thread", "mail.activity.mixin", "decision.asking.mixin"]
    _order = "year desc, id"

    name = fields.Char(compute="_compute_name")
    year = fields.Integer(required=True, aggregator=None)
    country_id = fields.Many2one(
        comodel_name="res.country",
        required=True,
        default=lambda self: self.env.company.country_id,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        ondelete="cascade",
        help="Empty: the days count for all companies.",
    )
    day_ids = fields.One2many(
        comodel_name="crm.special.day",
        inverse_name="year_id",
        string="Days",
    )
    state = fields.Selection(
        selection=[("proposed", "Proposed"), ("confirmed", "Confirmed")],
        default="proposed",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmation_date = fields.Date(readonly=True, copy=False)
    lacks_working_days = fields.Boolean(compute="_compute_lacks_working_days")

    _one_a_year = models.UniqueIndex(
        "(year, COALESCE(company_id, 0))",
        "The days of this year already exist.",
    )

    @api.depends("year", "company_id")
    def _compute_name(self):
        for one in self:
            parts = [str(one.year or ""), one.company_id.name]
            one.name = " · ".join(filter(None, parts))

    @api.depends("day_ids.kind", "country_id")
    def _compute_lacks_working_days(self):
        for one in self:
            kinds = one.day_ids.mapped("kind")
            one.lacks_working_days = (
                one.country_id.code in ANNOUNCED and WORK not in kinds
            )

    def action_propose(self):
        """Take the days from the library anew, in place of those proposed before.

        :raise UserError: the year is confirmed, or its country is not known
        """
        self.check_access("write")
        for one in self:
            if one.state != "proposed":
                raise UserError(
                    self.env._(
                        "The days of %(year)s are confirmed. Open them again first.",
                        year=one.name,
                    )
                )
            one._propose()

    def action_confirm(self):
        """Say that the days of the years are as they were announced."""
        self._as_system().write(
            {
                "state": "confirmed",
                "confirmed_by_id": self.env.uid,
                "confirmation_date": self.env.company._to_day(),
            }
        )
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_reopen(self):
        """Let the days be proposed anew."""
        self._as_system().write(
            {"state": "proposed", "confirmed_by_id": False, "confirmation_date": False}
        )

    def _propose(self):
        self.ensure_one()
        code = self.country_id.code
        if not is_known(code):
            raise UserError(
                self.env._(
                    "The days of %(country)s are not known here. Enter them by hand.",
                    country=self.country_id.name,
                )
            )
        self.day_ids.unlink()
        taken = set(self._find_taken_dates())
        days = [
            day for day in list_special_days(code, self.year) if day.day not in taken
        ]
        rows = self.env["crm.special.day"].create(
            [self._prepare_day(day) for day in days]
        )
        self._translate_names(rows)

    def _find_taken_dates(self):
        """Return the dates of which somebody has said something by hand."""
        mine = Domain("company_id", "=", self.company_id.id)
        first, last = f"{self.year}-01-01", f"{self.year}-12-31"
        spoken = Domain("date", ">=", first) & Domain("date", "<=", last)
        return self.env["crm.special.day"].search(mine & spoken).mapped("date")

    def _prepare_day(self, day):
        return {
            "year_id": self.id,
            "company_id": self.company_id.id,
            "date": day.day,
            "kind": day.kind,
            "name": day.name or self.env._("Make-up working day"),
        }

    def _translate_names(self, rows):
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for language in languages:
            known = list_special_days(self.country_id.code, self.year, language)
            names = {day.day: day.name for day in known}
            for row in rows.with_context(lang=language):
                row.name = names.get(row.date) or row.env._("Make-up working day")

    @api.model
    def _ensure_years(self):
        """Propose this year and the next where working days are announced.

        One row serves all companies where all of them are in one such country.
        """
        companies = self.env["res.company"].sudo().search(Domain.TRUE)
        for company, country in self._group_companies(companies):
            today = (company or companies[:1])._to_day()
            for year in (today.year, today.year + 1):
                self._ensure_year(year, country, company)

    @api.model
    def _group_companies(self, companies):
        """Return (company, country) of each group; no company stands for all."""
        announced = companies.filtered(lambda one: one.country_id.code in ANNOUNCED)
        countries = companies.mapped("country_id")
        if companies == announced and len(countries) == 1:
            return [(companies.browse(), countries)]
        return [(company, company.country_id) for company in announced]

    @api.model
    def _ensure_year(self, year, country, company):
        """Return the year, proposed where it is not there yet.

        :param int year: of the calendar
        :param country: res.country
        :param company: res.company, or none for all
        """
        mine = [("year", "=", year), ("company_id", "in", [company.id, False])]
        one = self.search(mine, limit=1)
        if not one:
            vals = {"year": year, "country_id": country.id, "company_id": company.id}
            one = self.create(vals)
            one._propose()
        return one

    @api.model
    def _cron_watch_years(self):
        """Propose what is missing, and remind of the next year from December on."""
        self._ensure_years()
        main = self.env["res.company"].sudo().search([], limit=1)
        for one in self.search([("state", "=", "proposed")]):
            today = (one.company_id or main)._to_day()
            is_next = one.year == today.year + 1 and today.month >= REMIND_FROM_MONTH
            if is_next and not one.activity_ids:
                one._remind()

    def _remind(self):
        administrators = self.env.ref("base.group_system").sudo().all_user_ids
        self._put_on_lists(
            administrators.filtered("active"),
            "mail.mail_activity_data_todo",
            self.env._("Confirm the special days of %(year)s", year=self.name),
        )
