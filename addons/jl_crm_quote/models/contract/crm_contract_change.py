from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..review.crm_review_decision import CARRYING

TERMS = ("date_start", "date_end", "terms")
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
        "customer.work.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _mail_post_access = "read"

    _seal_parts = {"crm.contract.change.line": "change_id"}
    _review_terms = ("contract_id", "terms")

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
    amount_before = fields.Monetary(compute="_compute_amounts", store=True, system=True)
    amount_after = fields.Monetary(compute="_compute_amounts", store=True, system=True)
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

    @api.depends("line_ids.amount_before", "line_ids.amount")
    def _compute_amounts(self):
        for change in self:
            change.amount_before = sum(change.line_ids.mapped("amount_before"))
            change.amount_after = sum(change.line_ids.mapped("amount"))

    @api.depends(*TERMS, "line_ids.amount", "line_ids.name", "is_applied")
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
        rows = {one["id"]: one for one in before.get("crm.contract.line", ())}
        lines = [line._describe_after() for line in self.line_ids]
        after = {
            **before,
            contract._name: [{**row, **fresh}],
            "crm.contract.line": [
                {**rows.get(line["id"], {}), **line} for line in lines
            ],
        }
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
                **{name: contract[name] for name in TERMS},
                "line_ids": [
                    Command.create(line._prepare_change()) for line in contract.line_ids
                ],
            }
        )
        return change.with_env(self.env)

    @api.model
    def _get_never_sealed(self):
        never = super()._get_never_sealed()
        change = {**never[self._name], **NEVER_SEALED}
        line = {"change_id": "is the change order itself"}
        return {**never, self._name: change, "crm.contract.change.line": line}

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
                **{name: self[name] for name in TERMS},
                "line_ids": self._prepare_contract_lines(),
            }
        )
        CARRYING.give(contract)._carry_review_over(self.name)
        self._write_system({"is_applied": True, "before": before, "after": after})
        contract.message_post(
            body=Markup("%s%s") % (self._get_html_link(), self.difference or "")
        )
        return result

    def _prepare_contract_lines(self):
        kept = self.line_ids.line_id
        gone = self.contract_id.line_ids - kept
        return [
            *(Command.delete(line.id) for line in gone),
            *(line._prepare_command() for line in self.line_ids),
        ]


def _write_down(value):
    """Return a date or a text as a content has it."""
    return str(value) if value else None
