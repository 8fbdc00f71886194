from odoo import api, models

SHOW = "show_customer_count"


class ResUsers(models.Model):
    """Whoever assigns sees how many customers each salesperson has (K3D-3)."""

    _name = "res.users"
    _inherit = "res.users"

    @api.depends_context(SHOW, "uid")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        if self.env.context.get(SHOW):
            self._add_customer_counts()
        return result

    def _add_customer_counts(self):
        # of the customers that the reader sees
        rows = self.env["res.partner"]._read_group(
            [("user_id", "in", self.ids), ("customer_status", "!=", False)],
            ["user_id"],
            ["__count"],
        )
        counts = {user.id: count for user, count in rows}
        for user in self:
            user.display_name = self.env._(
                "%(name)s (%(count)s customers)",
                name=user.display_name,
                count=counts.get(user._origin.id, 0),
            )
