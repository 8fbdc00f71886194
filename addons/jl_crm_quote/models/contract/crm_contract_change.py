from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..review.crm_review_decision import CARRYING

TERMS = (
    "date_start",
    "date_end",
    "payment_term_id",
    "partner_shipping_id",
    "delivery_terms",
    "bank_details",
    "partner_bank_details",
    "terms",
)
ROWS = {"line_ids": "crm.contract.line", "payment_ids": "crm.contract.payment"}
NEVER_SEALED = {
    "user_id": "whose work it is, shown to colleagues alone",
    "partner_id": "is the contract's",
    "company_id": "is the contract's",
    "is_applied": "how far it is",
    "before": "what the contract said, kept when it is put into force",
    "after": "what the contract says, kept when it is put into force",
}


class CrmContractChange(models.Model):
    """A change of a signed contract, with before and after, and a review (CON-2)."""

    _name = "crm.contract.change"
    _description = "Change Order"
    _inherit = [
        "crm.review.mixin",
        "sealed.content.mixin",
        "contract.terms.mixin",
        "customer.work.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _mail_post_access = "read"

    _seal_parts = {
        "crm.contract.change.line": "change_id",
        "crm.contract.change.payment": "change_id",
    }
    _review_terms = ("contract_id", "terms")

    # few texts show a picture by its address: those from before it was put into them
    _terms_addresses_idx = models.Index("(id) WHERE strpos(terms, '/web/') > 0")

    name = fields.Char(string="Number", readonly=True, copy=False, system=True)
    contract_id = fields.Many2one(
        comodel_name="crm.contract",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('state', '=', 'signed')]",
    )
    partner_id = fields.Many2one(
        related="contract_id.partner_id",
        store=True,
        index=True,
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Applicant",
        default=lambda self: self.env.user,
        index=True,
    )
    company_id = fields.Many2one(related="contract_id.company_id", store=True)
    currency_id = fields.Many2one(related="contract_id.currency_id")
    reason = fields.Text(string="Why", tracking=True)
    date_start = fields.Date(string="Valid from")
    date_end = fields.Date(string="Valid until")
    terms = fields.Html()
    line_ids = fields.One2many(
        comodel_name="crm.contract.change.line",
        inverse_name="change_id",
        string="Services",
    )
    payment_ids = fields.One2many(
        comodel_name="crm.contract.change.payment",
        inverse_name="change_id",
        string="Payment Plan",
    )
    amount_before = fields.Monetary(
        compute="_compute_amount_before", store=True, system=True
    )
    amount_after = fields.Monetary(
        compute="_compute_amount_after", store=True, system=True
    )
    is_applied = fields.Boolean(
        string="In Force", readonly=True, copy=False, system=True
    )
    before = fields.Json(readonly=True, copy=False, system=True)
    after = fields.Json(readonly=True, copy=False, system=True)
    difference = fields.Html(
        string="Before and After",
        compute="_compute_difference",
        sanitize=False,
    )

    @api.depends("contract_id")
    def _compute_amount_before(self):
        for change in self:
            change.amount_before = change.sudo().contract_id.amount_total

    @api.depends("line_ids.amount", "contract_id")
    def _compute_amount_after(self):
        for change in self:
            contract = change.sudo().contract_id
            company = contract.company_id or self.env.company
            currency = contract.currency_id or company.currency_id
            change.amount_after = change.line_ids._sum_rows(currency, company)[2]

    @api.depends(
        *TERMS,
        "line_ids.amount",
        "line_ids.name",
        "line_ids.quantity",
        "line_ids.uom_id",
        "line_ids.product_id",
        "payment_ids.amount",
        "payment_ids.date",
        "payment_ids.name",
        "is_applied",
    )
    @api.depends_context("uid")
    def _compute_difference(self):
        differ = self.env["crm.review.difference"]
        for change in self:
            is_shown = change._origin and change._may_compare()
            found = differ._compare(*change._get_sides()) if is_shown else []
            change.difference = differ._render(found)

    def _may_compare(self):
        """Whether the user may see what the contract says.

        Who reviews the change sees it as well.
        """
        if self.env.su or self.contract_id.has_access("read"):
            return True
        me = self.env.user
        decided = self.sudo()._find_decisions(("approved", "refused")).user_id
        return me in decided or bool(self._get_principal())

    def _get_sides(self):
        """Return the contract's content before and after, plain JSON."""
        if self.is_applied:
            return self.before, self.after
        contract = self.sudo().contract_id
        before = contract._get_review_content()
        [row] = before[contract._name]
        fresh = {name: _write_down(self[name]) for name in TERMS}
        after = {**before, contract._name: [{**row, **fresh}]}
        for name, model in ROWS.items():
            old = {one["id"]: one for one in before.get(model, ())}
            rows = [one._describe_after() for one in self[name]]
            after[model] = [{**old.get(one["id"], {}), **one} for one in rows]
        return before, after

    @api.model_create_multi
    def create(self, vals_list):
        changes = super().create(vals_list)
        changes.contract_id.check_access("write")
        for change in changes:
            contract = change.contract_id
            number = len(contract.sudo().change_ids)
            change._write_system({"name": f"{contract.name}-{number:02}"})
        return changes

    @api.model
    def _open_for(self, contract):
        """Return the open change order, or a new one with what the contract says now.

        :raise UserError: the contract is not signed
        """
        if contract.state != "signed":
            raise UserError(
                self.env._("Only a signed contract has change orders: edit it instead.")
            )
        if opened := contract.change_ids.filtered(lambda one: not one.is_applied):
            return opened[0]
        contract.check_access("write")
        change = self._as_system().create(
            {
                "contract_id": contract.id,
                **{name: _take(contract[name]) for name in TERMS},
                **{
                    name: [Command.create(row._prepare_change()) for row in rows]
                    for name, rows in contract._get_changed_rows().items()
                },
            }
        )
        return change.with_env(self.env)

    @api.model
    def _get_never_sealed(self):
        never = super()._get_never_sealed()
        change = {**never[self._name], **NEVER_SEALED}
        row = {
            "change_id": "is the change order itself",
            "sequence": "the rows are sealed in their order",
        }
        return {**never, self._name: change, **dict.fromkeys(self._seal_parts, row)}

    def _review_amount(self):
        return self._convert_for_review(self.amount_after)

    def _is_review_required(self):
        return True

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if not self.reason:
            blockers.append(self.env._("Say why the contract is changed."))
        if self.contract_id.state != "signed":
            blockers.append(self.env._("The contract is not signed."))
        differ = self.env["crm.review.difference"]
        if not differ._compare(*self._get_sides()):
            blockers.append(self.env._("Nothing is changed."))
        return blockers

    def _get_withdraw_blockers(self):
        return [
            *super()._get_withdraw_blockers(),
            self.env._("The change is in force: make another change order."),
        ]

    @api.model
    def _work_open_domain(self):
        return Domain("is_applied", "=", False)

    def _after_review(self):
        """Put the change into force at once."""
        result = super()._after_review()
        before, after = self._get_sides()
        contract = self.contract_id._as_change()
        contract._lock_review()
        contract.write(
            {
                **{name: _take(self[name]) for name in TERMS},
                **{name: self._prepare_rows(name) for name in ROWS},
            }
        )
        CARRYING.give(contract)._carry_review_over(self.name)
        self._write_system({"is_applied": True, "before": before, "after": after})
        contract.message_post(
            body=Markup("%s%s") % (self._get_html_link(), self.difference or "")
        )
        return result

    def _prepare_rows(self, name):
        """Return the commands that make the contract's rows what they will be."""
        rows = self[name]
        if name == "payment_ids" and not rows:
            # from before the plan was a part of change orders
            return []
        gone = self.contract_id[name] - rows.mapped(rows._changed_field)
        return [
            *(Command.delete(row.id) for row in gone),
            *(row._prepare_command() for row in rows),
        ]


def _take(value):
    """Return a value as it is written."""
    return value.id if isinstance(value, models.BaseModel) else value


def _write_down(value):
    """Return a term as a content has it."""
    if isinstance(value, models.BaseModel):
        return value.id or None
    return str(value) if value else None
