from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.day_filter import begin_day, day_filter
from odoo.addons.jl_crm_base.tools.permit import Permit

from ..profile.customer_maturity_change import MATURITIES

NUMBER = "jl_crm_pipeline.contact_record"
HOURS, DEFAULT_HOURS = "jl_crm_pipeline.contact_record_hours", 24
SUBJECT_LENGTH = 60
# nothing follows from what was marked as done elsewhere
NOTED = Permit("jl_crm_pipeline_noted")


class CrmContactRecord(models.Model):
    """What was said with a customer, when and what follows from it (CAR-3, MAT-9)."""

    _name = "crm.contact.record"
    _description = "Contact Record"
    _inherit = [
        "contact.phone.mixin",
        "mail.thread",
        "customer.work.mixin",
        "system.field.mixin",
    ]
    _order = "contact_date DESC, id DESC"
    _rec_name = "subject"

    number = fields.Char(readonly=True, copy=False, index="trigram", system=True)
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('customer_status', '!=', False)]",
    )
    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        index="btree_not_null",
        ondelete="set null",
        domain="[('partner_id.commercial_partner_id', '=', partner_id)]",
    )
    contact_id = fields.Many2one(
        comodel_name="res.partner",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        domain="[('commercial_partner_id', '=', partner_id), "
        "('is_company', '=', False)]",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Person",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.uid,
        index=True,
        system=True,
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        readonly=True,
        copy=False,
        system=True,
    )
    contact_date = fields.Datetime(
        string="When",
        required=True,
        tracking=True,
        default=lambda self: fields.Datetime.now(),
        index=True,
    )
    is_of_today = day_filter(
        ("contact_date", ">=", begin_day()),
        ("contact_date", "<", begin_day(1)),
        company="user_id.company_id",
    )
    way_id = fields.Many2one(
        comodel_name="mail.activity.type",
        required=True,
        ondelete="restrict",
        domain="[('is_contact', '=', True)]",
        default=lambda self: self._default_way_id(),
    )
    subject = fields.Char(
        compute="_compute_subject",
        store=True,
        readonly=False,
        precompute=True,
        help="Empty: the beginning of what was said.",
    )
    # whoever writes it anew leaves what it said before
    summary = fields.Text(string="What Was Said", required=True, tracking=True)
    feedback = fields.Text(
        tracking=True, help="What the customer thinks of us and our goods."
    )
    changed_need = fields.Text(string="Changed Needs")
    interests = fields.Text(string="Points of Interest")
    objections = fields.Text()
    maturity = fields.Selection(
        selection=MATURITIES,
        string="Maturity After It",
        help="Empty: it stays as it is.",
    )
    is_late = fields.Boolean(
        string="Late",
        readonly=True,
        copy=False,
        help="Entered later after the contact than the settings allow. The mark stays, "
        "whatever day is written afterwards.",
        system=True,
    )

    _by_user = models.Index("(user_id, contact_date DESC)")

    @api.model
    def _list_readable_parents(self):
        return super()._list_readable_parents() | {"partner_id"}

    @api.model
    def _default_way_id(self):
        last = self.search([("user_id", "=", self.env.uid)], limit=1)
        call = self.env.ref("mail.mail_activity_data_call", raise_if_not_found=False)
        ways = self.env["mail.activity.type"]
        return last.way_id or call or ways.search([("is_contact", "=", True)], limit=1)

    @api.depends("partner_id")
    def _compute_contact_id(self):
        contacts = self.partner_id._get_main_people()
        for record in self:
            if record.contact_id.commercial_partner_id != record.partner_id:
                record.contact_id = contacts.get(record.partner_id)

    @api.depends("summary")
    def _compute_subject(self):
        for record in self:
            first = (record.summary or "").strip().partition("\n")[0]
            record.subject = record.subject or first[:SUBJECT_LENGTH]

    @api.onchange("lead_id")
    def _onchange_lead_id(self):
        if not self.partner_id:
            self.partner_id = self.lead_id.partner_id.commercial_partner_id

    @api.constrains("partner_id", "lead_id", "contact_id")
    def _check_customer(self):
        for record in self.sudo():
            others = record.contact_id | record.lead_id.partner_id
            if others.commercial_partner_id - record.partner_id:
                raise ValidationError(
                    self.env._(
                        "The contact and the opportunity belong to %(customer)s. "
                        "Choose those of one customer.",
                        customer=record.partner_id.display_name,
                    )
                )

    @api.constrains("contact_date")
    def _check_contact_date(self):
        # a phone's clock may be a little ahead
        limit = fields.Datetime.add(fields.Datetime.now(), minutes=10)
        if self.filtered(lambda record: record.contact_date > limit):
            raise ValidationError(
                self.env._(
                    "The contact lies in the future. Plan an activity instead, and "
                    "record it when it has taken place."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        is_noted = NOTED.holds(self.env)
        if not is_noted:
            vals_list = self._clean_values(vals_list)
        clean = self if is_noted else self._strip_defaults()
        numbers = self.env["ir.sequence"]._next_numbers(NUMBER, len(vals_list))
        records = super(CrmContactRecord, clean).create(
            [
                {"user_id": self.env.uid, **vals, "number": number}
                for vals, number in zip(vals_list, numbers, strict=True)
            ]
        )
        records = records.with_env(self.env)
        records._complete()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "contact_date" in vals:
            self._refresh_late()
            self._keep_contact_dates()
        return result

    @api.model
    def _note(self, values):
        """Keep records of what was marked as done elsewhere; nothing follows."""
        noting = NOTED.give(self)
        return noting.create(list(values)).with_env(self.env)

    def _complete(self):
        """Say to which department they belong and which are late."""
        for user, records in self.grouped("user_id").items():
            team = user.sudo().sale_team_id
            records._write_system({"team_id": team.id})
        self._refresh_late()
        self._keep_contact_dates()

    def _refresh_late(self):
        hours = self.env["ir.config_parameter"]._get_number(HOURS, DEFAULT_HOURS)
        for record in self:
            entered = record.create_date or fields.Datetime.now()
            limit = fields.Datetime.add(record.contact_date, hours=hours)
            # what was late once was entered late, whatever day is said afterwards
            record._write_system({"is_late": record.is_late or entered > limit})

    def _keep_contact_dates(self):
        """Keep the day of the last contact on the customers (K3D-1)."""
        for record in self:
            day = self.env.company._to_day(record.contact_date)
            record.partner_id._record_contact(day)

    @api.model
    def _work_open_domain(self):
        """What was said is said: a record is never open."""
        return Domain.FALSE
