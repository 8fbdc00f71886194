from odoo import fields, models
from odoo.fields import Domain

from ...roles import SALESPERSON


class CrmLead(models.Model):
    """What was said about an opportunity (CAR-3)."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "recorded.contact.mixin"]

    _contact_field = "lead_id"

    contact_record_ids = fields.One2many(
        comodel_name="crm.contact.record",
        inverse_name="lead_id",
        string="Contact Records",
        groups=SALESPERSON,
    )

    def action_record_contact(self):
        """Open the dialogue that records a contact about the opportunity (CAR-3).

        :rtype: dict
        """
        self.ensure_one()
        action = self.partner_id.action_record_contact()
        return {**action, "context": {**action["context"], "default_lead_id": self.id}}

    def _prepare_contact_defaults(self):
        customer = self.partner_id.commercial_partner_id
        return {
            **super()._prepare_contact_defaults(),
            "default_partner_id": customer.id,
        }

    def _list_next_stages(self):
        """Return the stages to which a contact can advance the opportunity (K3O-4).

        :return: stages; none for no opportunity
        """
        stages = self.env["crm.stage"]
        if not self:
            return stages
        return stages.search(
            Domain("team_ids", "in", [False, *self.team_id.ids])
            & Domain("id", "!=", self.stage_id.id)
            & Domain("stage_state", "in", ("open", "won"))
        )

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._take_over_contacts(opportunities)
        return result

    def _take_over_contacts(self, others):
        """Take along what was said to the same customer about those merged into it."""
        records = self.env["crm.contact.record"].sudo()
        customer = self.partner_id.commercial_partner_id
        records.search(
            [("lead_id", "in", others.ids), ("partner_id", "in", customer.ids)]
        ).write({"lead_id": self.id})
