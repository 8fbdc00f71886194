import time
from collections import Counter
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL, split_every

from ...tools.rules import LIKELY
from ...tools.scoring import changed_parameters
from ...tools.statements import CHECK_CHANGED

# so many customers are compared with all others, every other one such as has pairs;
# part by part, and no further when somebody has waited so long
SAMPLE = 2000
PART = 100
MOST_SECONDS = 10
NO_PAIR = "none"
# the same ones each time: what changes is due to the rules, not to chance
DRAW = """
    SELECT id
      FROM (
        SELECT id, row_number() OVER (ORDER BY draw) AS place
          FROM (SELECT DISTINCT left_id AS id, hashint4(left_id) AS draw
                  FROM crm_duplicate_pair WHERE state = 'open'
                 ORDER BY draw LIMIT %(half)s) paired
         UNION ALL
        SELECT id, row_number() OVER (ORDER BY draw)
          FROM (SELECT partner_id AS id, hashint4(partner_id) AS draw
                  FROM crm_duplicate_norm WHERE name_no = 0 AND partner_id > 0
                 ORDER BY draw LIMIT %(half)s) others
      ) drawn
     GROUP BY id
     ORDER BY min(place), id
"""
FIND = """
    SELECT DISTINCT ON (left_id, right_id)
           least(probe_id, partner_id) AS left_id,
           greatest(probe_id, partner_id) AS right_id, verdict, score
      FROM (%s) AS found
     ORDER BY left_id, right_id, points DESC
"""
COMPARE = """
    SELECT left_id, right_id, old.verdict, new.verdict, old.score, new.score
      FROM (%(old)s) AS old
      FULL JOIN (%(new)s) AS new USING (left_id, right_id)
     WHERE NOT EXISTS (SELECT FROM crm_duplicate_pair pair
                        WHERE pair.left_id = least(old.left_id, new.left_id)
                          AND pair.right_id = least(old.right_id, new.right_id)
                          AND pair.state <> 'open')
"""


class Change(NamedTuple):
    """A pair of customers that other rules judge otherwise; 0 where it is none."""

    left_id: int
    right_id: int
    before: str
    after: str
    score_before: int
    score_after: int


class Preview(NamedTuple):
    """What other rules would change."""

    customers: int
    is_sample: bool
    before: Counter
    after: Counter
    changes: list


class CrmDuplicatePreview(models.AbstractModel):
    """Says what other rules of matching would change, before they do (DUP-3, DUP-6)."""

    _name = "crm.duplicate.preview"
    _description = "Preview of Other Rules"

    @api.model
    def _compare(self, matching):
        """Judge a base, or a sample of it, by the rules in force and by these.

        Pairs that somebody has decided on stay as they are, and are not counted.

        :param matching: {field of the engine: FieldRule}
        :rtype: Preview
        """
        self.env["crm.duplicate.index"]._refresh_pending()
        self.env["crm.duplicate.pair"].flush_model()
        ids, is_sample = self._draw()
        self.env["crm.duplicate.finder"]._allow_memory()
        count, found = self._compare_parts(ids, matching)
        pairs = [self._read_pair(row) for row in found]
        changes = [pair for pair in pairs if pair.before != pair.after]
        return Preview(
            count,
            is_sample or count < len(ids),
            Counter(pair.before for pair in pairs),
            Counter(pair.after for pair in pairs),
            sorted(changes, key=self._rank_change),
        )

    @api.model
    def _compare_parts(self, ids, matching):
        """Compare as many as there is time for.

        :return: how many were compared, and a row for each pair of theirs
        """
        rules = self.env["crm.duplicate.matching.rules"]
        old, new = rules._get_parameters(), rules._get_parameters(matching)
        found, count, end = {}, 0, time.monotonic() + MOST_SECONDS
        for part in split_every(PART, ids):
            query = SQL(COMPARE, old=self._find(part, old), new=self._find(part, new))
            for left, right, *judged in self.env.execute_query(query):
                # whoever is found twice is judged in the same way
                found[left, right] = (left, right, *judged)
            count += len(part)
            if time.monotonic() > end:
                break
        return count, found.values()

    @api.model
    def _draw(self):
        """Return ids of customers, and whether there are more.

        However many of them are taken from the start, it is a fair sample.
        """
        rows = self.env.execute_query(SQL(DRAW, half=SAMPLE // 2))
        ids = [id_ for (id_,) in rows]
        [[more]] = self.env.execute_query(
            SQL(
                """
                SELECT EXISTS (SELECT FROM crm_duplicate_norm
                                WHERE name_no = 0 AND partner_id > 0
                                  AND partner_id <> ALL(%s))
                """,
                ids,
            )
        )
        return ids, more

    @api.model
    def _find(self, ids, parameters):
        asked = changed_parameters(ids, LIKELY, parameters)
        return SQL(FIND, SQL(CHECK_CHANGED, **asked))

    @api.model
    def _read_pair(self, row):
        left, right, before, after, score_before, score_after = row
        return Change(
            left,
            right,
            before or NO_PAIR,
            after or NO_PAIR,
            score_before or 0,
            score_after or 0,
        )

    @api.model
    def _rank_change(self, change):
        """The greatest changes come first."""
        gap = abs(change.score_after - change.score_before)
        return -gap, change.left_id, change.right_id
