from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.day_filter import day_filter, in_days

CODE = "jl_crm_quote.contract"
# what neither side reads in it
NEVER_SEALED = {
    "state": "how far it is; each step asks for the approval itself",
    "user_id": "whose work it is, shown to colleagues alone",
    "team_id": "whose work it is, shown to colleagues alone",
    "date_signed": "comes with the signed copy",
    "signed_file_ids": "is what came of it, and is fixed with it",
    "quotation_id": "where it comes from, shown to colleagues alone",
}
PART = {
    "contract_id": "is the contract itself",
    "sequence": "the rows are sealed in their order, not the numbers behind it",
    "told_date": "when it was told of",
}


class CrmContract(models.Model):
    """An agreement with a customer: applied for, reviewed, signed (CON-1, CON-2)."""

    _name = "crm.contract"
    _description = "Contract"
    _inherit = [
        "crm.review.mixin",
        "sealed.content.mixin",
        "workflow.mixin",
        "customer.work.mixin",
        "execution.summary.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date desc, id desc"
    _rec_names_search = ["name", "title"]
    _mail_post_access = "read"

    _execution_field = "contract_id"
    _work_is_owned = True
    _review_report = "jl_crm_quote.action_report_contract"
    _seal_parts = {
        "crm.contract.line": "contract_id",
        "crm.contract.payment": "contract_id",
    }
    _review_terms = ("partner_id", "currency_id", "terms", "special_level_id")

    # few texts show a picture by its address: those from before it was put into them
    _terms_addresses_idx = models.Index("(id) WHERE strpos(terms, '/web/') > 0")

    name = fields.Char(
        string="Number",
        readonly=True,
        copy=False,
        index="trigram",
        default=lambda self: self.env._("New"),
        system=True,
    )
    title = fields.Char(string="Subject", tracking=True)
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        index=True,
        tracking=True,
        domain="[('customer_status', '!=', False)]",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Applicant",
        default=lambda self: self.env.user,
        index=True,
        tracking=True,
        domain="[('share', '=', False)]",
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        readonly=False,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    date = fields.Date(
        string="Application Date",
        required=True,
        copy=False,
        default=lambda self: self.env.company._to_day(),
    )
    date_start = fields.Date(string="Valid from")
    date_end = fields.Date(string="Valid until")
    is_ending = day_filter(("date_end", ">="), ("date_end", "<=", in_days(30)))
    terms = fields.Html(
        translate=False,
        default=lambda self: self._default_terms(),
    )
    state = fields.Selection(
        selection=[
            ("draft", "Application"),
            ("signed", "Signed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    line_ids = fields.One2many(
        comodel_name="crm.contract.line",
        inverse_name="contract_id",
        string="Services",
        copy=True,
    )
    payment_ids = fields.One2many(
        comodel_name="crm.contract.payment",
        inverse_name="contract_id",
        string="Payment Plan",
        copy=True,
    )
    order_ids = fields.One2many(
        comodel_name="sale.order",
        inverse_name="contract_id",
        string="Orders",
    )
    amount_total = fields.Monetary(
        string="Amount",
        compute="_compute_amount_total",
        store=True,
        tracking=True,
        system=True,
    )
    _dates = models.Constraint(
        "CHECK (date_end >= date_start)",
        "A contract cannot end before it begins.",
    )

    @api.model
    def _default_terms(self):
        return self.env.company.contract_terms

    @api.depends("user_id")
    def _compute_team_id(self):
        for contract in self:
            contract.team_id = contract.user_id.sale_team_id

    @api.depends("line_ids.amount", "currency_id", "company_id")
    def _compute_amount_total(self):
        for contract in self:
            sums = contract.line_ids._sum_rows(
                contract.currency_id or self.env.company.currency_id,
                contract.company_id or self.env.company,
            )
            untaxed, tax, total = sums
            contract.update(
                {"amount_untaxed": untaxed, "amount_tax": tax, "amount_total": total}
            )

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        for contract in contracts:
            number = self.env["ir.sequence"].next_by_code(CODE)
            contract._write_system({"name": number})
        return contracts

    @api.depends("name", "title")
    def _compute_display_name(self):
        for contract in self:
            contract.display_name = " ".join(
                filter(None, [contract.name, contract.title])
            )

    @api.model
    def _get_transitions(self):
        return super()._get_transitions() | {
            ("draft", "signed"),
            ("draft", "cancelled"),
            ("signed", "cancelled"),
        }

    @api.model
    def _work_open_domain(self):
        """Applications, and contracts that are not paid yet."""
        unpaid = Domain("state", "=", "signed") & Domain("payment_state", "=", "unpaid")
        return Domain("state", "=", "draft") | unpaid

    @api.model
    def _get_never_sealed(self):
        never = super()._get_never_sealed()
        contract = {**never[self._name], **NEVER_SEALED}
        rows = dict.fromkeys(self._seal_parts, PART)
        return {**never, self._name: contract, **rows}

    def _review_amount(self):
        return self._convert_for_review(self.amount_total)

    def _get_levels(self):
        """The levels of all contracts, and the one of the special approval."""
        levels = super()._get_levels().filtered(lambda level: not level.is_special)
        return (levels | self.sudo().special_level_id).sorted()

    def _is_review_required(self):
        # a contract that nobody has to review is none
        return True

    def _get_withdraw_blockers(self):
        blockers = super()._get_withdraw_blockers()
        if self.state != "draft":
            blockers.append(self.env._("It is signed: make a change order."))
        return blockers
