from odoo import models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "execution.summary.mixin"]

    def _tell_lost_deal(self):
        """Tell of won ones that have neither an order nor a contract left (TUR-6)."""
        deal = self.env["crm.stage.requirement"].new({"kind": "deal"})
        for lead in self - deal._check_deal(self):
            owner = lead.user_id
            reader = lead.with_context(lang=owner.lang)
            title = reader.env._(
                "%(name)s: its last order was cancelled", name=lead.name
            )
            text = reader.env._(
                "It was won and has neither an order nor a signed contract any more. "
                "Office directors and managers press Reopen on it."
            )
            if owner.active:
                lead.activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=owner.id,
                    summary=title,
                    note=text,
                )
            superior = owner.sales_manager_id
            lead.message_post(
                subject=title,
                body=text,
                partner_ids=superior.partner_id.ids if superior.active else [],
            )
