from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain


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
        history._end_stays(leads, self.env.cr.now())
        begun = [step for step in steps if step.is_stay]
        activities = self.browse(step.lead.id for step in begun)._find_last_done()
        history.create(
            [
                history._prepare_stay(step, activities.get(step.lead.id), note)
                for step in begun
            ]
        )
        starts = {step.lead.id: history._get_start(step) for step in steps}
        leads._set_stage_deadlines(starts)

    def _find_last_done(self):
        """Return {opportunity's id: id of the last activity done on it}."""
        domain = (
            Domain("res_model", "=", "crm.lead")
            & Domain("res_id", "in", self.ids)
            & Domain("date_done", "!=", False)
        )
        activities = self.env["mail.activity"].sudo().with_context(active_test=False)
        found = activities.search(domain, order="date_done, id")
        return {activity.res_id: activity.id for activity in found}

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
