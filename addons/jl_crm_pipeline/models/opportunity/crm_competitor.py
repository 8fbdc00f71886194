from odoo import api, fields, models


class CrmCompetitor(models.Model):
    """Somebody who offers the same (K3O-5)."""

    _name = "crm.competitor"
    _description = "Competitor"
    _order = "name, id"

    name = fields.Char(required=True, index="trigram")
    website = fields.Char()
    strengths = fields.Text()
    weaknesses = fields.Text()
    met_ids = fields.One2many(
        comodel_name="crm.lead.competitor",
        inverse_name="competitor_id",
        string="Met in",
    )
    met_count = fields.Integer(
        string="Met",
        compute="_compute_met_count",
        help="In how many of the opportunities that you may see.",
    )
    lost_count = fields.Integer(
        string="Lost to",
        compute="_compute_met_count",
        help="How many of the opportunities that you may see were lost to it.",
    )
    active = fields.Boolean(default=True)

    _unique_name = models.UniqueIndex(
        "(lower(name)) WHERE active",
        "This competitor is already in the list.",
    )

    @api.depends("met_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_met_count(self):
        met = dict(
            self.env["crm.lead.competitor"]._read_group(
                [("competitor_id", "in", self.ids)], ["competitor_id"], ["__count"]
            )
        )
        leads = self.env["crm.lead"].with_context(active_test=False)
        lost = dict(
            leads._read_group(
                [("lost_competitor_id", "in", self.ids)],
                ["lost_competitor_id"],
                ["__count"],
            )
        )
        for competitor in self:
            competitor.met_count = met.get(competitor, 0)
            competitor.lost_count = lost.get(competitor, 0)

    def action_view_met(self):
        """List where the competitor was met (K3O-5).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_lead_competitor_action"
        )
        return {**action, "domain": [("competitor_id", "=", self.id)]}
