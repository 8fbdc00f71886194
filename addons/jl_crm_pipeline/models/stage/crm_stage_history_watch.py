from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

REMINDER_BATCH_SIZE = 500
ESCALATION, ESCALATION_DAYS = "jl_crm_pipeline.stage_escalation_days", 3
# the calendar says of each day how many working days there are up to it
COUNT_DAYS = """
    WITH calendar AS (
        SELECT * FROM unnest(%(dates)s::date[], %(numbers)s::int[])
            AS d (day, number)
    ), counted AS (
        SELECT h.id, e.number - s.number AS days
          FROM crm_stage_history h
          JOIN calendar s ON s.day = GREATEST(%(first)s, (
                   h.date_start AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s
               )::date)
          JOIN calendar e ON e.day = LEAST(%(today)s, (
                   COALESCE(h.date_end, %(now)s)
                   AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s
               )::date)
         WHERE %(stays)s
    )
    UPDATE crm_stage_history h
       SET days = c.days
      FROM counted c
     WHERE h.id = c.id AND h.days IS DISTINCT FROM c.days
"""


class CrmStageHistory(models.Model):
    """Stays grow every night, and those that last too long are spoken of (K3O-4)."""

    _name = "crm.stage.history"
    _inherit = "crm.stage.history"

    reminder_date = fields.Date(string="Reminded on", readonly=True)
    escalation_date = fields.Date(string="Superior Told on", readonly=True)

    @api.model
    def _cron_watch_stages(self, batch_size=REMINDER_BATCH_SIZE):
        """Bring the days up to date; remind one batch, the scheduler calls again."""
        self._refresh_days()
        reminded = self._remind(batch_size)
        told = self._escalate(batch_size)
        remaining = self.search_count(self._get_reminder_domain())
        remaining += self.search_count(self._get_escalation_domain())
        self.env["ir.cron"]._commit_progress(reminded + told, remaining=remaining)

    @api.model
    def _refresh_days(self, is_all=False):
        """Count the working days of the stays that last, in one statement a company."""
        self.flush_model()
        companies = self.env["res.company"].sudo().search([("id", "!=", False)])
        for company in [False, *companies]:
            self._refresh_company_days(company, is_all)
        self.invalidate_model(["days"])

    @api.model
    def _refresh_company_days(self, company, is_all):
        stays = SQL("h.company_id IS NULL")
        if company:
            stays = SQL("h.company_id = %s", company.id)
        if not is_all:
            stays = SQL("%s AND h.date_end IS NULL", stays)
        [[first]] = self.env.execute_query(
            SQL(
                "SELECT min(h.date_start)::date FROM crm_stage_history h WHERE %s",
                stays,
            )
        )
        if first:
            self._count_days(stays, company or self.env.company, first)

    @api.model
    def _count_days(self, stays, company, first):
        """Count the working days of stays by a company's calendar.

        :param SQL stays: condition on the stays ``h``
        :param date first: the day on which the first of them began
        """
        now = fields.Datetime.now()
        today = company._to_day(now)
        workdays = company._find_workdays(first, today)
        dates = [first + timedelta(days=n) for n in range((today - first).days + 1)]
        self.env.cr.execute(
            SQL(
                COUNT_DAYS,
                dates=dates,
                numbers=[workdays.number(day) for day in dates],
                first=first,
                today=today,
                now=now,
                zone=company._get_work_zone(),
                stays=stays,
            )
        )

    @api.model
    def _get_late_domain(self):
        """Return the domain of the stays that last longer than they may."""
        companies = self.env["res.company"]
        return (
            Domain("date_end", "=", False)
            & Domain("lead_id.active", "=", True)
            & Domain("lead_id.opportunity_state", "=", "open")
            & companies._compare_with_day("lead_id.stage_deadline", "<")
        )

    @api.model
    def _get_reminder_domain(self):
        return (
            self._get_late_domain()
            & Domain("reminder_date", "=", False)
            & Domain("lead_id.user_id.active", "=", True)
        )

    @api.model
    def _get_escalation_domain(self):
        """Return the domain of late stays whose person was reminded some days ago."""
        days = self.env["ir.config_parameter"]._get_number(ESCALATION, ESCALATION_DAYS)
        was_reminded = self.env["res.company"]._compare_with_day(
            "reminder_date",
            "<=",
            lambda company: company._subtract_workdays(company._to_day(), days),
        )
        return (
            self._get_late_domain()
            & Domain("escalation_date", "=", False)
            & was_reminded
            & Domain("lead_id.user_id.sales_manager_id.active", "=", True)
        )

    @api.model
    def _remind(self, limit):
        stays = self.search(self._get_reminder_domain(), limit=limit, order="id")
        stays = stays.try_lock_for_update()
        stays._plan_activities(lambda stay: stay.lead_id.user_id)
        stays._note_day("reminder_date")
        return len(stays)

    @api.model
    def _escalate(self, limit):
        stays = self.search(self._get_escalation_domain(), limit=limit, order="id")
        stays = stays.try_lock_for_update()
        stays._plan_activities(lambda stay: stay.lead_id.user_id.sales_manager_id)
        stays._note_day("escalation_date")
        return len(stays)

    def _note_day(self, name):
        """Write down that something was done today, by the day of each company."""
        for company, stays in self.grouped("company_id").items():
            stays[name] = (company or self.env.company)._to_day()

    def _plan_activities(self, get_user):
        """Put a to-do on the opportunities that somebody has to see to."""
        kind = self.env.ref("mail.mail_activity_data_todo")
        self.env["mail.activity"].create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                    "res_id": stay.lead_id.id,
                    "activity_type_id": kind.id,
                    "user_id": get_user(stay).id,
                    "summary": stay._word_lateness(get_user(stay)),
                }
                for stay in self
            ]
        )

    def _word_lateness(self, user):
        stay = self.with_context(lang=user.lang)
        return stay.env._(
            "%(days)s working days in “%(stage)s” (allowed: %(allowed)s), %(person)s",
            days=stay.days,
            stage=stay.stage_id.name,
            allowed=stay.lead_id.stage_id.days_allowed,
            person=stay.lead_id.user_id.name,
        )
