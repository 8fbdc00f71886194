from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ...roles import ADMINISTRATOR, INFORMATION_DEPT

EDITORS = (INFORMATION_DEPT, ADMINISTRATOR)
# what an opportunity's deadline in the stage follows
DEADLINE_FIELDS = {"days_allowed", "stage_state", "is_won"}


class CrmStage(models.Model):
    _name = "crm.stage"
    _inherit = ["crm.stage", "mail.thread"]

    name = fields.Char(tracking=True)
    sequence = fields.Integer(tracking=True)
    stage_state = fields.Selection(
        selection=[
            ("open", "In Progress"),
            ("won", "Completed"),
            ("lost", "Failed"),
            ("closed", "Closed"),
        ],
        string="State",
        compute="_compute_stage_state",
        precompute=True,
        store=True,
        readonly=False,
        required=True,
        tracking=True,
        help="What an opportunity is when it enters the stage.",
    )
    win_probability = fields.Float(
        digits=(5, 1),
        tracking=True,
        help="Given to an opportunity when it enters the stage, in percent. "
        "0: Odoo's own prediction is kept.",
    )
    days_allowed = fields.Integer(
        tracking=True,
        help="Working days that an opportunity may stay here; 0: no limit.",
    )
    may_go_back = fields.Boolean(
        default=True,
        tracking=True,
        help="Whether an opportunity may go back from here to an earlier stage.",
    )
    may_be_skipped = fields.Boolean(
        default=True,
        tracking=True,
        help="Off: whoever skips the stage has to meet its conditions as well.",
    )
    requirement_ids = fields.One2many(
        comodel_name="crm.stage.requirement",
        inverse_name="stage_id",
        string="Conditions to Enter",
    )
    notify_user_ids = fields.Many2many(
        comodel_name="res.users",
        relation="crm_stage_notify_user_rel",
        string="People Told",
        help="Are told when an opportunity enters the stage.",
    )
    notify_group_ids = fields.Many2many(
        comodel_name="res.groups",
        relation="crm_stage_notify_group_rel",
        string="Groups Told",
        help="Everybody in these groups is told when an opportunity enters the stage.",
    )

    _sane_probability = models.Constraint(
        "CHECK (win_probability >= 0 AND win_probability <= 100)",
        "A probability is between 0 and 100 percent.",
    )
    _sane_days = models.Constraint(
        "CHECK (days_allowed >= 0)",
        "The days allowed cannot be less than 0.",
    )

    @api.depends("is_won")
    def _compute_stage_state(self):
        for stage in self:
            if stage.is_won:
                stage.stage_state = "won"
            elif not stage.stage_state or stage.stage_state == "won":
                stage.stage_state = "open"

    @api.constrains("stage_state", "is_won")
    def _check_stage_state(self):
        if self.filtered(lambda one: one.is_won != (one.stage_state == "won")):
            raise ValidationError(
                self.env._("A stage is won if, and only if, its state is Completed.")
            )

    @api.onchange("stage_state")
    def _onchange_stage_state(self):
        self.is_won = self.stage_state == "won"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._align_state(vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(self._align_state(vals))
        if not DEADLINE_FIELDS.isdisjoint(vals):
            self._refresh_deadlines()
        return result

    @api.model
    def _align_state(self, vals):
        """Odoo's own mark of a won stage follows the state."""
        if "stage_state" not in vals or "is_won" in vals:
            return vals
        return {**vals, "is_won": vals["stage_state"] == "won"}

    def _check_access(self, operation):
        """Stages are defined by Information Dept alone (K3O-1).

        Not by a record rule: so the board offers nobody else to make a column.
        """
        result = super()._check_access(operation)
        if result or operation == "read" or self._may_define():
            return result
        return self, lambda: AccessError(
            self.env._("Stages are changed by Information Dept and administrators.")
        )

    @api.model
    def _may_define(self):
        return self.env.su or any(map(self.env.user.has_group, EDITORS))

    def _get_told_users(self):
        """Return who is told when an opportunity enters the stage."""
        stage = self.sudo()
        users = stage.notify_user_ids | stage.notify_group_ids.all_user_ids
        return users._filter_colleagues()

    def _get_asked(self, start=None):
        """Return the conditions to enter the stage, coming from another.

        Those of the stages that are jumped over count where these may not be skipped.

        :param start: crm.stage that is left, if any
        """
        self.ensure_one()
        stages = self.sudo()
        if not start or start.sequence < self.sequence:
            stages |= self._find_jumped(start)
        return stages.requirement_ids

    def _find_jumped(self, start):
        least = start.sequence if start else -1
        domain = (
            Domain("may_be_skipped", "=", False)
            & Domain("sequence", ">", least)
            & Domain("sequence", "<", self.sequence)
            & (
                Domain("team_ids", "=", False)
                | Domain("team_ids", "in", self.team_ids.ids)
            )
        )
        return self.sudo().search(domain)

    @api.model
    def _cron_refresh_deadlines(self):
        """Let the deadlines follow the working days, at night and when those change."""
        self.search(Domain.TRUE)._refresh_deadlines()

    def _refresh_deadlines(self):
        """Give the opportunities of the stages the day by which they move on."""
        leads = self.env["crm.lead"]
        leads.flush_model(["stage_id", "date_last_stage_update", "stage_deadline"])
        for stage in self:
            stage._refresh_deadline()
        leads.invalidate_model(["stage_deadline", "stage_days", "stage_pace"])

    def _refresh_deadline(self):
        self._pass_limit_on()
        if not self._is_limited():
            self._clear_deadline()
            return
        for company_id in self._list_company_ids():
            company = self.env["res.company"].browse(company_id or self.env.company.id)
            days = self._list_entry_days(company_id, company)
            workdays = company._find_workdays(
                min(days), company._add_workdays(max(days), self.days_allowed)
            )
            limits = [workdays.add(day, self.days_allowed) for day in days]
            self._set_deadlines(company_id, company, days, limits)

    def _pass_limit_on(self):
        """Tell the stays that last how long they may."""
        stays = self.env["crm.stage.history"]
        stays.flush_model(["stage_id", "date_end", "days_allowed"])
        query = """
            UPDATE crm_stage_history
               SET days_allowed = %(days)s
             WHERE stage_id = %(stage)s AND date_end IS NULL
               AND days_allowed IS DISTINCT FROM %(days)s
        """
        self.env.cr.execute(SQL(query, days=self.days_allowed, stage=self.id))
        stays.invalidate_model(["days_allowed", "is_late"])

    def _is_limited(self):
        return bool(self.days_allowed) and self.stage_state == "open"

    def _clear_deadline(self):
        query = """
            UPDATE crm_lead SET stage_deadline = NULL
             WHERE stage_id = %s AND stage_deadline IS NOT NULL
        """
        self.env.cr.execute(SQL(query, self.id))

    def _list_company_ids(self):
        """Return the companies of the opportunities in the stage, None among them."""
        query = """
            SELECT DISTINCT company_id
              FROM crm_lead
             WHERE stage_id = %s AND type = 'opportunity' AND active
               AND date_last_stage_update IS NOT NULL
        """
        return [row[0] for row in self.env.execute_query(SQL(query, self.id))]

    def _list_entry_days(self, company_id, company):
        """Return the days on which opportunities of a company entered the stage."""
        query = SQL(
            """
            SELECT DISTINCT (
                       date_last_stage_update AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s
                   )::date
              FROM crm_lead
             WHERE stage_id = %(stage)s AND type = 'opportunity' AND active
               AND date_last_stage_update IS NOT NULL
               AND company_id IS NOT DISTINCT FROM %(company)s
            """,
            stage=self.id,
            company=company_id,
            zone=company._get_work_zone(),
        )
        return [row[0] for row in self.env.execute_query(query)]

    def _set_deadlines(self, company_id, company, days, limits):
        query = SQL(
            """
            UPDATE crm_lead l
               SET stage_deadline = d.last
              FROM unnest(%(days)s::date[], %(limits)s::date[]) AS d (first, last)
             WHERE l.stage_id = %(stage)s AND l.type = 'opportunity' AND l.active
               AND l.company_id IS NOT DISTINCT FROM %(company)s
               AND (
                   l.date_last_stage_update AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s
               )::date = d.first
               AND l.stage_deadline IS DISTINCT FROM d.last
            """,
            days=days,
            limits=limits,
            stage=self.id,
            company=company_id,
            zone=company._get_work_zone(),
        )
        self.env.cr.execute(query)
