from odoo import api, fields, models

from odoo.addons.jl_crm_pipeline.roles import SALESPERSON


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = "res.partner"

    contract_count = fields.Integer(
        compute="_compute_contract_count",
        groups=SALESPERSON,
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_contract_count(self):
        rows = self.env["crm.contract"]._read_group(
            [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
        )
        counts = {partner.id: count for partner, count in rows}
        for partner in self:
            partner.contract_count = counts.get(partner._origin.id, 0)

    def action_view_contracts(self):
        """Open the history of the customer's contracts (CON-2).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_quote.crm_contract_action"
        )
        context = {"default_partner_id": self.id}
        domain = [("partner_id", "=", self.id)]
        return {**action, "domain": domain, "context": context}
