from odoo import api, models
from odoo.tools import SQL

# pairs of losers and survivors, see crm_merge_engine_links
MAP = "crm_merge_map"


class CrmMergeEngine(models.AbstractModel):
    """Merges many customers at once, in one transaction (K3D-5).

    What happens, in this order: the losers are archived, the survivors get their
    values, what points at the losers moves over, people and names follow, and what the
    losers were called becomes aliases. Each step writes down in the journal what it
    did, so that crm.merge.undo can put it back.
    """

    _name = "crm.merge.engine"
    _description = "Merge of Customers"

    @api.model
    def _run(self, merges):
        """Merge, in one batch; the caller has checked who may and what can be."""
        self.env.flush_all()
        self._fill_pairs(merges)
        self._start_images()
        self._before_merge(merges)
        self._archive_losers()
        self._let_pass(merges)
        self._keep_images(phase=1)
        self._find_family()
        self._move_links("res.partner")
        self._merge_banks()
        self._unite_followers()
        self._move_company_values()
        self._follow_family()
        self._follow_users()
        self._keep_images(phase=2)
        self._add_aliases()
        self.env.invalidate_all()
        partners = merges.partner_ids
        partners._index_duplicates()
        self._start_images()
        self._close_pairs(merges)
        self._after_merge(merges)
        self.env.flush_all()
        self._keep_images(phase=3)

    @api.model
    def _before_merge(self, merges):
        """Do what has to be done while everybody is still there; a hook.

        What is changed within ``self._recording(merge)`` comes back with the undo.
        """

    @api.model
    def _after_merge(self, merges):
        """Do what the merge asks for in other add-ons; a hook.

        Rows that are changed within ``self._recording(merge)``, or that are handed to
        ``self._remember`` before, come back with the undo.
        """

    @api.model
    def _let_pass(self, merges):
        """Give the survivors their values; whom they look like was asked before."""
        with self.env["res.partner"]._collect_duplicates() as scope:
            scope.before.update({one: {} for one in merges.survivor_id.ids})
            self._apply_values(merges)

    @api.model
    def _close_pairs(self, merges):
        """Take the losers off the list of duplicates."""
        with self._recording(merges):
            self.env["crm.duplicate.pair"]._drop_merged(merges.loser_ids)

    @api.model
    def _fill_pairs(self, merges):
        """Write the pairs of losers and survivors into the temporary table."""
        pairs = [
            (merge.id, loser.id, merge.survivor_id.id, rank)
            for merge in merges
            for rank, loser in enumerate(merge._get_losers())
        ]
        self._make_pairs(MAP)
        merge_ids, losers, survivors, ranks = map(list, zip(*pairs, strict=True))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_merge_map
                SELECT p._merge, p._loser, p._survivor,
                       coalesce(s.commercial_partner_id, s.id), p._rank
                  FROM unnest(%s, %s, %s, %s) p (_merge, _loser, _survivor, _rank)
                  JOIN res_partner s ON s.id = p._survivor
                """,
                merge_ids,
                losers,
                survivors,
                ranks,
            )
        )
        self.env.cr.execute(SQL("ANALYZE crm_merge_map"))

    @api.model
    def _archive_losers(self):
        self._remember("res_partner", SQL("SELECT _merge, _loser FROM crm_merge_map"))
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p SET active = FALSE, merged_into_id = m._survivor
                  FROM crm_merge_map m WHERE p.id = m._loser
                """
            )
        )
        self.env.invalidate_all()
