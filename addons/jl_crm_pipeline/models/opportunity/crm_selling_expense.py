from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmSellingExpense(models.Model):
    """What selling to a customer is planned to cost, and has cost (KIN-3)."""

    _name = "crm.selling.expense"
    _description = "Selling Expense"
    _order = "date desc, id desc"
    _rec_name = "kind_id"

    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: self.env.company._to_day(),
    )
    kind_id = fields.Many2one(
        comodel_name="crm.selling.expense.kind",
        required=True,
        index=True,
        ondelete="restrict",
    )
    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        index="btree_not_null",
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        compute="_compute_partner_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Responsible",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        readonly=False,
        index="btree_not_null",
    )
    planned = fields.Monetary(currency_field="currency_id")
    actual = fields.Monetary(currency_field="currency_id")
    difference = fields.Monetary(
        currency_field="currency_id",
        compute="_compute_difference",
        store=True,
        help="Actual less planned.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    note = fields.Char()

    _sane_amounts = models.Constraint(
        "CHECK (planned >= 0 AND actual >= 0)",
        "An expense is not less than 0.",
    )

    @api.depends("lead_id")
    def _compute_partner_id(self):
        for expense in self.filtered("lead_id"):
            expense.partner_id = expense.lead_id.partner_id

    @api.depends("lead_id", "user_id")
    def _compute_team_id(self):
        for expense in self:
            team = expense.lead_id.team_id or expense.user_id.sale_team_id
            expense.team_id = team

    @api.depends("planned", "actual")
    def _compute_difference(self):
        for expense in self:
            expense.difference = expense.actual - expense.planned

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ensure_seen(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._ensure_seen(vals)
        return super().write(vals)

    @api.model
    def _ensure_seen(self, vals):
        """Nobody learns whose expense it is by making one (CAR-7)."""
        if customer := vals.get("partner_id"):
            self.env["res.partner"].browse(customer).check_access("read")

    @api.constrains("lead_id", "partner_id")
    def _check_subject(self):
        if self.filtered(lambda one: not one.lead_id and not one.partner_id):
            raise ValidationError(
                self.env._("Say which opportunity or customer the money is for.")
            )
