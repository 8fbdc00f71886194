from odoo import fields, models
from odoo.exceptions import UserError

TERMS = ("access", "date_until", "with_opportunities", "with_quotations", "note")


class CrmCustomerShare(models.TransientModel):
    """Asks with whom customers are shared, and on what terms (K3D-4)."""

    _name = "crm.customer.share"
    _description = "Share Customers"

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Customers",
        required=True,
        domain="[('customer_status', '!=', False)]",
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
        default="read",
    )
    date_until = fields.Date(
        string="Until",
        help="The last day on which they are shared. Empty: for good.",
    )
    with_opportunities = fields.Boolean(string="Opportunities")
    with_quotations = fields.Boolean(string="Quotations and Orders")
    note = fields.Char(string="Reason")

    def action_share(self):
        """Share the customers and tell those who see them now."""
        self.ensure_one()
        if not self.user_ids and not self.team_ids:
            raise UserError(self.env._("Choose users or sales teams to share with."))
        if self.date_until and self.date_until < fields.Date.context_today(self):
            raise UserError(self.env._("Choose a last day that is not over yet."))
        terms = {name: self[name] for name in TERMS}
        self.partner_ids._share_with(self.user_ids, self.team_ids, terms)
        return {"type": "ir.actions.act_window_close"}
