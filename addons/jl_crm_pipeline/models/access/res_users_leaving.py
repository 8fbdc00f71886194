from contextlib import contextmanager

from odoo import SUPERUSER_ID, api, models

from ...tools.holder import LEFT, find_there

# what may make somebody a colleague no more, or again
LEAVING_FIELDS = {"active", "group_ids", "role", "share"}


class ResUsers(models.Model):
    """Whoever is archived, deleted or made a portal user holds nothing (RES-2).

    Their customers fall to nobody of the office, the archived ones too.
    """

    _name = "res.users"
    _inherit = "res.users"

    def write(self, vals):
        if LEAVING_FIELDS.isdisjoint(vals):
            return super().write(vals)
        with self._watch_leaving():
            return super().write(vals)

    # Odoo asks these in the order of their names: what refuses, `except`, comes first
    @api.ondelete(at_uninstall=False)
    def _unlink_if_released(self):
        """Nobody's customers are theirs any more once they are deleted."""
        self._release_customers()

    @contextmanager
    def _watch_leaving(self):
        """Have those leave who are colleagues before, and not after."""
        there = find_there(self)
        yield
        now = find_there(self)
        (there - now)._leave()
        (now - there)._come_back()

    def _leave(self):
        """Do what follows when people are no colleagues any more; a hook."""
        self._release_customers()

    def _come_back(self):
        """They hold again what nobody was given meanwhile."""
        self._find_held()._refresh_holders()

    def _release_customers(self):
        """Leave what these hold to nobody, in a few statements."""
        moves = [(one.id, one.user_id.id, False) for one in self._find_held()]
        self.env["res.partner"].sudo()._change_holders(moves, LEFT)

    def _find_held(self):
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        mine = [("user_id", "in", self.ids), ("customer_status", "!=", False)]
        return partners.search(mine) if self else partners

    @api.model
    def _is_person_acting(self):
        """Whether a person is behind this, with their own rights or the system's."""
        return not self.env.su or (
            self.env.uid != SUPERUSER_ID and not self.env.user.share
        )
