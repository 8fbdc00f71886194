from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.permit import Permit

from ..roles import SALESPERSON
from .customer_maturity_change import MATURITIES

CONTACT_CATEGORIES = ("phonecall", "meeting")
PLAN = {"planned_start", "planned_end"}
DOCUMENT = {"res_id", "res_model", "res_model_id"}
# to delete the activities of a person but not the work on customers
_SPARE = Permit("jl_crm_pipeline_leaving")


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = [
        "mail.activity",
        "customer.work.mixin",
        "activity.detail.mixin",
        "system.field.mixin",
    ]

    customer_maturity = fields.Selection(
        selection=MATURITIES,
        string="Maturity After It",
        help="What the customer's maturity is after this call or visit; "
        "set when the activity is done.",
    )
    contact_record_id = fields.Many2one(
        comodel_name="crm.contact.record",
        string="Promised In",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="The contact record in which this was promised to the customer.",
    )
    done_record_ids = fields.One2many(
        comodel_name="crm.contact.record",
        inverse_name="activity_id",
        string="Contact Records",
        groups=SALESPERSON,
    )
    is_contact = fields.Boolean(
        compute="_compute_is_contact",
        help="The person who did it has spoken with the customer.",
    )

    _plan_in_order = models.Constraint(
        "CHECK (planned_end >= planned_start)",
        "The planned end lies before the planned start. Correct one of them.",
    )

    @api.depends("activity_type_id.is_contact", "activity_category")
    def _compute_is_contact(self):
        for activity in self:
            activity.is_contact = activity._is_contact()

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._follow_records(self._clean_values(vals_list))
        vals_list = [self._follow_plan(vals) for vals in vals_list]
        activities = super(MailActivity, self._strip_defaults()).create(vals_list)
        activities = activities.with_env(self.env)
        activities._complete_details()
        return activities

    def write(self, vals):
        vals = self._follow_plan(vals)
        result = super().write(vals)
        if "date_deadline" in vals and PLAN.isdisjoint(vals):
            self._move_plan()
        if not DOCUMENT.isdisjoint(vals):
            # Odoo asks before a change alone: it may belong to another document now
            self.check_access("create")
        return result

    def unlink(self):
        going = self
        if _SPARE.holds(self.env):
            going = self.filtered(lambda activity: not activity.is_customer_work)
        return super(MailActivity, going).unlink()

    @api.model
    def _sparing_customer_work(self, records):
        """Return records of any model such that no work on customers is deleted."""
        return _SPARE.give(records)

    @api.model
    def _follow_plan(self, vals):
        """It is due on the day on which it is planned to end (K3O-3)."""
        if not vals.get("planned_end"):
            return vals
        end = fields.Datetime.to_datetime(vals["planned_end"])
        return {**vals, "date_deadline": self[:1]._localize(end).date()}

    @api.model
    def _follow_records(self, vals_list):
        """Complete what was promised with what the contact record knows (CAR-4)."""
        records = self.env["crm.contact.record"]
        return [
            {**records.browse(vals["contact_record_id"])._prepare_todo(), **vals}
            if vals.get("contact_record_id") and not vals.get("res_id")
            else vals
            for vals in vals_list
        ]

    @api.model
    def _work_open_domain(self):
        """Activities to be done; deciding on a conversion is the office's own work."""
        return Domain("date_done", "=", False) & Domain(
            "res_model", "!=", "crm.customer.conversion"
        )

    @api.model
    def _work_customer_domain(self, customers):
        """Activities on the customer, on their contacts and on work of theirs."""
        partners = Domain("commercial_partner_id", "in", customers.ids)
        domain = self._get_document_domain("res.partner", partners)
        for name in self._get_work_models():
            model = self.env[name]
            if "activity_ids" in model._fields:
                work = model._work_customer_domain(customers)
                domain |= self._get_document_domain(name, work)
        return domain

    @api.model
    def _get_work_name(self):
        return self.env._("Activities")

    @api.model
    def _find_work_pairs(self, domain):
        """An activity belongs to the customers of the document that it is on."""
        self.env.flush_all()
        activities = self.env.execute_query(
            SQL(
                "SELECT res_model, res_id, id FROM mail_activity WHERE id IN %s",
                self._search(domain).subselect(),
            )
        )
        documents = {}
        for model, document, activity in activities:
            documents.setdefault(model, {}).setdefault(document, []).append(activity)
        return [
            (activity, customer)
            for model, ids in documents.items()
            for document, customer in self._find_document_pairs(model, list(ids))
            for activity in ids[document]
        ]

    @api.model
    def _find_document_pairs(self, model, ids):
        """Return pairs of a document's id and its customer's, or of None."""
        if model == "res.partner":
            return self.env.execute_query(
                SQL(
                    "SELECT id, commercial_partner_id FROM res_partner "
                    "WHERE id = ANY(%s)",
                    ids,
                )
            )
        if model in self._get_work_models():
            documents = self.env[model].with_context(active_test=False)
            return documents._find_work_pairs(Domain("id", "in", ids))
        return [(one, None) for one in ids]

    @api.model
    def _follow_transfer(self, rows, ids):
        self.env.cr.execute(
            SQL(
                """
                UPDATE mail_activity a
                   SET user_tz = p.tz
                  FROM %(moves)s
                  JOIN res_users u ON u.id = moved.receiver
                  JOIN res_partner p ON p.id = u.partner_id
                 WHERE a.id = moved.id
                   AND a.user_tz IS DISTINCT FROM p.tz
                """,
                moves=rows,
            )
        )

    @api.model
    def _get_document_domain(self, model_name, domain):
        query = self.env[model_name]._search(domain)
        return Domain("res_model", "=", model_name) & Domain("res_id", "in", query)

    def _action_done(self, feedback=False, attachment_ids=None):
        contacts = self.filtered(lambda activity: activity._is_contact())
        # the day of one that was recorded by its writer is in the record
        fresh = contacts.filtered(lambda one: not one.sudo().done_record_ids)
        fresh._get_customers()._record_contact(fields.Date.context_today(self))
        self._keep_stage()
        fresh.sudo()._record_contacts(feedback)
        for activity in self.filtered("customer_maturity"):
            activity._set_customer_maturity(feedback)
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)

    def _record_contacts(self, feedback):
        """Keep a contact record of what was marked as done without one (CAR-3)."""
        partners = self._map_partners()
        self.env["crm.contact.record"]._note(
            activity._prepare_contact_record(customer, feedback)
            for activity in self
            for customer in partners[activity].commercial_partner_id
            if customer.customer_status
        )

    def _prepare_contact_record(self, customer, feedback):
        contact = self.contact_id
        is_theirs = contact.commercial_partner_id == customer
        return {
            "activity_id": self.id,
            "partner_id": customer.id,
            "lead_id": self.opportunity_id.id,
            "contact_id": is_theirs and contact.id,
            "way_id": self.activity_type_id.id,
            "maturity": self.customer_maturity,
            "summary": feedback or self.summary or self.activity_type_id.name,
        }

    def _set_customer_maturity(self, feedback):
        """Give the customers the maturity that the contact left them with (MAT-1)."""
        customers = self._get_customers().filtered("customer_status")
        customers._set_maturity(
            self.customer_maturity,
            note=feedback or self.summary or self.activity_type_id.name,
            activity=self,
        )

    def _is_contact(self):
        """Whether doing this activity means having spoken with the customer (K3D-1)."""
        kind = self.activity_type_id
        return kind.is_contact or kind.category in CONTACT_CATEGORIES

    def _get_customers(self):
        """Return the customers that the activities are about."""
        partners = self._map_partners().values()
        return self.env["res.partner"].union(*partners).commercial_partner_id

    def action_record_contact(self):
        """Open the contact record of the call or visit, filled in (CAR-3).

        :rtype: dict
        """
        self.ensure_one()
        action = (self.contact_id or self.customer_id).action_record_contact()
        context = {
            "default_activity_id": self.id,
            "default_lead_id": self.opportunity_id.id,
            "default_way_id": self.activity_type_id.id,
            "default_maturity": self.customer_maturity,
        }
        return {**action, "context": {**action["context"], **context}}
