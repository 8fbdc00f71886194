from odoo import api, fields, models


class OpportunityContactMixin(models.AbstractModel):
    """What was said about an opportunity (CAR-3).

    A part of crm.lead.
    """

    _name = "opportunity.contact.mixin"
    _description = "Contact about an Opportunity"

    contact_record_ids = fields.One2many(
        comodel_name="crm.contact.record",
        inverse_name="lead_id",
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
                [("lead_id", "in", self.ids)], ["lead_id"], ["__count"]
            )
        )
        for lead in self:
            lead.contact_record_count = counts.get(lead._origin, 0)

    def action_record_contact(self):
        """Open the dialogue that records a contact about the opportunity (CAR-3).

        :rtype: dict
        """
        self.ensure_one()
        action = self.partner_id.action_record_contact()
        return {**action, "context": {**action["context"], "default_lead_id": self.id}}

    def action_view_contact_records(self):
        """List what was said about the opportunity (CAR-3).

        :rtype: dict
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_contact_record_action"
        )
        return {
            **action,
            "domain": [("lead_id", "in", self.ids)],
            "context": {
                "default_lead_id": self[:1].id,
                "default_partner_id": self[:1].partner_id.commercial_partner_id.id,
            },
        }

    def _take_over_contacts(self, others):
        """Take along what was said to the same customer about those merged into it."""
        records = self.env["crm.contact.record"].sudo()
        customer = self.partner_id.commercial_partner_id
        records.search(
            [("lead_id", "in", others.ids), ("partner_id", "in", customer.ids)]
        ).write({"lead_id": self.id})
