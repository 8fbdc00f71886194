from odoo import models

# what says who belongs to a group
MEMBER_FIELDS = {"user_ids", "implied_ids", "implied_by_ids"}


class ResGroups(models.Model):
    """Who is taken out of the colleagues by a group has left as well (RES-2)."""

    _name = "res.groups"
    _inherit = "res.groups"

    def write(self, vals):
        if MEMBER_FIELDS.isdisjoint(vals):
            return super().write(vals)
        members = self.sudo().with_context(active_test=False).all_user_ids
        with members.with_env(self.env)._watch_leaving():
            return super().write(vals)
