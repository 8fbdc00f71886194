from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .crm_contract_source import FROM_LEAD


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = "crm.lead"

    contract_count = fields.Integer(compute="_compute_contract_count")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_contract_count(self):
        rows = self.env["crm.contract.line"]._read_group(
            [("opportunity_id", "in", self.ids)],
            ["opportunity_id"],
            ["contract_id:count_distinct"],
        )
        counts = {lead.id: count for lead, count in rows}
        for lead in self:
            lead.contract_count = counts.get(lead._origin.id, 0)

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._take_over_contracts(opportunities)
        return result

    def _take_over_contracts(self, others):
        """Let contracts and change orders name this opportunity; they stay approved."""
        reason = self.env._("Its opportunity was merged.")
        for name, parent in (
            ("crm.contract.line", "contract_id"),
            ("crm.contract.change.line", "change_id"),
        ):
            rows = self.env[name].sudo().search([("opportunity_id", "in", others.ids)])
            if not rows:
                continue
            with rows[parent]._carrying_review(reason):
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET opportunity_id = %s WHERE id = ANY(%s)",
                        SQL.identifier(rows._table),
                        self.id,
                        rows.ids,
                    )
                )
                rows.invalidate_recordset(["opportunity_id"], flush=False)

    def action_contract(self):
        """Open an application for a contract, filled in from here (TUR-6, CON-1).

        :rtype: dict
        :raise UserError: the opportunity has no customer yet
        """
        self.ensure_one()
        self.check_access("read")
        if not self.partner_id:
            raise UserError(self.env._("Choose the customer of the opportunity first."))
        return self.env["crm.contract"]._open_new(FROM_LEAD, self)

    def action_view_contracts(self):
        """Open the contracts that the opportunity is in (CON-2).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_quote.crm_contract_action"
        )
        domain = [("line_ids.opportunity_id", "in", self.ids)]
        return {**action, "domain": domain, "context": {"create": False}}
