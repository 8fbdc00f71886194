import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


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
        string="Ended",
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
        grants = super().create(
            [{**vals, "granted_by_id": self.env.uid} for vals in vals_list]
        )
        self.env["res.users"]._forget_granted()
        return grants

    def write(self, vals):
        result = super().write({**vals, "granted_by_id": self.env.uid})
        if self._shared_field in vals:
            # Odoo asks before a change alone: nobody gives away what is not theirs
            self.check_access("write")
        self.env["res.users"]._forget_granted()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["res.users"]._forget_granted()
        return result

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
    def _find_granted(self, mode, kind=None, record_ids=None, limit=None):
        """Return the ids of what is shared with the user today.

        :param str mode: ``read`` or ``edit``
        :param str kind: see :meth:`_get_granted_terms`
        :param record_ids: ask about these alone
        :rtype: set[int]
        """
        query = self._get_granted_query(mode, kind)
        if record_ids is not None:
            query = SQL(
                "SELECT * FROM (%s) shared (id) WHERE id = ANY(%s)",
                query,
                list(record_ids),
            )
        if limit:
            query = SQL("%s LIMIT %s", query, limit)
        return {id_ for (id_,) in self.env.execute_query(query)}

    @api.model
    def _find_granted_among(self, record_ids, mode, kind=None):
        """Return which of these records are shared with the user today.

        :param record_ids: ids of what may be shared
        :param str mode: ``read`` or ``edit``
        :param str kind: see :meth:`_get_granted_terms`
        :rtype: set[int]
        """
        asked = set(record_ids)
        listed = asked and self.env.user._list_granted(self._name, mode, kind)
        if listed:
            return asked.intersection(json.loads(f"[{listed[1:-1]}]"))
        return asked and self._find_granted(mode, kind, record_ids=asked)

    @api.model
    def _get_granted_sql(self, column, mode, kind=None):
        """Return the condition that a column names what is shared with the user.

        The few that a user has are named: PostgreSQL knows then how many they are,
        and without any it looks nowhere.
        """
        listed = self.env.user._list_granted(self._name, mode, kind)
        if not listed:
            return SQL("%s IN (%s)", column, self._get_granted_query(mode, kind))
        if listed == "{}":
            return SQL("FALSE")
        return SQL("%s = ANY(%s::int4[])", column, listed)

    @api.model
    def _get_granted_query(self, mode, kind=None):
        """Return the question what is shared with the user today.

        :param str mode: ``read`` or ``edit``
        :param str kind: see :meth:`_get_granted_terms`
        """
        self.flush_model()
        self.env["crm.team.member"].flush_model(["user_id", "crm_team_id", "active"])
        return SQL(
            """
            SELECT g.%(shared)s
              FROM %(grant)s g
             WHERE g.user_id = %(user)s AND %(terms)s
             UNION ALL
            SELECT g.%(shared)s
              FROM crm_team_member m
              JOIN %(grant)s g ON g.team_id = m.crm_team_id
             WHERE m.user_id = %(user)s AND m.active AND %(terms)s
            """,
            shared=SQL.identifier(self._shared_field),
            grant=SQL.identifier(self._table),
            user=self.env.uid,
            terms=self._get_granted_terms(mode, kind),
        )

    @api.model
    def _get_granted_terms(self, mode, kind):
        """Return the condition on a grant ``g``.

        :param str kind: what has to be shared with it, where a grant tells
        """
        terms = SQL(
            "(g.date_until IS NULL OR g.date_until >= %s)",
            self.env.company._to_day(),
        )
        return SQL("%s AND g.access = 'edit'", terms) if mode == "edit" else terms

    @api.model
    def _get_over_domain(self):
        return Domain("date_until", "<", self.env.company._to_day())
