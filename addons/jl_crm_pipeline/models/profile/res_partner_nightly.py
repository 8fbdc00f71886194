from odoo import api, models
from odoo.tools import SQL

REGION_BATCH = 200_000
# of the places of a region the province decides, then the country
REGIONS = """
    UPDATE res_partner p
       SET customer_region_id = n.region_id
      FROM (
            SELECT DISTINCT ON (q.id) q.id, r.id AS region_id
              FROM res_partner q
              JOIN (
                    SELECT customer_region_id AS region_id,
                           res_country_state_id AS state_id, NULL::int4 AS country_id
                      FROM customer_region_res_country_state_rel
                     UNION ALL
                    SELECT customer_region_id, NULL, res_country_id
                      FROM customer_region_res_country_rel
                   ) place
                ON place.state_id = q.state_id OR place.country_id = q.country_id
              JOIN customer_region r ON r.id = place.region_id AND r.active
             WHERE q.customer_status IS NOT NULL
               AND q.customer_region_id IS NULL
             ORDER BY q.id, place.state_id, r.sequence, r.id
             LIMIT %(limit)s
           ) n
     WHERE p.id = n.id
"""


class ResPartner(models.Model):
    """What one night brings in line of all customers (IMP-5, GEN-2, K3D-1)."""

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    def _cron_refresh_customers(self):
        """Bring the figures of the whole base in line, each in one statement."""
        self._refresh_all_completeness()
        self._refresh_figures()
        self._refresh_all_next_plans()
        if self._refresh_regions(REGION_BATCH) == REGION_BATCH:
            # a base that is new to regions gets them in some runs
            self.env.ref("jl_crm_pipeline.ir_cron_refresh_customers")._trigger()

    @api.model
    def _refresh_regions(self, limit):
        """Give a region to customers without one, in one statement.

        :return: to how many, ``limit`` at most
        """
        self.env["res.partner"].flush_model()
        self.env["customer.region"].flush_model()
        self.env.cr.execute(SQL(REGIONS, limit=limit))
        count = self.env.cr.rowcount
        self.env["res.partner"].invalidate_model(["customer_region_id"], flush=False)
        return count
