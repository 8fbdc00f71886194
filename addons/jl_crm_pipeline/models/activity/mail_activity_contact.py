from odoo import api, fields, models

from ...roles import SALESPERSON
from ..profile.customer_maturity_change import MATURITIES

CONTACT_CATEGORIES = ("phonecall", "meeting")


class MailActivity(models.Model):
    """A call or visit that is done is kept as what was said (CAR-3, CAR-4)."""

    _name = "mail.activity"
    _inherit = ["mail.activity", "contact.phone.mixin"]

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

    @api.depends("res_model", "res_id")
    def _compute_contact_id(self):
        partners = self._map_partners()
        customers = self.env["res.partner"].union(*partners.values())
        contacts = customers._get_main_people()
        for activity in self:
            partner = partners[activity][:1]
            activity.contact_id = contacts.get(partner, partner.browse())

    @api.depends("activity_type_id.is_contact", "activity_category")
    def _compute_is_contact(self):
        for activity in self:
            activity.is_contact = activity._is_contact()

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._add_promises(vals_list))

    def _action_done(self, feedback=False, attachment_ids=None):
        contacts = self.filtered(lambda activity: activity._is_contact())
        # the day of one that was recorded by its writer is in the record
        fresh = contacts.filtered(lambda one: not one.sudo().done_record_ids)
        fresh._get_customers()._record_contact(self.env.company._to_day())
        fresh.sudo()._record_contacts(feedback)
        for activity in self.filtered("customer_maturity"):
            activity._set_customer_maturity(feedback)
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)

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

    @api.model
    def _add_promises(self, vals_list):
        """Complete what was promised with what the contact record knows (CAR-4)."""
        records = self.env["crm.contact.record"]
        return [
            # what a form leaves empty is filled in too
            {
                **vals,
                **records.browse(vals["contact_record_id"])._prepare_todo(),
                **{name: value for name, value in vals.items() if value},
            }
            if vals.get("contact_record_id") and not vals.get("res_id")
            else vals
            for vals in vals_list
        ]

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
