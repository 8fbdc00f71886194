from odoo import api, fields, models
from odoo.tools import SQL


class CustomerGrade(models.Model):
    """A class of customers by what they are worth, with what proposes it (GEN-2).

    The grades are tried in their order; the first whose three conditions a customer
    meets is proposed to it. One that asks for nothing takes the rest.
    """

    _name = "customer.grade"
    _description = "Customer Grade"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    description = fields.Char(translate=True)
    min_amount = fields.Float(
        string="Purchases of a Year from",
        help="What the customer ordered within 365 days, without taxes, in the "
        "currency of the main company.",
    )
    min_count = fields.Integer(
        string="Orders of a Year from",
        help="How many orders it confirmed within 365 days.",
    )
    max_days = fields.Integer(
        string="Days since the Last Order up to",
        help="0: any number of days.",
    )
    is_proposed = fields.Boolean(
        string="Proposed by the System",
        default=True,
        help="Off: only people give this grade.",
    )
    active = fields.Boolean(default=True)
    customer_count = fields.Integer(
        string="Customers", compute="_compute_customer_count"
    )

    _unique_name = models.UniqueIndex(
        "(name) WHERE active", "There is already a grade with this name."
    )
    _conditions = models.Constraint(
        "CHECK (min_amount >= 0 AND min_count >= 0 AND max_days >= 0)",
        "The conditions of a grade are not below zero.",
    )

    def _compute_customer_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(
                [("customer_grade_id", "in", self.ids)],
                ["customer_grade_id"],
                ["__count"],
            )
        )
        for grade in self:
            grade.customer_count = counts.get(grade, 0)

    def action_view_customers(self):
        """Open the customers of the grade (GEN-2)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.res_partner_action_customer"
        )
        return {**action, "domain": [("customer_grade_id", "=", self.id)]}

    @api.model
    def _get_proposal_sql(self):
        """Return the number of the grade that figures ``f`` deserve.

        ``f`` has amount, count and days; nothing is proposed to who never bought.
        """
        grades = self.sudo().search([("is_proposed", "=", True)])
        cases = [
            SQL(
                "WHEN f.amount >= %s AND f.count >= %s AND (%s = 0 OR f.days <= %s)"
                " THEN %s",
                *(grade.min_amount, grade.min_count),
                *(grade.max_days, grade.max_days, grade.id),
            )
            for grade in grades
        ]
        if not cases:
            return SQL("NULL::int4")
        return SQL("CASE WHEN f.days IS NULL THEN NULL %s END", SQL(" ").join(cases))
