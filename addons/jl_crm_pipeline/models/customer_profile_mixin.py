from odoo import api, fields, models


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
    )
    cooperation_phase = fields.Selection(
        selection=[
            ("approach", "Approach"),
            ("cooperation", "Co-operation"),
            ("stable", "Stable"),
        ],
        string="Co-operation Phase",
        copy=False,
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
    )
    relation_ids = fields.One2many(
        comodel_name="customer.relation",
        inverse_name="partner_id",
        string="Related Companies",
        copy=False,
        groups="sales_team.group_sale_salesman",
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
