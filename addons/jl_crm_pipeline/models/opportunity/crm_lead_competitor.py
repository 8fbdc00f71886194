from odoo import fields, models


class CrmLeadCompetitor(models.Model):
    """What a competitor offers in one opportunity (K3O-5)."""

    _name = "crm.lead.competitor"
    _description = "Competitor in an Opportunity"
    _order = "lead_id, id"
    _rec_name = "competitor_id"

    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        required=True,
        index=True,
        ondelete="cascade",
    )
    competitor_id = fields.Many2one(
        comodel_name="crm.competitor",
        required=True,
        index=True,
        ondelete="restrict",
    )
    price = fields.Monetary(currency_field="currency_id")
    currency_id = fields.Many2one(related="lead_id.company_currency")
    strengths = fields.Char()
    weaknesses = fields.Char()
    note = fields.Char()
    partner_id = fields.Many2one(related="lead_id.partner_id", string="Customer")
    user_id = fields.Many2one(related="lead_id.user_id", store=True, index=True)
    opportunity_state = fields.Selection(related="lead_id.opportunity_state")

    _unique_competitor = models.UniqueIndex(
        "(lead_id, competitor_id)",
        "This competitor is already in the opportunity's list.",
    )
