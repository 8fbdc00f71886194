from datetime import timedelta

from odoo import api, models


class CrmMergeEngine(models.AbstractModel):
    """Whose customer was merged into another reads it for some days (K3D-4, K3D-5)."""

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _after_merge(self, merges):
        # once it is known who is a customer, and whose
        result = super()._after_merge(merges)
        self._leave_insight(merges)
        return result

    @api.model
    def _leave_insight(self, merges):
        days = merges._get_grant_days()
        if not days:
            return
        until = self.env.company._to_day() + timedelta(days=days)
        fresh = []
        for merge in merges:
            survivor = merge.survivor_id
            users = merge._get_losers().user_id.filtered("active") - survivor.user_id
            known = self._find_insight(survivor, users)
            self._prolong(merge, known, until)
            fresh += [
                {
                    "partner_id": survivor.id,
                    "user_id": user.id,
                    "access": "read",
                    "date_until": until,
                    "note": self._word_insight(merge, user),
                    "merge_id": merge.id,
                }
                for user in users - known.user_id
                if survivor.customer_status
            ]
        self.env["crm.customer.grant"].create(fresh)

    @api.model
    def _find_insight(self, survivor, users):
        return self.env["crm.customer.grant"].search(
            [("partner_id", "=", survivor.id), ("user_id", "in", users.ids)]
        )

    @api.model
    def _prolong(self, merge, grants, until):
        """Let grants that are there last as long; the undo sets the day back."""
        short = grants.filtered(
            lambda grant: grant.date_until and grant.date_until < until
        )
        if short:
            with self._recording(merge):
                short.write({"date_until": until})

    @api.model
    def _word_insight(self, merge, user):
        reader = self.with_context(lang=user.lang)
        losers = merge._get_losers().filtered(lambda loser: loser.user_id == user)
        return reader.env._(
            "Merged into it: %(names)s", names=", ".join(losers.mapped("name"))
        )
