from odoo import fields, models
from odoo.tools import SQL

# the customers without a salesperson have a row of their own, numbered 0
FIGURES = """
    SELECT COALESCE(c.user_id, 0) AS id,
           c.user_id,
           u.sale_team_id AS team_id,
           c.customer_count,
           c.complete_count,
           c.customer_count - c.complete_count AS incomplete_count,
           100.0 * c.complete_count / c.customer_count AS complete_share,
           c.completeness,
           %(target)s AS target,
           100 * c.complete_count >= %(target)s * c.customer_count
           AS is_reached
      FROM (
            SELECT p.user_id,
                   count(*) AS customer_count,
                   count(*) FILTER (WHERE p.completeness >= %(target)s)
                   AS complete_count,
                   avg(COALESCE(p.completeness, 0)) AS completeness
              FROM res_partner p
             WHERE p.customer_status IS NOT NULL
               AND p.active
               AND (p.company_id IS NULL OR p.company_id = ANY(%(companies)s))
             GROUP BY p.user_id
           ) c
      LEFT JOIN res_users u ON u.id = c.user_id
"""


class CustomerCompletenessReport(models.Model):
    """How complete each salesperson's customers are, beside the target (IMP-5)."""

    _name = "customer.completeness.report"
    _description = "Completeness of the Customers by Responsible Person"
    _auto = False
    _order = "complete_share, customer_count desc"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Responsible",
        readonly=True,
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        readonly=True,
    )
    customer_count = fields.Integer(string="Customers", readonly=True)
    complete_count = fields.Integer(string="Complete Customers", readonly=True)
    incomplete_count = fields.Integer(string="Incomplete Customers", readonly=True)
    complete_share = fields.Float(
        string="Complete (%)",
        digits=(5, 1),
        readonly=True,
        aggregator="avg",
        help="The share of the customers that reach the target.",
    )
    completeness = fields.Float(
        string="Average Completeness (%)",
        digits=(5, 1),
        readonly=True,
        aggregator="avg",
    )
    target = fields.Integer(
        string="Target (%)",
        readonly=True,
        aggregator="max",
    )
    is_reached = fields.Boolean(string="Target Reached", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            FIGURES,
            target=self.env["res.partner"]._get_completeness_target(),
            companies=self.env.companies.ids,
        )

    def action_view_incomplete(self):
        """Open the customers of the salesperson that miss something."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.res_partner_action_customer"
        )
        domain = [
            ("customer_status", "!=", False),
            ("user_id", "=", self.user_id.id),
            ("is_complete", "=", False),
        ]
        return {**action, "domain": domain}
