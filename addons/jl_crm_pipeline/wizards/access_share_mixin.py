from odoo import fields, models
from odoo.exceptions import UserError


class AccessShareMixin(models.AbstractModel):
    """Asks with whom records are shared, and on what terms (K3D-4, K3O-2)."""

    _name = "access.share.mixin"
    _description = "Dialogue that Shares Records"

    # the field of what is shared, and the fields that are the terms
    _shared_field = ""
    _term_fields = ("access", "date_until", "note")

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
    note = fields.Char(string="Reason")

    def action_share(self):
        """Share the records and tell those who see them now (K3D-4)."""
        self.ensure_one()
        if not self.user_ids and not self.team_ids:
            raise UserError(self.env._("Choose users or sales teams to share with."))
        if self.date_until and self.date_until < self.env.company._to_day():
            raise UserError(self.env._("Choose a last day that is not over yet."))
        terms = {name: self[name] for name in self._term_fields}
        self[self._shared_field]._share_with(self.user_ids, self.team_ids, terms)
        return {"type": "ir.actions.act_window_close"}
