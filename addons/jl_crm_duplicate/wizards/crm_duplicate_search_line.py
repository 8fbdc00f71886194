from odoo import fields, models


class CrmDuplicateSearchLine(models.TransientModel):
    """One customer that fits."""

    _name = "crm.duplicate.search.line"
    _description = "Hit of a Duplicate Analysis"
    _order = "score desc, id"

    search_id = fields.Many2one(
        comodel_name="crm.duplicate.search",
        required=True,
        ondelete="cascade",
        index=True,
    )
    name = fields.Char(string="Customer")
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        ondelete="cascade",
        help="Empty if you may not see the customer: ask the responsible person.",
    )
    lead_id = fields.Many2one(comodel_name="crm.lead", ondelete="cascade")
    score = fields.Integer(string="Likeness (%)")
    verdict = fields.Selection(
        selection=lambda self: self.env["crm.duplicate.analysis"]._selection_verdict(),
    )
    reasons = fields.Char()
    holder = fields.Char(string="Responsible")
    department = fields.Char()
    status = fields.Char()

    def action_open(self):
        """Open the customer or lead; its button is there for who may see it (DUP-1)."""
        self.ensure_one()
        return (self.partner_id or self.lead_id).get_formview_action()
