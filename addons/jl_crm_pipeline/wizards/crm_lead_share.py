from odoo import fields, models
from odoo.exceptions import UserError

TERMS = ("access", "date_until", "note")


class CrmLeadShare(models.TransientModel):
    """Asks who shall help with opportunities, and on what terms (K3O-2)."""

    _name = "crm.lead.share"
    _description = "Share Opportunities"

    lead_ids = fields.Many2many(
        comodel_name="crm.lead",
        string="Opportunities",
        required=True,
    )
    user_ids = fields.Many2many(
        comodel_name="res.users",
        string="Users",
        domain="[('share', '=', False)]",
    )
    team_ids = fields.Many2many(comodel_name="crm.team", string="Sales Teams")
    access = fields.Selection(
        selection=[("read", "Read"), ("edit", "Edit")],
        required=True,
        default="edit",
    )
    date_until = fields.Date(
        string="Until",
        help="The last day on which they are shared. Empty: for good.",
    )
    note = fields.Char(string="Reason")

    def action_share(self):
        """Share the opportunities and tell those who help now."""
        self.ensure_one()
        if not self.user_ids and not self.team_ids:
            raise UserError(self.env._("Choose users or sales teams to share with."))
        if self.date_until and self.date_until < fields.Date.context_today(self):
            raise UserError(self.env._("Choose a last day that is not over yet."))
        terms = {name: self[name] for name in TERMS}
        self.lead_ids._share_with(self.user_ids, self.team_ids, terms)
        return {"type": "ir.actions.act_window_close"}
