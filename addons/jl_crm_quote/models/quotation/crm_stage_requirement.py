from odoo import fields, models
from odoo.fields import Domain


class CrmStageRequirement(models.Model):
    _name = "crm.stage.requirement"
    _inherit = "crm.stage.requirement"

    kind = fields.Selection(
        selection_add=[("approved_quotation", "Quotation approved")],
        ondelete={"approved_quotation": "cascade"},
    )

    def _check_approved_quotation(self, leads):
        """A quotation that the reviewers approved, or an order that came of one."""
        domain = (
            Domain("opportunity_id", "in", leads.ids)
            & Domain("state", "!=", "cancel")
            & Domain("review_state", "=", "approved")
        )
        return self._browse_found(leads, "sale.order", domain, "opportunity_id")

    def _input_approved_quotation(self, lead):
        return {"type": "quotation", "state": "draft"}
