from odoo import api, fields, models
from odoo.fields import Domain


class AccessGrantMixin(models.AbstractModel):
    """Something that is shared with a user or a team, for a time (K3D-4, K3O-2)."""

    _name = "access.grant.mixin"
    _description = "Shared Record"

    user_id = fields.Many2one(
        comodel_name="res.users",
        ondelete="cascade",
        domain="[('share', '=', False)]",
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Sales Team",
        ondelete="cascade",
    )
    access = fields.Selection(
        selection=[("read", "Read"), ("edit", "Edit")],
        required=True,
        default="read",
    )
    date_until = fields.Date(
        string="Until",
        help="The last day on which it is shared. Empty: for good.",
    )
    granted_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Shared by",
        readonly=True,
    )
    note = fields.Char(string="Reason")
    is_over = fields.Boolean(
        string="Over",
        compute="_compute_is_over",
        search="_search_is_over",
    )

    @api.depends("date_until")
    def _compute_is_over(self):
        over = self.filtered_domain(self._get_over_domain())
        over.is_over = True
        (self - over).is_over = False

    def _search_is_over(self, operator, value):
        return self._get_over_domain() if operator == "in" else NotImplemented

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [{**vals, "granted_by_id": self.env.uid} for vals in vals_list]
        )

    def write(self, vals):
        return super().write({**vals, "granted_by_id": self.env.uid})

    @api.model
    def _get_over_domain(self):
        return Domain("date_until", "<", fields.Date.context_today(self))
