from odoo import api, fields, models
from odoo.tools import SQL

from ..roles import SALESPERSON

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


class CustomerProfileMixin(models.AbstractModel):
    """Where a customer belongs and whom it knows (K3D-1, CAR-1, KIN-1).

    A part of res.partner.
    """

    _name = "customer.profile.mixin"
    _description = "Profile of a Customer"

    customer_region_id = fields.Many2one(
        comodel_name="customer.region",
        string="Region",
        index="btree_not_null",
        help="Filled in from the province where it is empty.",
        prefetch="customer_profile",
    )
    cooperation_phase = fields.Selection(
        selection=[
            ("approach", "Approach"),
            ("cooperation", "Co-operation"),
            ("stable", "Stable"),
        ],
        string="Co-operation Phase",
        copy=False,
        prefetch="customer_profile",
    )
    need_ids = fields.Many2many(
        comodel_name="customer.need",
        relation="res_partner_customer_need_rel",
        column1="partner_id",
        column2="need_id",
        string="Needs",
    )
    purchase_role = fields.Selection(
        selection=[
            ("buyer", "Buyer"),
            ("decider", "Decision maker"),
            ("influencer", "Influencer"),
            ("user", "User"),
            ("gatekeeper", "Gatekeeper"),
        ],
        string="Role in the Purchase",
        help="What this person decides when the company buys.",
        prefetch="customer_profile",
    )
    relation_ids = fields.One2many(
        comodel_name="customer.relation",
        inverse_name="partner_id",
        string="Related Companies",
        copy=False,
        groups=SALESPERSON,
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._fill_region()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state_id") or vals.get("country_id"):
            self._fill_region()
        return result

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

    def _fill_region(self):
        """Give customers without a region that of their province or country."""
        waiting = self.filtered(
            lambda partner: (
                partner.customer_status
                and not partner.customer_region_id
                and (partner.state_id or partner.country_id)
            )
        )
        places = waiting.grouped(lambda one: (one.state_id, one.country_id))
        for place, partners in places.items():
            if region := self.env["customer.region"]._find_region(*place):
                partners.customer_region_id = region
