from odoo import fields, models

from ...roles import SALESPERSON

QUICK_FORM = "jl_crm_pipeline.crm_contact_record_view_form_quick"


class ResPartner(models.Model):
    """What was said with a customer (CAR-3)."""

    _name = "res.partner"
    _inherit = ["res.partner", "recorded.contact.mixin"]

    _contact_field = "partner_id"

    contact_record_ids = fields.One2many(
        comodel_name="crm.contact.record",
        inverse_name="partner_id",
        string="Contact Records",
        groups=SALESPERSON,
    )

    def action_record_contact(self):
        """Open the dialogue that records a contact with the customer (CAR-3).

        :rtype: dict
        """
        self.ensure_one()
        customer = self.commercial_partner_id
        context = {"default_partner_id": customer.id}
        if self != customer:
            context["default_contact_id"] = self.id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record a Contact"),
            "res_model": "crm.contact.record",
            "view_mode": "form",
            "views": [(self.env.ref(QUICK_FORM).id, "form")],
            "target": "new",
            "context": context,
        }

    def _get_work_partners(self):
        """Return whom an activity on this partner is about."""
        return self
