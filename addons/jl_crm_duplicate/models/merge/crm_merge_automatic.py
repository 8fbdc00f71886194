import logging

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from ...tools.rules import Reason
from ...tools.tax_id import is_valid

_logger = logging.getLogger(__name__)

BATCH = 20
LEAST_SCORE = 99
# of a night so many are named to those who decide on duplicates
NAMED = 50
# decided pairs, what waits in the duplicate pool and merges that somebody has undone
# are people's business
FIND = """
    SELECT pair.id
      FROM crm_duplicate_pair pair
      JOIN res_partner p ON p.id = pair.left_id AND p.active
      JOIN res_partner q ON q.id = pair.right_id AND q.active
     WHERE pair.state = 'open' AND pair.verdict = 'certain'
       AND pair.score >= %(score)s AND pair.reason_mask & %(strong)s > 0
       AND p.merged_into_id IS NULL AND q.merged_into_id IS NULL
       AND NOT EXISTS (SELECT FROM crm_duplicate_pool pool
                        WHERE pool.state = 'in_pool'
                          AND pool.partner_id IN (pair.left_id, pair.right_id))
       AND NOT EXISTS (SELECT FROM crm_partner_merge merge
                         JOIN crm_partner_merge_member_rel one
                           ON one.merge_id = merge.id
                          AND one.partner_id = pair.left_id
                         JOIN crm_partner_merge_member_rel other
                           ON other.merge_id = merge.id
                          AND other.partner_id = pair.right_id
                        WHERE merge.state = 'undone')
     ORDER BY pair.id
"""


class CrmMergeAutomatic(models.AbstractModel):
    """Merges by itself what has the same tax ID, if the office wants it (K3D-5).

    It is off until somebody switches it on. It asks what a person's merge asks:
    whatever is refused to a person, and whatever takes a second person's consent, it
    leaves to people. Each merge is in the log, marked, and can be undone.
    """

    _name = "crm.merge.automatic"
    _description = "Automatic Merge of Customers"

    @api.model
    def _cron_merge(self):
        """Merge what may be, in batches, and tell those who decide on duplicates."""
        if not self._is_on():
            return
        merges = self.env["crm.partner.merge"]
        ids = self._find_pairs()
        batches = list(split_every(BATCH, ids, list))
        for number, batch in enumerate(batches, 1):
            merges += self._merge_batch(batch)
            done = sum(map(len, batches[:number]))
            if not self.env["ir.cron"]._commit_progress(
                len(batch), remaining=len(ids) - done
            ):
                break
        self._tell(merges)

    @api.model
    def _is_on(self):
        return bool(self._read("auto_merge"))

    @api.model
    def _get_least_score(self):
        text = self._read("auto_merge_score") or ""
        is_score = text.isdecimal() and 0 < int(text) <= 100
        return int(text) if is_score else LEAST_SCORE

    @api.model
    def _read(self, name):
        parameters = self.env["ir.config_parameter"].sudo()
        return parameters.get_param(f"jl_crm_duplicate.{name}")

    @api.model
    def _find_pairs(self):
        """Return the ids of pairs that are strong enough."""
        self.env["crm.duplicate.pair"].flush_model()
        self.env["crm.duplicate.pool"].flush_model()
        self.env["crm.partner.merge"].flush_model(["state", "partner_ids"])
        self.env["res.partner"].flush_model(["active", "merged_into_id"])
        rows = self.env.execute_query(
            SQL(FIND, score=self._get_least_score(), strong=int(Reason.TAX_ID))
        )
        return [id_ for (id_,) in rows]

    @api.model
    def _merge_batch(self, ids):
        """Merge pairs one by one: what is refused keeps no other from being merged."""
        merges = self.env["crm.partner.merge"]
        for pair in self.env["crm.duplicate.pair"].browse(ids).exists():
            merges += self._merge_pair(pair)
        return merges

    @api.model
    def _merge_pair(self, pair):
        """Return the merge of a pair; an empty one if it is left to people."""
        none = self.env["crm.partner.merge"]
        # one merge of the night may have settled the next pair
        if pair.state != "open" or not self._has_strong_key(pair):
            return none
        try:
            with self.env.cr.savepoint():
                return self._merge_partners(pair._get_partners())
        except UserError as error:
            _logger.info("Pair %s is left to people: %s", pair.id, error)
            return none

    @api.model
    def _has_strong_key(self, pair):
        """Whether the tax ID that both have can exist, and is no placeholder."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT tax_id FROM crm_duplicate_norm
                 WHERE partner_id = ANY(%s) AND name_no = 0
                """,
                pair._get_partners().ids,
            )
        )
        return len(rows) == 1 and is_valid(rows[0][0])

    @api.model
    def _merge_partners(self, partners):
        survivor = partners._propose_survivor()
        merges = self.env["crm.partner.merge"].with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True
        )
        merge = merges.create(
            {"survivor_id": survivor.id, "partner_ids": [(6, 0, partners.ids)]}
        )
        merge._as_system().is_automatic = True
        check = self.env["crm.merge.check"]
        check._ensure_mergeable(merge)
        if check._filter_needing_consent(merge):
            raise UserError(self.env._("A second person has to consent."))
        merge._merge()
        return merge.with_env(self.env)

    @api.model
    def _tell(self, merges):
        """Tell those who decide on duplicates what was merged, in their language."""
        if not merges:
            return
        for user in merges._get_managers():
            reader = merges.with_context(lang=user.lang)
            lines = [self._word(merge) for merge in reader[:NAMED]]
            if len(merges) > NAMED:
                more = reader.env._("And %(count)s more.", count=len(merges) - NAMED)
                lines.append(more)
            self.env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids,
                subject=reader.env._(
                    "%(count)s customers were merged automatically", count=len(merges)
                ),
                body=Markup("<br/>").join(lines),
            )

    @api.model
    def _word(self, merge):
        losers = ", ".join(merge._get_losers().mapped("name"))
        link = merge._get_html_link()
        return Markup("%s: %s → %s") % (link, losers, merge.survivor_id.name)
