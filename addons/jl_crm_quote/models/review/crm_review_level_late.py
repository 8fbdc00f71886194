from odoo import api, fields, models
from odoo.fields import Domain


class CrmReviewLevel(models.Model):
    """How many documents wait on a level, and how many for too long (K3Q-4)."""

    _name = "crm.review.level"
    _inherit = "crm.review.level"

    waiting_count = fields.Integer(
        string="Waiting",
        compute="_compute_waiting_count",
        help="Documents that you may see and that wait for a decision on this level.",
    )
    late_count = fields.Integer(
        string="Late",
        compute="_compute_waiting_count",
        help="Those that wait for more working days than the level has.",
    )

    @api.depends_context("uid")
    def _compute_waiting_count(self):
        waiting = Domain("review_state", "=", "submitted")
        for name, levels in self.grouped("res_model").items():
            counts = levels._count_documents(name, waiting)
            late = Domain("is_past_review_deadline", "=", True)
            late_counts = levels._count_documents(name, waiting & late)
            for level in levels:
                level.waiting_count = counts.get(level, 0)
                level.late_count = late_counts.get(level, 0)

    def _count_documents(self, name, domain):
        if name not in self.env["crm.review.mixin"]._get_review_models():
            return {}
        documents = self.env[name]
        if not documents.has_access("read"):
            return {}
        mine = Domain("review_level_id", "in", self.ids)
        groups = documents._read_group(domain & mine, ["review_level_id"], ["__count"])
        return dict(groups)

    def action_open_waiting(self):
        """Open what waits on this level, the longest first (K3Q-4).

        :rtype: dict
        :raise AccessError: the user may not read the level
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Waiting: %(level)s", level=self.name),
            "res_model": self.res_model,
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("review_state", "=", "submitted"),
                ("review_level_id", "=", self.id),
            ],
        }
