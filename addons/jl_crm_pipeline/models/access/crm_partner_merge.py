from odoo import api, models

GRANT_DAYS = 30
PARAMETER = "jl_crm_pipeline.merge_grant_days"


class CrmPartnerMerge(models.Model):
    """What a merge leaves to whom, and what may not be undone (K3D-4, HUA-6)."""

    _name = "crm.partner.merge"
    _inherit = "crm.partner.merge"

    def _ensure_undoable(self):
        result = super()._ensure_undoable()
        self.partner_ids._ensure_unreserved()
        return result

    @api.model
    def _get_grant_days(self):
        """Return for how many days a loser's salesperson reads the survivor."""
        text = self.env["ir.config_parameter"].sudo().get_param(PARAMETER, "")
        return int(text) if text.isdecimal() else GRANT_DAYS

    @api.model
    def _get_insight_end(self, user, survivor):
        grant = self.env["crm.customer.grant"].sudo()
        grant = grant.search(
            [("user_id", "=", user.id), ("partner_id", "=", survivor.id)], limit=1
        )
        return grant.date_until or super()._get_insight_end(user, survivor)
