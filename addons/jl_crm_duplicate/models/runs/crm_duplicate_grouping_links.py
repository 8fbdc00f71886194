from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.arrays import as_array

from ...tools.groups import Link
from ...tools.tax_id import is_valid

# in a group with one of these customers, or an open pair of somebody who is
FIND_SCOPE = """
    WITH RECURSIVE seed AS (
        SELECT unnest(%(ids)s::int4[]) AS id
    ), near AS (
        SELECT id FROM seed
         UNION
        SELECT other.partner_id
          FROM seed
          JOIN crm_duplicate_group_partner_rel mine
            ON mine.partner_id = seed.id
          JOIN crm_duplicate_group_partner_rel other USING (group_id)
         UNION
        SELECT found.id
          FROM near
         CROSS JOIN LATERAL (
               SELECT right_id AS id FROM crm_duplicate_pair
                WHERE left_id = near.id
                  AND state = 'open' AND verdict <> 'related'
                UNION ALL
               SELECT left_id FROM crm_duplicate_pair
                WHERE right_id = near.id
                  AND state = 'open' AND verdict <> 'related') found
    )
    SELECT id FROM near
"""


class CrmDuplicateGrouping(models.AbstractModel):
    """What groups are formed of: who hangs together, and who is kept apart (DUP-6).

    A scope is the ids of the customers to look at, None for all.
    """

    _name = "crm.duplicate.grouping"
    _inherit = "crm.duplicate.grouping"

    @api.model
    def _find_scope(self, partner_ids):
        """Return the ids of all who hang together with these customers."""
        rows = self.env.execute_query(SQL(FIND_SCOPE, ids=as_array(partner_ids)))
        return [row[0] for row in rows]

    @api.model
    def _get_scope(self, scope, *columns):
        """Return the SQL that limits rows to those of some customers."""
        if scope is None:
            return SQL("TRUE")
        return SQL(" AND ").join(
            SQL("%s = ANY(%s::int4[])", column, as_array(scope)) for column in columns
        )

    @api.model
    def _read_links(self, scope):
        """Return {link: id of its pair}."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, left_id, right_id, points
                  FROM crm_duplicate_pair
                 WHERE state = 'open' AND verdict <> 'related' AND %s
                """,
                self._get_scope(scope, SQL("left_id"), SQL("right_id")),
            )
        )
        return {Link(*row): pair_id for pair_id, *row in rows}

    @api.model
    def _read_tax_ids(self, partner_ids):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, tax_id
                  FROM crm_duplicate_norm
                 WHERE name_no = 0 AND tax_id <> '' AND partner_id = ANY(%s::int4[])
                """,
                as_array(partner_ids),
            )
        )
        return {partner_id: tax_id for partner_id, tax_id in rows if is_valid(tax_id)}

    @api.model
    def _read_apart(self, scope):
        return self.env.execute_query(
            SQL(
                """
                SELECT left_id, right_id
                  FROM crm_duplicate_pair
                 WHERE state IN ('not_duplicate', 'related') AND %s
                """,
                self._get_scope(scope, SQL("left_id"), SQL("right_id")),
            )
        )

    @api.model
    def _read_members(self, scope):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT group_id, partner_id
                  FROM crm_duplicate_group_partner_rel
                 WHERE group_id IN (SELECT group_id
                                      FROM crm_duplicate_group_partner_rel
                                     WHERE %s)
                """,
                self._get_scope(scope, SQL("partner_id")),
            )
        )
        members = defaultdict(list)
        for group_id, partner_id in rows:
            members[group_id].append(partner_id)
        return members
