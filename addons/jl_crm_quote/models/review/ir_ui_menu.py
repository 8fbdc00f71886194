from odoo import api, models

from odoo.addons.jl_crm_pipeline.roles import (
    GENERAL_AFFAIRS,
    INFORMATION_DEPT,
    LEGAL_DEPT,
    MANAGERS,
    OFFICE_CLERK,
)

REVIEWER_MENUS = (
    "jl_crm_quote.sale_order_menu_review",
    "jl_crm_quote.crm_review_stand_in_menu",
)
# what is no work of a desk, by its group
UNUSED = {
    OFFICE_CLERK: ("jl_crm_quote.sale_order_menu_my_execution",),
    GENERAL_AFFAIRS: ("jl_crm_quote.sale_order_menu_my_execution",),
    INFORMATION_DEPT: (
        "jl_crm_quote.quotation_menu_mine",
        "jl_crm_quote.sale_order_menu_my_execution",
        "jl_crm_quote.quotation_menu_product",
        "jl_crm_quote.crm_contract_menu_root",
    ),
    LEGAL_DEPT: (
        "jl_crm_quote.quotation_menu_mine",
        "jl_crm_quote.sale_order_menu_my_execution",
        "jl_crm_quote.quotation_menu_product",
        "jl_crm_quote.crm_contract_menu_paid",
        "jl_crm_quote.crm_contract_menu_unpaid",
        "jl_crm_quote.crm_contract_payment_menu",
    ),
}


class IrUiMenu(models.Model):
    """Who never reviews is not shown the lists of reviewers (ux.md 10)."""

    _name = "ir.ui.menu"
    _inherit = "ir.ui.menu"

    @api.model
    def _list_hidden(self):
        hidden = super()._list_hidden()
        if not self._is_reviewer(self.env.user):
            hidden += REVIEWER_MENUS
        return hidden

    @api.model
    def _get_unused(self):
        unused = super()._get_unused()
        return {desk: (*unused[desk], *names) for desk, names in UNUSED.items()}

    @api.model
    def _is_reviewer(self, user):
        """Whether a user may be asked for a review, by a level or as a stand-in.

        Every superior may: those below have reviewers who are away.
        """
        if user._get_led_ids() or any(map(user.has_group, MANAGERS)):
            return True
        levels = self.env["crm.review.level"].sudo().search([("active", "=", True)])
        if user in levels.user_ids or user.all_group_ids & levels.group_id:
            return True
        stand_ins = self.env["crm.review.stand.in"].sudo()
        return bool(stand_ins.search_count([("stand_in_id", "=", user.id)], limit=1))
