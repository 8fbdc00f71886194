from odoo import api, fields, models
from odoo.fields import Domain

from .customer_maturity_change import MATURITIES

CONTACT_CATEGORIES = ("phonecall", "meeting")


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "customer.work.mixin"]

    customer_maturity = fields.Selection(
        selection=MATURITIES,
        string="Maturity After It",
        help="What the customer's maturity is after this call or visit; "
        "set when the activity is done.",
    )

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
    def _get_document_domain(self, model_name, domain):
        query = self.env[model_name]._search(domain)
        return Domain("res_model", "=", model_name) & Domain("res_id", "in", query)

    def _action_done(self, feedback=False, attachment_ids=None):
        contacts = self.filtered(lambda activity: activity._is_contact())
        contacts._get_customers()._record_contact(fields.Date.context_today(self))
        for activity in self.filtered("customer_maturity"):
            activity._set_customer_maturity(feedback)
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)

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
        return self.activity_category in CONTACT_CATEGORIES

    def _get_customers(self):
        """Return the customers that the activities are about."""
        customers = self.env["res.partner"]
        for model_name, activities in self.grouped("res_model").items():
            if model_name == "res.partner":
                customers |= customers.browse(activities.mapped("res_id"))
            elif model_name in self._get_work_models():
                records = self.env[model_name].browse(activities.mapped("res_id"))
                customers |= records.mapped(records._work_customer_field)
        return customers.exists().commercial_partner_id
