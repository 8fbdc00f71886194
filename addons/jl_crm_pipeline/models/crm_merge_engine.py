from odoo import api, models
from odoo.tools import SQL

# as customer.access.mixin says it of one; c is the customer
HOLDER = """
    CASE WHEN c.customer_status IS NULL THEN 0
         ELSE COALESCE(c.user_id, -c.registrar_id, -1) END
"""


class CrmMergeEngine(models.AbstractModel):
    _inherit = "crm.merge.engine"

    @api.model
    def _before_merge(self, merges):
        asking = merges.partner_ids._get_open_conversions().partner_id
        for merge in merges:
            if merge.partner_ids & asking:
                with self._recording(merge):
                    self._keep_one_request(merge.partner_ids, merge.survivor_id)
        return super()._before_merge(merges)

    @api.model
    def _keep_one_request(self, partners, survivor):
        """Leave the survivor one open request, or none if one of them has traded."""
        opened = partners._get_open_conversions()
        kept = opened.filtered(lambda request: request.partner_id == survivor)
        kept = kept or opened[:1]
        if any(partners.mapped("is_transacting")):
            kept = kept.browse()
        if spare := opened - kept:
            reason = self.env._("Merged into %(customer)s.", customer=survivor.name)
            spare._decide("withdrawn", reason)

    @api.model
    def _after_merge(self, merges):
        for merge in merges:
            survivor = merge.survivor_id
            losers = merge.loser_ids.filtered("customer_status")
            if losers and self._can_be_customer(survivor):
                with self._recording(merge):
                    self._keep_customer(survivor, losers)
        self._follow_holder()
        return super()._after_merge(merges)

    @api.model
    def _follow_holder(self):
        """People who moved are seen by those who see their new company (CAR-7)."""
        self.env.flush_all()
        others = SQL(
            """
            SELECT DISTINCT m._merge, p.id, %(holder)s AS holder
              FROM crm_merge_map m
              JOIN res_partner c ON c.id = m._survivor
              JOIN res_partner p ON p.commercial_partner_id = c.id
             WHERE COALESCE(p.customer_holder, 0) <> %(holder)s
            """,
            holder=SQL(HOLDER),
        )
        rows = self.env.execute_query(others)
        if not rows:
            return
        merge_ids, ids, holders = map(list, zip(*rows, strict=True))
        self._remember_rows("res_partner", merge_ids, ids)
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p SET customer_holder = other.holder
                  FROM unnest(%s, %s) AS other (id, holder) WHERE p.id = other.id
                """,
                ids,
                holders,
            )
        )
        self.env["res.partner"].invalidate_model(["customer_holder"])

    @api.model
    def _can_be_customer(self, survivor):
        is_independent = survivor == survivor.commercial_partner_id
        return is_independent and not survivor._is_own()

    @api.model
    def _keep_customer(self, survivor, losers):
        """The survivor is a customer with what the losers have been as customers."""
        survivor._make_customers()
        self._take_over_trade(survivor, losers)
        survivor._refresh_trial()

    @api.model
    def _take_over_trade(self, survivor, losers):
        """The survivor has traded, and was spoken with, when one of the losers was."""
        traded = losers.filtered("is_transacting")[:1]
        if traded and survivor.customer_status == "potential":
            survivor._write_system(
                {
                    "customer_status": "transacting",
                    "conversion_date": traded.conversion_date,
                    "conversion_user_id": traded.conversion_user_id.id,
                }
            )
        for day in filter(None, losers.mapped("last_contact_date")):
            survivor._record_contact(day)
        survivor._refresh_last_transaction_date()
