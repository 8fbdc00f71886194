from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.jl_crm_base.tools.day_filter import day_filter, find_week

NUMBER = "jl_crm_pipeline.activity"
START, END = time(9), time(10)
PLAN = {"planned_start", "planned_end"}
OWNER = "user_id.company_id"


class MailActivity(models.Model):
    """An activity has a number, a plan, and how it went (K3O-3)."""

    _name = "mail.activity"
    _inherit = "mail.activity"

    number = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Given by the system to activities on customers and their work.",
        system=True,
    )
    progress = fields.Selection(
        selection=[
            ("not_started", "Not Started"),
            ("started", "Started"),
            ("completed", "Completed"),
        ],
        compute="_compute_progress",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
    )
    importance = fields.Selection(
        selection=[
            ("very_important", "Very Important"),
            ("normal", "Normal"),
            ("unimportant", "Unimportant"),
        ],
        default="normal",
    )
    priority = fields.Selection(
        selection=[("0", "Low"), ("1", "Medium"), ("2", "High")],
        default="1",
    )
    planned_start = fields.Datetime(copy=False)
    planned_end = fields.Datetime(copy=False)
    is_overdue = day_filter(("date_deadline", "<"), company=OWNER)
    is_due_today = day_filter(("date_deadline", "="), company=OWNER)
    is_due_later = day_filter(("date_deadline", ">"), company=OWNER)
    is_due_this_week = day_filter(
        ("date_deadline", ">=", find_week()),
        ("date_deadline", "<", find_week(1)),
        company=OWNER,
    )
    has_reminder = fields.Boolean(
        string="Reminder",
        default=True,
        help="Shown among the pending activities until it is done.",
    )
    location = fields.Char()
    result = fields.Selection(
        selection=[
            ("achieved", "Achieved"),
            ("partial", "Partly Achieved"),
            ("missed", "Not Achieved"),
        ],
        copy=False,
    )
    stage_id = fields.Many2one(
        comodel_name="crm.stage",
        string="Opportunity Stage",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="In which stage the opportunity was when the activity was done.",
        system=True,
    )

    _plan_in_order = models.Constraint(
        "CHECK (planned_end >= planned_start)",
        "The planned end lies before the planned start. Correct one of them.",
    )

    @api.depends("active")
    def _compute_progress(self):
        for activity in self:
            if not activity.active:
                activity.progress = "completed"
            elif activity.progress != "started":
                activity.progress = "not_started"

    @api.constrains("progress", "active")
    def _check_progress(self):
        if self.filtered(lambda one: (one.progress == "completed") == one.active):
            raise ValidationError(
                self.env._(
                    "What is completed is marked as done, and the other way round. "
                    "Press “Mark Done” and write down the result."
                )
            )

    @api.onchange("date_deadline")
    def _onchange_date_deadline(self):
        if self.date_deadline and self.is_customer_work:
            self.update(self._prepare_plan())

    @api.onchange("planned_end")
    def _onchange_planned_end(self):
        if self.planned_end:
            self.date_deadline = self._localize(self.planned_end).date()

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create([self._add_due_day(vals) for vals in vals_list])
        activities._complete_details()
        return activities

    def write(self, vals):
        vals = self._add_due_day(vals)
        result = super().write(vals)
        if "date_deadline" in vals and PLAN.isdisjoint(vals):
            self._move_plan()
        return result

    def _action_done(self, feedback=False, attachment_ids=None):
        self._keep_stage()
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)

    @api.model
    def _add_due_day(self, vals):
        """It is due on the day on which it is planned to end (K3O-3)."""
        if not vals.get("planned_end"):
            return vals
        end = fields.Datetime.to_datetime(vals["planned_end"])
        return {**vals, "date_deadline": self[:1]._localize(end).date()}

    def action_start(self):
        """Say that it has been begun (K3O-3)."""
        self.filtered("active").progress = "started"

    def _complete_details(self):
        """Number the activities on customers, and say when they are planned."""
        mine = self.filtered("is_customer_work")
        numbers = self.env["ir.sequence"]._next_numbers(NUMBER, len(mine))
        for activity, number in zip(mine, numbers, strict=True):
            activity._write_system({"number": number, **activity._prepare_plan()})

    def _prepare_plan(self):
        """Return when it starts and ends: on the day it is due."""
        end = self._move_to_due_day(self.planned_end, END)
        length = timedelta(hours=1)
        if self.planned_start and self.planned_end:
            length = max(self.planned_end - self.planned_start, timedelta())
        start = end - length
        if self.planned_start and not self.planned_end:
            start = self.planned_start
            end = max(end, start)
        return {"planned_start": start, "planned_end": end}

    def _move_to_due_day(self, moment, default):
        local = self._localize(moment).time() if moment else default
        due = datetime.combine(self.date_deadline, local)
        return self._get_timezone().localize(due).astimezone(utc).replace(tzinfo=None)

    def _localize(self, moment):
        return utc.localize(moment).astimezone(self._get_timezone())

    def _get_timezone(self):
        return timezone(self.user_id.sudo().tz or self.env.user.tz or "UTC")

    def _move_plan(self):
        """The due day was changed: the plan is on that day."""
        for activity in self.filtered("planned_end"):
            activity._write_system(activity._prepare_plan())

    def _keep_stage(self):
        """Keep in which stage the opportunities are now (K3O-3)."""
        on_leads = self.filtered("opportunity_id")
        on_leads.opportunity_id.fetch(["stage_id"])
        for stage, activities in on_leads.grouped(
            lambda activity: activity.opportunity_id.stage_id
        ).items():
            activities._write_system({"stage_id": stage.id})
