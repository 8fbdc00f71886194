from odoo import api, fields, models
from odoo.fields import Domain


class AccessGrantMixin(models.AbstractModel):
    """Something that is shared with a user or a team, for a time (K3D-4, K3O-2)."""

    _name = "access.grant.mixin"
    _description = "Shared Record"

    # the field that says what is shared
    _shared_field = ""

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
    def _give(self, records, users, teams, terms):
        """Share records, or change what they were shared with.

        :param records: what is shared
        :param users: res.users who get them
        :param teams: crm.team whose members get them
        :param dict terms: values of the grants
        :return: the grants
        """
        known = self.search([(self._shared_field, "in", records.ids)]).filtered(
            lambda grant: grant.user_id in users or grant.team_id in teams
        )
        known.write(terms)
        fresh = known._prepare_missing(records, users, teams)
        return known | self.create([{**one, **terms} for one in fresh])

    def _prepare_missing(self, records, users, teams):
        """Return the values of the grants that are not among these yet."""
        name = self._shared_field
        there = {(grant[name], grant.user_id, grant.team_id) for grant in self}
        to_whom = [(user, teams.browse()) for user in users]
        to_whom += [(users.browse(), team) for team in teams]
        return [
            {name: record.id, "user_id": user.id, "team_id": team.id}
            for record in records
            for user, team in to_whom
            if (record, user, team) not in there
        ]

    @api.model
    def _get_over_domain(self):
        return Domain("date_until", "<", fields.Date.context_today(self))
