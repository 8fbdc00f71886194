from odoo import api, fields, models


class CrmLead(models.Model):
    """What selling an opportunity is planned to cost, and has cost (KIN-3)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    expense_ids = fields.One2many(
        comodel_name="crm.selling.expense",
        inverse_name="lead_id",
        string="Selling Expenses",
    )
    planned_expenses = fields.Monetary(
        currency_field="company_currency",
        compute="_compute_expenses",
    )
    actual_expenses = fields.Monetary(
        currency_field="company_currency",
        compute="_compute_expenses",
    )

    @api.depends("expense_ids.planned", "expense_ids.actual")
    def _compute_expenses(self):
        rows = self.env["crm.selling.expense"]._read_group(
            [("lead_id", "in", self.ids)], ["lead_id"], ["planned:sum", "actual:sum"]
        )
        sums = {lead.id: (planned, actual) for lead, planned, actual in rows}
        for lead in self:
            planned, actual = sums.get(lead._origin.id, (0, 0))
            lead.planned_expenses = planned
            lead.actual_expenses = actual

    @api.model
    def _get_merged_models(self):
        return (*super()._get_merged_models(), "crm.selling.expense")
