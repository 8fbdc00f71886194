from odoo import api, models
from odoo.tools import SQL

from ...tools.holder import MERGED


class CrmMergeEngine(models.AbstractModel):
    """Whose the survivors of a merge are, and the people who moved to them (CAR-7)."""

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _apply_values(self, merges):
        return super()._apply_values(MERGED.give(merges))

    @api.model
    def _after_merge(self, merges):
        # once it is known who is a customer
        result = super()._after_merge(merges)
        self._sync_holders()
        return result

    @api.model
    def _sync_holders(self):
        """People who moved are seen by those who see their new company (CAR-7)."""
        self.env.flush_all()
        partners = self.env["res.partner"]
        others = SQL(
            """
            SELECT DISTINCT m._merge, p.id
              FROM crm_merge_map m
              JOIN res_partner c ON c.id = m._survivor
              JOIN res_partner p ON p.commercial_partner_id = c.id
             WHERE COALESCE(p.customer_holder, 0) <> COALESCE(%(holder)s, 0)
            """,
            holder=partners._get_holder_sql("c"),
        )
        rows = self.env.execute_query(others)
        if not rows:
            return
        merge_ids, ids = map(list, zip(*rows, strict=True))
        self._remember_rows("res_partner", merge_ids, ids)
        partners.browse(ids)._refresh_holders()
