from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.jl_crm_base.tools.guard import is_person

from .crm_contact_record import NOTED

TODO_DAYS, DEFAULT_TODO_DAYS = "jl_crm_pipeline.todo_days", 3


class CrmContactRecord(models.Model):
    """What follows from a contact: one call is done, another planned (CAR-3, CAR-4)."""

    _name = "crm.contact.record"
    _inherit = "crm.contact.record"

    todo_ids = fields.One2many(
        comodel_name="mail.activity",
        inverse_name="contact_record_id",
        string="Promised To-Dos",
        context={"active_test": False},
    )
    promise_date = fields.Date(compute="_compute_promise_date")
    next_date = fields.Date(string="Next Contact", copy=False)
    next_note = fields.Char(string="Next Plan", copy=False)
    next_activity_id = fields.Many2one(
        comodel_name="mail.activity",
        readonly=True,
        copy=False,
        ondelete="set null",
        system=True,
    )
    activity_id = fields.Many2one(
        comodel_name="mail.activity",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The call or visit that was planned and is done with this record.",
        # the button of an activity says which one
        system=False,
    )

    @api.depends("contact_date")
    def _compute_promise_date(self):
        self.promise_date = self._get_promise_date()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if not NOTED.holds(self.env):
            for record in records:
                record._follow_up()
        return records

    def write(self, vals):
        if "activity_id" in vals and is_person(self.env):
            self._ensure_activity_kept(vals["activity_id"])
        return super().write(vals)

    def _ensure_activity_kept(self, activity_id):
        """:raise UserError: it was told when the record was entered"""
        if not self._is_same("activity_id", activity_id):
            self._refuse_protected(["activity_id"])

    def _follow_up(self):
        """Do what the record says: the call is done, and what comes next is planned."""
        activity = self.activity_id
        if activity and (
            not activity.active or activity.customer_id != self.partner_id
        ):
            raise ValidationError(
                self.env._(
                    "This activity is already done, or belongs to another customer. "
                    "Record the contact on the customer instead."
                )
            )
        if not activity:
            values = {**self._prepare_activity(self.way_id), "has_reminder": False}
            activity = self.env["mail.activity"].create(values)
            self._as_system().activity_id = activity
        activity.customer_maturity = self.maturity
        activity.action_feedback(feedback=self.summary)
        self._plan_next()

    def _plan_next(self):
        if self.next_date:
            plan = self.env["mail.activity"].create(
                {
                    **self._prepare_activity(self.way_id),
                    "summary": self.next_note or self.subject,
                    "date_deadline": self.next_date,
                }
            )
            self._write_system({"next_activity_id": plan.id})

    def _prepare_activity(self, kind):
        document = self.lead_id or self.partner_id
        return {
            "res_model_id": self.env["ir.model"]._get_id(document._name),
            "res_id": document.id,
            "activity_type_id": kind.id,
            "user_id": self.user_id.id,
            "summary": self.subject,
            "contact_id": self.contact_id.id,
            "date_deadline": self.env.company._to_day(),
        }

    def _prepare_todo(self):
        """Return what a to-do that was promised in this record begins with (CAR-4)."""
        kind = self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
        values = self._prepare_activity(kind or self.way_id)
        return {**values, "date_deadline": self.promise_date}

    @api.model
    def _get_promise_date(self):
        """Return the day until which a to-do is promised: in some working days."""
        days = self.env["ir.config_parameter"]._get_number(TODO_DAYS, DEFAULT_TODO_DAYS)
        company = self.env.company
        return company._add_workdays(company._to_day(), days)
