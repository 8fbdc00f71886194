from odoo import api, fields, models

from ...roles import SALESPERSON


class ResPartner(models.Model):
    """What selling to a customer has cost, on the customer (KIN-3, KIN-4)."""

    _name = "res.partner"
    _inherit = "res.partner"

    selling_expense_amount = fields.Monetary(
        string="Selling Expenses",
        compute="_compute_selling_expense_amount",
        currency_field="selling_expense_currency_id",
        groups=SALESPERSON,
        help="What you see of it, in the present company.",
    )
    selling_expense_currency_id = fields.Many2one(
        comodel_name="res.currency",
        compute="_compute_selling_expense_amount",
        groups=SALESPERSON,
    )

    @api.depends_context("uid", "company")
    def _compute_selling_expense_amount(self):
        rows = self.env["crm.selling.expense"]._read_group(
            [
                ("partner_id.commercial_partner_id", "in", self.ids),
                ("company_id", "=", self.env.company.id),
            ],
            ["partner_id"],
            ["actual:sum"],
        )
        amounts = {}
        for partner, amount in rows:
            customer = partner.commercial_partner_id
            amounts[customer] = amounts.get(customer, 0) + amount
        self.selling_expense_currency_id = self.env.company.currency_id
        for partner in self:
            partner.selling_expense_amount = amounts.get(partner._origin, 0)

    def action_view_selling_expenses(self):
        """List what selling to the customer has cost (KIN-3).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_selling_expense_action"
        )
        return {
            **action,
            "domain": [
                ("partner_id.commercial_partner_id", "=", self.id),
                ("company_id", "=", self.env.company.id),
            ],
            "context": {"default_partner_id": self.id},
        }
