from odoo import api, models
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.arrays import as_array

from ...tools.groups import add_lone_pairs, find_groups, match_groups
from ...tools.rules import GROUPED

# a group that stays as it was is not written
UPSERT_GROUPS = """
    WITH fact AS (
        SELECT group_id, count(*) AS size,
               count(DISTINCT p.user_id) AS holder_count,
               bool_or(%(is_trading)s) AS is_trading
          FROM crm_duplicate_member_work
          JOIN res_partner p ON p.id = partner_id
         GROUP BY group_id
    )
    INSERT INTO crm_duplicate_group AS kept
           (id, state, size, holder_count, is_trading, verdict, points,
            score, weakest_pair_id, best_pair_id,
            create_date, create_uid, write_date, write_uid)
    SELECT made.id, 'open', size, holder_count, is_trading, weak.verdict,
           weak.points, weak.score, weakest_id, best_id,
           now() AT TIME ZONE 'UTC', %(uid)s,
           now() AT TIME ZONE 'UTC', %(uid)s
      FROM crm_duplicate_group_work made
      JOIN fact ON fact.group_id = made.id
      JOIN crm_duplicate_pair weak ON weak.id = weakest_id
        ON CONFLICT (id) DO UPDATE
       SET state = 'open',
           size = excluded.size,
           holder_count = excluded.holder_count,
           is_trading = excluded.is_trading,
           verdict = excluded.verdict,
           points = excluded.points,
           score = excluded.score,
           weakest_pair_id = excluded.weakest_pair_id,
           best_pair_id = excluded.best_pair_id
     WHERE (kept.state, kept.size, kept.holder_count, kept.is_trading,
            kept.verdict, kept.points, kept.weakest_pair_id,
            kept.best_pair_id)
           IS DISTINCT FROM
           ('open', excluded.size, excluded.holder_count,
            excluded.is_trading, excluded.verdict, excluded.points,
            excluded.weakest_pair_id, excluded.best_pair_id)
"""


class CrmDuplicateGrouping(models.AbstractModel):
    """Forms groups of the open pairs, of the whole base or around some customers.

    Two customers of different valid tax IDs, or of whom somebody said that they are no
    duplicates, never meet in a group. Groups that mostly keep their members keep
    their row, and with it assignee and note.
    """

    _name = "crm.duplicate.grouping"
    _description = "Grouping of Similar Customers"

    @api.model
    def _regroup(self, partner_ids=None):
        """Bring the groups in line with the pairs.

        :param partner_ids: customers whose pairs have changed; all if left out
        """
        self._flush_sources()
        scope = None if partner_ids is None else self._find_scope(partner_ids)
        pair_ids = self._read_links(scope)
        links = list(pair_ids)
        tax_ids = self._read_tax_ids({one for link in links for one in link[:2]})
        grouped = (link for link in links if link.points >= GROUPED)
        groups = find_groups(grouped, tax_ids, self._read_apart(scope))
        groups = add_lone_pairs(groups, links, tax_ids)
        old = self._read_members(scope)
        kept = match_groups(old, [group.members for group in groups])
        self._write_groups(groups, self._number(kept), pair_ids)
        self._update_pairs(scope)
        self._close_groups(set(old) - set(kept))
        self.env["crm.duplicate.group"].invalidate_model()
        self.env["crm.duplicate.pair"].invalidate_model()

    @api.model
    def _flush_sources(self):
        self.env["crm.duplicate.index"]._refresh_pending()
        self.env["res.partner"].flush_model(["user_id", "active"])
        self.env["crm.duplicate.pair"].flush_model()
        self.env["crm.duplicate.group"].flush_model()

    @api.model
    def _number(self, kept):
        """Return the ids, with fresh ones for the groups that are new."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT nextval('crm_duplicate_group_id_seq')
                  FROM generate_series(1, %s)
                """,
                kept.count(None),
            )
        )
        fresh = (row[0] for row in rows)
        return [next(fresh) if key is None else key for key in kept]

    @api.model
    def _write_groups(self, groups, ids, pair_ids):
        self._put_down(groups, ids, pair_ids)
        self._upsert_groups()
        self._write_members()

    @api.model
    def _put_down(self, groups, ids, pair_ids):
        """Hand the groups to the database, where the rest is done."""
        pairs = list(zip(ids, groups, strict=True))
        values = {
            "ids": ids,
            "weakest": [pair_ids[group.weakest] for group in groups],
            "best": [pair_ids[group.best] for group in groups],
            "owners": [number for number, group in pairs for _one in group.members],
            "members": [one for group in groups for one in group.members],
        }
        self.env.cr.execute(
            SQL(
                """
                DROP TABLE IF EXISTS pg_temp.crm_duplicate_group_work,
                                     pg_temp.crm_duplicate_member_work;
                CREATE TEMP TABLE crm_duplicate_group_work ON COMMIT DROP AS
                SELECT * FROM unnest(
                    %(ids)s::int4[], %(weakest)s::int4[], %(best)s::int4[])
                    AS made (id, weakest_id, best_id);
                CREATE TEMP TABLE crm_duplicate_member_work ON COMMIT DROP AS
                SELECT * FROM unnest(%(owners)s::int4[], %(members)s::int4[])
                    AS made (group_id, partner_id);
                CREATE INDEX ON crm_duplicate_member_work (group_id, partner_id);
                CREATE INDEX ON crm_duplicate_member_work (partner_id);
                ANALYZE crm_duplicate_group_work;
                ANALYZE crm_duplicate_member_work
                """,
                **{name: as_array(ids) for name, ids in values.items()},
            )
        )

    @api.model
    def _upsert_groups(self):
        self.env.cr.execute(
            SQL(
                UPSERT_GROUPS,
                is_trading=self._get_trading_condition(),
                uid=self.env.uid,
            )
        )

    @api.model
    def _get_trading_condition(self):
        """Return the SQL of whether a customer ``p`` has bought something."""
        if "customer_rank" in self.env["res.partner"]._fields:
            return SQL("coalesce(p.customer_rank, 0) > 0")
        return SQL("FALSE")

    @api.model
    def _write_members(self):
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM crm_duplicate_group_partner_rel old
                 USING crm_duplicate_group_work made
                 WHERE made.id = old.group_id
                   AND NOT EXISTS (SELECT FROM crm_duplicate_member_work now
                                    WHERE now.group_id = old.group_id
                                      AND now.partner_id = old.partner_id);
                INSERT INTO crm_duplicate_group_partner_rel (group_id, partner_id)
                SELECT group_id, partner_id FROM crm_duplicate_member_work
                    ON CONFLICT DO NOTHING;
                ANALYZE crm_duplicate_group_partner_rel
                """
            )
        )

    @api.model
    def _update_pairs(self, scope):
        """Tell each open pair its group."""
        self.env.cr.execute(
            SQL(
                """
                WITH home AS (
                    SELECT pair.id, mine.group_id
                      FROM crm_duplicate_pair pair
                      JOIN crm_duplicate_member_work mine
                        ON mine.partner_id = pair.left_id
                      JOIN crm_duplicate_member_work other
                        ON other.partner_id = pair.right_id
                       AND other.group_id = mine.group_id
                     WHERE pair.state = 'open'
                ), lost AS (
                    UPDATE crm_duplicate_pair pair
                       SET group_id = NULL
                     WHERE state = 'open' AND group_id IS NOT NULL AND %s
                       AND NOT EXISTS (SELECT FROM home WHERE home.id = pair.id)
                )
                UPDATE crm_duplicate_pair pair
                   SET group_id = home.group_id
                  FROM home
                 WHERE home.id = pair.id
                   AND pair.group_id IS DISTINCT FROM home.group_id
                """,
                self._get_scope(scope, SQL("left_id"), SQL("right_id")),
            )
        )

    @api.model
    def _close_groups(self, group_ids):
        """Mark groups that are worked off as done; drop those that came to nothing."""
        ids = as_array(group_ids)
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM crm_duplicate_group made
                 WHERE id = ANY(%(ids)s::int4[]) AND state = 'open' AND note IS NULL
                   AND NOT EXISTS (SELECT FROM crm_duplicate_pair
                                    WHERE group_id = made.id AND state <> 'open');
                UPDATE crm_duplicate_group
                   SET state = 'done'
                 WHERE id = ANY(%(ids)s::int4[]) AND state = 'open'
                """,
                ids=ids,
            )
        )
