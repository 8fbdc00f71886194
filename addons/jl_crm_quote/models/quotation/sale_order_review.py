from odoo import api, fields, models

SCOPE, DEFAULT_SCOPE = "jl_crm_quote.review_scope", "all"


class SaleOrder(models.Model):
    """The review that a quotation passes before the customer gets it (K3Q-4)."""

    _name = "sale.order"
    # the review stands in front of what Odoo does
    _inherit = ["crm.review.mixin", "sealed.content.mixin", "sale.order"]

    _review_report = "sale.action_report_saleorder"
    _review_terms = ("partner_id", "currency_id", "pricelist_id", "payment_term_id")

    # who is asked depends on them: nobody writes others over them
    amount_untaxed = fields.Monetary(system=True)
    amount_tax = fields.Monetary(system=True)
    amount_total = fields.Monetary(system=True)

    @api.depends(
        "review_state",
        "state",
        "is_quote_item_offer",
        "amount_untaxed",
        "order_line.discount",
        "order_line.price_unit",
        "order_line.product_id.is_quote_item",
        "company_id",
    )
    def _compute_is_review_required(self):
        return super()._compute_is_review_required()

    @api.model
    def _get_review_scope(self):
        get_param = self.env["ir.config_parameter"].sudo().get_param
        return get_param(SCOPE) or DEFAULT_SCOPE

    def _review_team(self):
        """Return the office of the quotation, if its salesperson works for it.

        Nobody chooses a reviewer by naming an office that is not theirs.
        """
        team, owner = self.sudo().team_id, self._review_owner().sudo()
        is_own = owner in team.member_ids | team.user_id
        return team if is_own else super()._review_team()

    def _get_review_lines(self):
        """Return what is offered; what invoicing adds by itself is no offer."""
        return self.order_line.filtered(lambda line: not line._is_added_by_invoicing())

    def _get_order_lines_to_report(self):
        # what invoicing adds follows what was approved, whatever its number says
        return super()._get_order_lines_to_report().sorted("is_of_invoicing")

    def _is_review_required(self):
        """Whether it may not leave unreviewed.

        A confirmed order is only asked about again if it is another one than what was
        confirmed, or approved since; whatever step its review has taken.
        """
        if self.state == "sale" and self._is_as_confirmed():
            return False
        return bool(self._get_levels())

    def _get_levels(self):
        scope = self._get_review_scope()
        if scope == "off" or (scope == "custom" and not self._is_custom_work()):
            return self.env["crm.review.level"]
        return super()._get_levels()

    def _is_custom_work(self):
        """Whether it is one, even if somebody removes the mark before it is sent."""
        return bool(
            self.is_quote_item_offer
            or self.order_line.product_id.filtered("is_quote_item")
        )

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if self.state == "cancel":
            blockers.append(self.env._("It is cancelled: set it to quotation first."))
        if not self._get_review_lines().filtered(lambda line: not line.display_type):
            blockers.append(self.env._("Add what is offered: there are no lines."))
        return blockers

    def _get_withdraw_blockers(self):
        blockers = super()._get_withdraw_blockers()
        if self.state == "sent":
            blockers.append(
                self.env._("It has been sent to the customer: cancel it instead.")
            )
        elif self.state == "sale":
            blockers.append(self.env._("The order is confirmed: cancel it instead."))
        return blockers
