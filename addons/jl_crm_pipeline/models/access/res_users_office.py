from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from ...tools.holder import list_numbers


class ResUsers(models.Model):
    """Whose customers and papers somebody works with: those of their offices (IMP-5).

    An office is a sales team. Who leads it, and clerks, Information Dept and Legal Dept
    who work for it, have what its people have, within their own companies.
    """

    _name = "res.users"
    _inherit = "res.users"

    @ormcache("self.id")
    def _list_offices(self):
        """Return (id, company id, whether the user leads it) of each team of theirs.

        Those for which they work come first, the main one in front.
        """
        self.env["crm.team"].flush_model(["user_id", "company_id", "sequence"])
        self.env["crm.team.member"].flush_model(["user_id", "crm_team_id", "active"])
        query = SQL(
            """
            SELECT t.id, t.company_id, COALESCE(t.user_id = %(user)s, FALSE)
              FROM crm_team t
              LEFT JOIN crm_team_member m
                     ON m.crm_team_id = t.id AND m.user_id = %(user)s AND m.active
             WHERE t.user_id = %(user)s OR m.id IS NOT NULL
             ORDER BY m.id IS NULL, m.create_date, m.id, t.sequence, t.id
            """,
            user=self.id,
        )
        return tuple(self.env.execute_query(query))

    def _list_office_ids(self):
        """Return the ids of the teams of one user or nobody, the main one first."""
        users = self._origin
        return [one for user in users for one, _company, _led in user._list_offices()]

    @ormcache("self.id", "self._has_department()")
    def _get_office_ids(self):
        """Return the ids of the teams with whose papers the user works."""
        companies = {None, *self.sudo().company_ids.ids}
        everywhere = self._has_department()
        return frozenset(
            team
            for team, company, is_led in self._list_offices()
            if company in companies and (everywhere or is_led)
        )

    @ormcache("self.id", "self._has_department()")
    def _get_customer_holder_ids(self):
        """Return the ids of those whose customers the user sees (RES-1, IMP-5).

        Their own, of those in their offices, and of everyone below one of these, at
        any depth.
        """
        self._flush_hierarchy()
        query = SQL(
            """
            WITH RECURSIVE holder AS (
                SELECT %(user)s AS id
                 UNION
                SELECT m.user_id
                  FROM crm_team_member m
                 WHERE m.active
                   AND m.crm_team_id = ANY(%(offices)s)
                   AND EXISTS (
                       SELECT
                         FROM res_company_users_rel own
                         JOIN res_company_users_rel theirs ON theirs.cid = own.cid
                        WHERE own.user_id = %(user)s AND theirs.user_id = m.user_id
                   )
                 UNION
                SELECT u.id
                  FROM holder
                  JOIN res_users u ON u.sales_manager_id = holder.id
            )
            SELECT id FROM holder
            """,
            user=self.id,
            offices=sorted(self._get_office_ids()),
        )
        return frozenset(id_ for (id_,) in self.env.execute_query(query))

    @ormcache("self.id")
    def _get_holder_numbers(self):
        """Return the numbers of the customers that the user sees for whose they are.

        Customers without a responsible person are their department's, and theirs who
        registered them: of those the user's own and those of people below.
        """
        self._flush_hierarchy()
        query = SQL(
            """
            WITH RECURSIVE below AS (
                SELECT %s AS id
                 UNION
                SELECT u.id FROM below JOIN res_users u ON u.sales_manager_id = below.id
            )
            SELECT id FROM below
            """,
            self.id,
        )
        registrars = [id_ for (id_,) in self.env.execute_query(query)]
        return list_numbers(self._get_customer_holder_ids(), registrars)

    def _flush_hierarchy(self):
        self.env["res.users"].flush_model(["sales_manager_id", "company_ids"])
        self.env["crm.team.member"].flush_model(["user_id", "crm_team_id", "active"])

    def _get_office_domain(self, path=""):
        """Return the record rule of papers of nobody there: those of one's offices.

        Whoever has left works for no office any more; their papers stay with it.

        Those of people follow the people, see :meth:`_get_work_domain`.

        :param str path: leads to the paper, with its point
        """
        offices = Domain(f"{path}team_id", "in", sorted(self._get_office_ids()))
        nobody = Domain(f"{path}user_id", "=", False)
        return offices & (nobody | Domain(f"{path}user_id.active", "=", False))

    def _get_held_domain(self, path=""):
        """Return the domain of what is a customer's whom the user sees for whose it is.

        :param str path: leads to the customer, with its point
        """
        held = Domain(f"{path}customer_holder", "in", self._get_holder_numbers())
        nobodys = Domain(f"{path}customer_holder", "<", 0)
        if self._sees_unassigned():
            return held | nobodys
        offices = sorted(self._get_office_ids())
        return held | (nobodys & Domain(f"{path}team_id", "in", offices))

    def _get_told_domain(self):
        """Return the record rule of opportunities that the user is told to look at.

        While they are in the stage of which the user's groups are told (IMP-2).
        """
        groups = self.sudo().all_group_ids.ids
        return Domain("stage_id.notify_user_ids", "in", self.ids) | Domain(
            "stage_id.notify_group_ids", "in", groups
        )
