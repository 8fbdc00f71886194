from odoo import api, fields, models

from ...roles import SALESPERSON


class ResPartner(models.Model):
    """A customer that the salesperson found gets an opportunity at once (TUR-4)."""

    _name = "res.partner"
    _inherit = "res.partner"

    lacks_opportunity = fields.Boolean(
        string="Without Opportunity",
        compute="_compute_lacks_opportunity",
        groups=SALESPERSON,
        help="One's own customer, for whom no opportunity was ever entered.",
    )

    @api.depends("user_id", "customer_status", "opportunity_ids")
    @api.depends_context("uid")
    def _compute_lacks_opportunity(self):
        own = self.filtered(
            lambda one: one.customer_status and one.user_id == self.env.user
        )
        leads = self.env["crm.lead"].with_context(active_test=False)
        rows = leads._read_group(
            [("partner_id.commercial_partner_id", "in", own.ids)], ["partner_id"]
        )
        served = {partner.commercial_partner_id for [partner] in rows}
        for partner in self:
            partner.lacks_opportunity = partner in own and partner._origin not in served

    def action_first_opportunity(self):
        """Open the form of the customer's first opportunity (TUR-4).

        :rtype: dict
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("First Opportunity"),
            "res_model": "crm.lead",
            "views": [[False, "form"]],
            "context": {
                "default_type": "opportunity",
                "default_partner_id": self.id,
                "default_user_id": self.env.uid,
            },
        }
