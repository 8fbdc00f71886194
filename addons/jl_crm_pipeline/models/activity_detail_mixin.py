from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

NUMBER = "jl_crm_pipeline.activity"
START, END = time(9), time(10)


class ActivityDetailMixin(models.AbstractModel):
    """What is kept of an activity on a customer or an opportunity (K3O-3).

    A part of mail.activity.
    """

    _name = "activity.detail.mixin"
    _inherit = ["contact.phone.mixin"]
    _description = "Details of an Activity"

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
    is_customer_work = fields.Boolean(
        compute="_compute_is_customer_work",
        search="_search_is_customer_work",
        help="It belongs to a customer, an opportunity or other work on a customer.",
    )
    customer_id = fields.Many2one(
        comodel_name="res.partner",
        compute="_compute_customer_id",
        search="_search_customer_id",
        compute_sudo=True,
    )
    contact_id = fields.Many2one(
        comodel_name="res.partner",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        domain="[('commercial_partner_id', '=', customer_id), "
        "('is_company', '=', False)]",
    )
    opportunity_id = fields.Many2one(
        comodel_name="crm.lead",
        compute="_compute_opportunity_id",
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

    @api.depends("active")
    def _compute_progress(self):
        for activity in self:
            if not activity.active:
                activity.progress = "completed"
            elif activity.progress != "started":
                activity.progress = "not_started"

    @api.depends("res_model")
    def _compute_is_customer_work(self):
        models_ = self._get_detailed_models()
        for activity in self:
            activity.is_customer_work = activity.res_model in models_

    @api.model
    def _search_is_customer_work(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("res_model", "in", sorted(self._get_detailed_models()))

    @api.depends("res_model", "res_id")
    def _compute_customer_id(self):
        partners = self._map_partners()
        for activity in self:
            activity.customer_id = partners[activity].commercial_partner_id[:1]

    @api.model
    def _search_customer_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        customers = self.env["res.partner"].browse([one for one in value if one])
        return self._work_customer_domain(customers)

    @api.depends("res_model", "res_id")
    def _compute_contact_id(self):
        partners = self._map_partners()
        customers = self.env["res.partner"].union(*partners.values())
        contacts = customers._get_main_contacts()
        for activity in self:
            partner = partners[activity][:1]
            activity.contact_id = contacts.get(partner, partner.browse())

    @api.depends("res_model", "res_id")
    def _compute_opportunity_id(self):
        for activity in self:
            is_lead = activity.res_model == "crm.lead"
            activity.opportunity_id = is_lead and activity.res_id

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

    def action_start(self):
        """Say that it has been begun (K3O-3)."""
        self.filtered("active").progress = "started"

    @api.model
    def _get_detailed_models(self):
        """Return the names of the models whose activities are about a customer."""
        return {"res.partner", *self._get_work_models()}

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

    def _map_partners(self):
        """Return {activity: the partners that it is about}."""
        mapped = dict.fromkeys(self, self.env["res.partner"])
        for name, activities in self.grouped("res_model").items():
            if name not in self._get_detailed_models():
                continue
            records = self.env[name].browse(activities.mapped("res_id")).exists()
            found = {record.id: record for record in records}
            for activity in activities:
                if record := found.get(activity.res_id):
                    mapped[activity] = record._get_work_partners()
        return mapped
