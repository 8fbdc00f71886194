from collections import defaultdict
from typing import NamedTuple

from markupsafe import Markup

from odoo import api, models
from odoo.tools import format_date

# of many merges at once so many are named
NAMED = 20


class Moved(NamedTuple):
    """A salesperson's customer that was merged into another."""

    user: object
    loser: object
    survivor: object


class CrmPartnerMerge(models.Model):
    """Whose customer was merged into another is told so (K3D-5)."""

    _name = "crm.partner.merge"
    _inherit = "crm.partner.merge"

    def _merge(self):
        moved = self.sudo()._list_moved()
        result = super()._merge()
        self.sudo()._tell_moved(moved)
        return result

    def _list_moved(self):
        """Return what leaves whom, as Moved; nobody is told of what they do."""
        return [
            Moved(loser.user_id, loser, merge.survivor_id)
            for merge in self
            for loser in merge._get_losers()
            if loser.user_id.active and loser.user_id != self.env.user
        ]

    @api.model
    def _tell_moved(self, moved):
        """Put a notice into the message centre of each, in their language."""
        by_user = defaultdict(list)
        for one in moved:
            by_user[one.user].append(one)
        for user, theirs in by_user.items():
            reader = self.with_context(lang=user.lang)
            lines = [reader._word_moved(one) for one in theirs[:NAMED]]
            if len(theirs) > NAMED:
                more = len(theirs) - NAMED
                lines.append(reader.env._("And %(count)s more.", count=more))
            self._find_notice_place(user, theirs).message_notify(
                partner_ids=user.partner_id.ids,
                subject=reader._get_moved_title(theirs),
                body=Markup("<br/>").join(lines),
            )

    @api.model
    def _get_moved_title(self, moved):
        if len(moved) > 1:
            return self.env._(
                "%(count)s of your customers were merged", count=len(moved)
            )
        return self.env._("Your customer %(name)s was merged", name=moved[0].loser.name)

    @api.model
    def _word_moved(self, one):
        """Return what is said of one customer, with both names."""
        until = self._get_insight_end(one.user, one.survivor)
        names = {"loser": one.loser.name, "survivor": one.survivor.name}
        if one.survivor.user_id == one.user:
            return self.env._(
                "%(loser)s was merged into %(survivor)s, which is yours.", **names
            )
        if until:
            return self.env._(
                "%(loser)s was merged into %(survivor)s. You can read it until "
                "%(date)s; responsible: %(holder)s.",
                **names,
                date=format_date(self.env, until),
                holder=one.survivor.user_id.name or self.env._("nobody"),
            )
        return self.env._(
            "%(loser)s was merged into %(survivor)s; responsible: %(holder)s.",
            **names,
            holder=one.survivor.user_id.name or self.env._("nobody"),
        )

    @api.model
    def _get_insight_end(self, user, survivor):
        """Return until when somebody may read what their customer became; a hook.

        :rtype: date, or False where nothing is left to them for a time
        """
        return False

    @api.model
    def _find_notice_place(self, user, moved):
        """Return the customer that it is about, if it is one that the user may open."""
        survivor = moved[0].survivor
        is_open = len(moved) == 1 and survivor.with_user(user).has_access("read")
        return survivor if is_open else self.env["mail.thread"].sudo()
