from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

WATCH_BATCH_SIZE = 500
REMINDER = "jl_crm_pipeline.trial_reminder_days"
REMINDER_DAYS = 7


class CrmCustomerTrial(models.Model):
    """Trials end by themselves, and the holder is told before (RES-3)."""

    _name = "crm.customer.trial"
    _inherit = "crm.customer.trial"

    date_end = fields.Date(string="Ended on", readonly=True, copy=False, system=True)
    reminder_date = fields.Date(
        string="Reminded on", readonly=True, copy=False, system=True
    )
    is_ending = fields.Boolean(
        string="Ends Soon",
        compute="_compute_is_ending",
        search="_search_is_ending",
        help="The last day is near: extend the trial or let it end.",
    )

    @api.depends("state", "date_until")
    def _compute_is_ending(self):
        ending = self.filtered_domain(self._get_ending_domain())
        ending.is_ending = True
        (self - ending).is_ending = False

    def _search_is_ending(self, operator, value):
        return self._get_ending_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_ending_domain(self):
        """Return the domain of the trials whose last day is near."""
        days = self.env["ir.config_parameter"]._get_number(REMINDER, REMINDER_DAYS)
        limit = self._get_trial_day() + timedelta(days=days)
        return Domain("state", "=", "running") & Domain("date_until", "<=", limit)

    @api.model
    def _get_over_domain(self):
        """Return the domain of the trials whose last day has passed."""
        today = self._get_trial_day()
        return Domain("state", "=", "running") & Domain("date_until", "<", today)

    @api.model
    def _get_unreminded_domain(self):
        domain = self._get_ending_domain() & ~self._get_over_domain()
        return domain & Domain("reminder_date", "=", False)

    @api.model
    def _get_trial_day(self):
        return self.env.company._to_day()

    @api.model
    def _cron_watch_trials(self, batch_size=WATCH_BATCH_SIZE):
        """End what is over and remind of what ends soon, one batch of each."""
        ended = self._find_batch(self._get_over_domain(), batch_size)
        ended._end_in_time()
        reminded = self._find_batch(self._get_unreminded_domain(), batch_size)
        reminded._remind_holders()
        remaining = self.search_count(self._get_over_domain())
        remaining += self.search_count(self._get_unreminded_domain())
        self.env["ir.cron"]._commit_progress(
            len(ended) + len(reminded), remaining=remaining
        )

    @api.model
    def _find_batch(self, domain, limit):
        trials = self.search(domain, limit=limit, order="id")
        return trials.try_lock_for_update(allow_referencing=True)

    def _end_in_time(self):
        """End the trials whose last day is over."""
        for trial in self._close():
            reader = trial.with_context(lang=trial.user_id.lang)
            trial._tell_holders(
                reader.env._("The trial has ended: its last day is over.")
            )

    def _end_for_leaver(self):
        """End the trials whose customers nobody holds any more (RES-2)."""
        for trial in self._close():
            trial._tell_holders(
                trial.env._("The trial has ended: the responsible person has left.")
            )

    def _close(self):
        """Let the trials end: their customers are held no longer."""
        if self:
            self._as_system()._move_to("done", date_end=self._get_trial_day())
            self.partner_id._refresh_trial()
        return self

    def _remind_holders(self):
        """Put what ends soon into the work list of the holders."""
        for trial in self:
            reader = trial.with_context(lang=trial.user_id.lang)
            trial.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=trial.date_until,
                summary=reader.env._("Trial ends: have it extended, or let it end"),
                user_id=trial.user_id.id,
            )
        self._write_system({"reminder_date": self._get_trial_day()})
