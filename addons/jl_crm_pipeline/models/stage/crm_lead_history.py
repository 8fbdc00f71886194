from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

# the id of the activity in whose record somebody has said the step
CAUSE = "jl_crm_pipeline_cause_id"


class CrmLead(models.Model):
    """Where an opportunity was, how long, and whether it stays too long (K3O-4)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    stage_history_ids = fields.One2many(
        comodel_name="crm.stage.history",
        inverse_name="lead_id",
        readonly=True,
    )
    stage_deadline = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The last working day on which the opportunity may still be in this "
        "stage.",
        system=True,
    )
    days_allowed = fields.Integer(compute="_compute_days_allowed")
    stage_days = fields.Integer(
        string="Days in Stage",
        compute="_compute_stage_days",
        help="Working days since the opportunity entered the stage.",
    )
    stage_pace = fields.Selection(
        selection=[
            ("free", "No limit"),
            ("good", "In time"),
            ("soon", "Due soon"),
            ("late", "Too long"),
        ],
        compute="_compute_stage_days",
        search="_search_stage_pace",
    )

    @api.depends("stage_id.days_allowed")
    def _compute_days_allowed(self):
        for stage, leads in self.grouped("stage_id").items():
            leads.days_allowed = stage.days_allowed

    @api.depends("date_last_stage_update", "stage_deadline", "opportunity_state")
    def _compute_stage_days(self):
        now = fields.Datetime.now()
        # a board shows hundreds, of which many have the same days
        alike = defaultdict(list)
        for company, leads in self.grouped(self._get_calendar_company).items():
            moments = [lead.date_last_stage_update or now for lead in leads]
            *begun, today = company._to_days([*moments, now])
            workdays = company._find_workdays(min(begun), today)
            for lead, day in zip(leads, begun, strict=True):
                pace = lead._get_stage_pace(today)
                alike[workdays.count(day, today), pace].append(lead.id)
        for (days, pace), ids in alike.items():
            leads = self.browse(ids)
            leads.stage_days = days
            leads.stage_pace = pace

    def _get_stage_pace(self, today):
        deadline = self.stage_deadline
        if not deadline or self.opportunity_state != "open":
            return "free"
        if deadline < today:
            return "late"
        return "soon" if (deadline - today).days < 2 else "good"

    def _search_stage_pace(self, operator, value):
        if operator != "in" or set(value) != {"late"}:
            return NotImplemented
        return (
            self.env["res.company"]._compare_with_day("stage_deadline", "<")
            & Domain("opportunity_state", "=", "open")
            & Domain("active", "=", True)
        )

    def _log_stages(self, steps, note=False):
        """Record that opportunities entered their stages, and end the stays before.

        :param steps: list of StageStep
        """
        leads = self.browse([step.lead.id for step in steps])
        # nobody may write the history, whoever moves an opportunity makes it
        history = self.env["crm.stage.history"].sudo()
        begun = [step for step in steps if step.is_stay]
        activities = self.browse(step.lead.id for step in begun)._find_causes()
        history._end_stays(leads, self.env.cr.now())
        history.create(
            [
                history._prepare_stay(step, activities.get(step.lead.id), note)
                for step in begun
            ]
        )
        starts = {step.lead.id: history._get_start(step) for step in steps}
        leads._set_stage_deadlines(starts)

    def _find_causes(self):
        """Return {opportunity's id: id of the activity that led to its step} (K3O-4).

        It is the one in whose record the step was said, or else the last one that was
        done in the stay that ends and has led to no step yet.
        """
        activities = self.env["mail.activity"].sudo().with_context(active_test=False)
        done = (
            Domain("res_model", "=", "crm.lead")
            & Domain("res_id", "in", self.ids)
            & Domain("date_done", "!=", False)
        )
        cause = self.env.context.get(CAUSE)
        is_id = isinstance(cause, int) and not isinstance(cause, bool)
        said = activities.search(done & Domain("id", "=", cause if is_id else False))
        begins, used = self._find_last_stays()
        causes = {}
        for activity in activities.search(done, order="date_done, id"):
            begin = begins.get(activity.res_id)
            is_of_stay = not begin or activity.date_done >= begin
            if is_of_stay and activity not in used:
                causes[activity.res_id] = activity.id
        return causes | {activity.res_id: activity.id for activity in said}

    def _find_last_stays(self):
        """Return {opportunity's id: day its last stay began}, and what led to stays."""
        stays = self.env["crm.stage.history"].sudo()
        rows = stays._read_group(
            [("lead_id", "in", self.ids)],
            ["lead_id"],
            ["date_start:max", "activity_id:recordset"],
        )
        begins = {
            lead.id: self._get_calendar_company(lead)._to_day(moment)
            for lead, moment, _activities in rows
        }
        used = self.env["mail.activity"].union(*(row[2] for row in rows))
        return begins, used

    def _set_stage_deadlines(self, starts):
        """Give the opportunities the last working day of their stage.

        :param dict starts: opportunity's id → when its stay began
        """

        def get_key(lead):
            company = self._get_calendar_company(lead)
            day = company._to_day(starts[lead.id])
            return company, lead.stage_id, lead.opportunity_state, day

        for (company, stage, state, day), leads in self.sudo().grouped(get_key).items():
            deadline = False
            if stage._is_limited() and state == "open":
                deadline = company._add_workdays(day, stage.days_allowed)
            leads._write_system({"stage_deadline": deadline})

    def _get_calendar_company(self, lead):
        return lead.company_id or self.env.company
