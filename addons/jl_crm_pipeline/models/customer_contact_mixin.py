from odoo import api, fields, models

QUICK_FORM = "jl_crm_pipeline.crm_contact_record_view_form_quick"


class CustomerContactMixin(models.AbstractModel):
    """What was said with a customer (CAR-3).

    A part of res.partner.
    """

    _name = "customer.contact.mixin"
    _description = "Contact with a Customer"

    contact_record_ids = fields.One2many(
        comodel_name="crm.contact.record",
        inverse_name="partner_id",
        string="Contact Records",
        groups="sales_team.group_sale_salesman",
    )
    contact_record_count = fields.Integer(
        compute="_compute_contact_record_count",
        groups="sales_team.group_sale_salesman",
    )

    @api.depends("contact_record_ids")
    def _compute_contact_record_count(self):
        counts = dict(
            self.env["crm.contact.record"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.contact_record_count = counts.get(partner._origin, 0)

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

    def action_view_contact_records(self):
        """List what was said with the customer (CAR-3).

        :rtype: dict
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_contact_record_action"
        )
        return {
            **action,
            "domain": [("partner_id", "in", self.ids)],
            "context": {"default_partner_id": self[:1].id},
        }

    def _get_main_contacts(self):
        """Return {partner: whom to speak to}: the person, or a company's first."""
        companies = self.filtered("is_company")
        people = self - companies
        rows = self.env["res.partner"]._read_group(
            [
                ("parent_id", "in", companies.ids),
                ("type", "=", "contact"),
                ("is_company", "=", False),
            ],
            ["parent_id"],
            ["id:min"],
        )
        contacts = {company: self.browse(first) for company, first in rows}
        return {**contacts, **{person: person for person in people}}

    def _get_work_partners(self):
        """Return whom an activity on this partner is about."""
        return self
