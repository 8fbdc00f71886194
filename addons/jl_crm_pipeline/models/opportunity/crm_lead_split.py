from odoo import api, fields, models


class CrmLeadSplit(models.Model):
    """Which part of an opportunity's result counts for whom (K3O-2, TUR-5)."""

    _name = "crm.lead.split"
    _description = "Part of a Result"
    _order = "percent DESC, id"
    _rec_name = "user_id"

    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        required=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    percent = fields.Float(string="Share (%)", digits=(5, 2), required=True)
    currency_id = fields.Many2one(related="lead_id.company_currency")
    amount = fields.Monetary(
        compute="_compute_amount",
        currency_field="currency_id",
        help="This part of the expected revenue.",
    )

    _one_per_user = models.UniqueIndex(
        "(lead_id, user_id)",
        "This person already has a part of the result: change that line.",
    )
    _is_a_part = models.Constraint(
        "CHECK (percent > 0 AND percent <= 100)",
        "A part of the result is more than 0 and at most 100 percent.",
    )

    @api.depends("percent", "lead_id.expected_revenue")
    def _compute_amount(self):
        for split in self:
            split.amount = split.lead_id.expected_revenue * split.percent / 100

    @api.model_create_multi
    def create(self, vals_list):
        splits = super().create(vals_list)
        splits.lead_id._check_splits()
        return splits

    def write(self, vals):
        leads = self.lead_id
        result = super().write(vals)
        (leads | self.lead_id)._check_splits()
        return result

    def unlink(self):
        leads = self.lead_id
        result = super().unlink()
        leads.exists()._check_splits()
        return result
