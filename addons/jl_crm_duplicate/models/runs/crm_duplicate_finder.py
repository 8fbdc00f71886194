from itertools import pairwise

from odoo import api, models
from odoo.tools import SQL, split_every

from odoo.addons.jl_crm_base.tools.arrays import as_array

from ...tools.rules import LIKELY
from ...tools.scoring import PARAMETERS, changed_parameters, whole_parameters
from ...tools.statements import (
    CHECK_CHANGED,
    CHECK_WHOLE,
    COLLECT_BLOCKS,
    COLLECT_PAIRS,
)

# parts in which a whole base is compared; after each the progress is told, and each
# reads all names
PARTS = 4
# what PostgreSQL may take for one step of the work: with its 4 MB it writes everything
# to the disk in between, and the comparison takes twice as long
MEMORY = "64MB"
CHANGED_BATCH = 1000
# of the progress: finding, comparing, writing
COLLECTED, COMPARED = 25, 80


class CrmDuplicateFinder(models.AbstractModel):
    """Finds the pairs of a whole base, or of what has changed, inside PostgreSQL.

    They are gathered in a temporary table that outlives the transaction, so that the
    long comparison holds no lock on anything that people work with; storing them is a
    short transaction after it. Odoo's process never holds them.
    """

    _name = "crm.duplicate.finder"
    _description = "Finder of Similar Customers"

    @api.model
    def _find_whole(self, report):
        """Gather the pairs of all customers.

        :param report: called with the progress in percent
        """
        self._make_table()
        for step, statement in enumerate((COLLECT_BLOCKS, COLLECT_PAIRS)):
            report(COLLECTED * step // 2)
            self.env.cr.execute(SQL(statement, **PARAMETERS))
        matching = self._get_matching()
        self._allow_memory()
        bounds = self._get_bounds()
        for part, (first, last) in enumerate(pairwise(bounds)):
            report(COLLECTED + (COMPARED - COLLECTED) * part // PARTS)
            asked = whole_parameters(first + 1, last, LIKELY, matching)
            self._gather(SQL(CHECK_WHOLE, **asked))
        self._drop_work()
        report(COMPARED)

    @api.model
    def _find_changed(self, partner_ids, report):
        """Gather the pairs of these customers with all others."""
        self._make_table()
        batches = list(split_every(CHANGED_BATCH, partner_ids, list))
        matching = self._get_matching()
        for number, batch in enumerate(batches):
            report(COMPARED * number // len(batches))
            asked = changed_parameters(batch, LIKELY, matching)
            self._gather(SQL(CHECK_CHANGED, **asked))
        report(COMPARED)

    @api.model
    def _get_matching(self):
        return self.env["crm.duplicate.matching.rules"]._get_parameters()

    @api.model
    def _allow_memory(self):
        """Let the statements of this transaction sort and join in memory."""
        self.env.cr.execute(SQL("SET LOCAL work_mem = %s", MEMORY))

    @api.model
    def _make_table(self):
        self._drop_work()
        self._drop_hits()
        self.env.cr.execute(
            SQL(
                """
                CREATE TEMP TABLE crm_duplicate_hit_work (
                    left_id int4 NOT NULL,
                    right_id int4 NOT NULL,
                    points float8 NOT NULL,
                    score int4 NOT NULL,
                    verdict text NOT NULL,
                    reasons int4 NOT NULL
                )
                """
            )
        )

    @api.model
    def _drop_work(self):
        # at the end of a transaction they go by themselves; a test has but one
        self.env.cr.execute(
            SQL(
                """
                DROP TABLE IF EXISTS
                    pg_temp.crm_duplicate_block_work, pg_temp.crm_duplicate_pair_work
                """
            )
        )

    @api.model
    def _drop_hits(self):
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS pg_temp.crm_duplicate_hit_work"))

    @api.model
    def _get_bounds(self):
        """Return ids between which about equally many pairs lie, the least before."""
        [[bounds]] = self.env.execute_query(
            SQL(
                """
                SELECT percentile_disc(
                           ARRAY(SELECT part / %(parts)s::float8
                                   FROM generate_series(1, %(parts)s) part))
                       WITHIN GROUP (ORDER BY probe_id)
                  FROM crm_duplicate_pair_work
                """,
                parts=PARTS,
            )
        )
        return [0, *sorted(set(bounds or ()))]

    @api.model
    def _gather(self, check):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_duplicate_hit_work
                SELECT least(probe_id, partner_id), greatest(probe_id, partner_id),
                       points, score, verdict, reasons
                  FROM (%s) found
                """,
                check,
            )
        )

    @api.model
    def _store(self, changed=None):
        """Bring the pairs in line with what was gathered.

        :param changed: ids of the customers that were looked at; all if left out
        """
        self.env["crm.duplicate.pair"].flush_model()
        self._allow_memory()
        scope = self._get_scope(changed)
        touched = self._get_sides(changed)
        self._reopen_changed(scope)
        self.env.cr.execute(SQL("ANALYZE crm_duplicate_hit_work"))
        self._write_pairs()
        self._delete_stale(scope)
        if changed is None:
            # planned by what was there before, grouping would compare each with all
            self.env.cr.execute(SQL("ANALYZE crm_duplicate_pair"))
        self.env["crm.duplicate.pair"].invalidate_model()
        return touched

    @api.model
    def _get_scope(self, changed):
        """Return the condition on a ``pair`` that one of these customers is in it."""
        if changed is None:
            return SQL("TRUE")
        # two look-ups; one condition with OR would read the whole table
        return SQL(
            """
            pair.id IN (SELECT id FROM crm_duplicate_pair
                         WHERE left_id = ANY(%(ids)s::int4[])
                         UNION ALL
                        SELECT id FROM crm_duplicate_pair
                         WHERE right_id = ANY(%(ids)s::int4[]))
            """,
            ids=as_array(changed),
        )

    @api.model
    def _get_sides(self, changed):
        """Return the changed customers and those that were a pair with one of them."""
        if changed is None:
            return None
        rows = self.env.execute_query(
            SQL(
                """
                SELECT unnest(%(ids)s::int4[])
                 UNION SELECT right_id FROM crm_duplicate_pair
                        WHERE left_id = ANY(%(ids)s::int4[])
                 UNION SELECT left_id FROM crm_duplicate_pair
                        WHERE right_id = ANY(%(ids)s::int4[])
                """,
                ids=as_array(changed),
            )
        )
        return [row[0] for row in rows]

    @api.model
    def _reopen_changed(self, scope):
        """Open decided pairs of which a compared field has changed since."""
        pairs = self.env["crm.duplicate.pair"]
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_duplicate_pair pair
                   SET state = 'open'
                 WHERE state IN ('not_duplicate', 'related')
                   AND %(scope)s
                   AND (left_print IS DISTINCT FROM %(left)s
                        OR right_print IS DISTINCT FROM %(right)s)
                """,
                scope=scope,
                left=pairs._get_print(SQL("pair.left_id")),
                right=pairs._get_print(SQL("pair.right_id")),
            )
        )

    @api.model
    def _write_pairs(self):
        """Merged ones that are found are apart again; decided ones stay so."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_duplicate_pair AS pair
                       (left_id, right_id, points, score, verdict, reason_mask, state)
                SELECT DISTINCT ON (left_id, right_id)
                       left_id, right_id, points, score, verdict, reasons, 'open'
                  FROM crm_duplicate_hit_work hit
                 WHERE EXISTS (SELECT FROM res_partner WHERE id = hit.left_id)
                   AND EXISTS (SELECT FROM res_partner WHERE id = hit.right_id)
                 ORDER BY left_id, right_id, points DESC
                    ON CONFLICT (left_id, right_id) DO UPDATE
                   SET points = excluded.points,
                       score = excluded.score,
                       verdict = excluded.verdict,
                       reason_mask = excluded.reason_mask,
                       state = CASE pair.state WHEN 'merged' THEN 'open'
                                               ELSE pair.state END
                 WHERE pair.state = 'merged'
                    OR (pair.points, pair.verdict, pair.reason_mask)
                       IS DISTINCT FROM
                       (excluded.points, excluded.verdict, excluded.reason_mask)
                """
            )
        )

    @api.model
    def _delete_stale(self, scope):
        """Drop undecided pairs that are no longer alike."""
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM crm_duplicate_pair pair
                 WHERE state = 'open'
                   AND %(scope)s
                   AND NOT EXISTS (SELECT FROM crm_duplicate_hit_work hit
                                    WHERE hit.left_id = pair.left_id
                                      AND hit.right_id = pair.right_id)
                """,
                scope=scope,
            )
        )
