from odoo import api, models

from ...roles import (
    GENERAL_AFFAIRS,
    INFORMATION_DEPT,
    LEGAL_DEPT,
    LOOKERS,
    OFFICE_CLERK,
)

# what is no work of a desk, by its group
UNUSED = {
    OFFICE_CLERK: (
        "jl_crm_pipeline.crm_selling_expense_menu",
        "jl_crm_pipeline.opportunity_report_menu_forecast",
        "jl_crm_pipeline.opportunity_report_menu_expense",
        "jl_crm_pipeline.crm_stage_waiver_menu",
    ),
    GENERAL_AFFAIRS: ("jl_crm_pipeline.opportunity_report_menu_forecast",),
    INFORMATION_DEPT: (
        "jl_crm_pipeline.customer_menu",
        "jl_crm_pipeline.opportunity_menu",
        "jl_crm_pipeline.opportunity_report_menu_forecast",
        "jl_crm_pipeline.opportunity_report_menu_competitor",
        "jl_crm_pipeline.opportunity_report_menu_expense",
        "jl_crm_pipeline.res_partner_menu_analysis",
        "jl_crm_pipeline.customer_report_menu_conversion",
        "jl_crm_pipeline.activity_report_menu",
    ),
    LEGAL_DEPT: (
        "jl_crm_pipeline.customer_menu",
        "jl_crm_pipeline.opportunity_menu",
        "crm.crm_menu_report",
    ),
}


class IrUiMenu(models.Model):
    """A desk has the menus of its own work, not those of who sells (ux.md 10)."""

    _name = "ir.ui.menu"
    _inherit = "ir.ui.menu"

    @api.model
    def _list_hidden(self):
        hidden = super()._list_hidden()
        if self.env.user._sells():
            return hidden
        return [*hidden, *self._list_unused()]

    @api.model
    def _list_unused(self):
        """Return the external ids of menus of which no desk of the user has a use.

        :rtype: set
        """
        user = self.env.user
        # who belongs to an office works with what its people have
        everywhere = LOOKERS if user._get_office_ids() else ()
        desks = [
            set() if desk in everywhere else set(names)
            for desk, names in self._get_unused().items()
            if user.has_group(desk)
        ]
        return set.intersection(*desks) if desks else set()

    @api.model
    def _get_unused(self):
        """Return {group of a desk: menus that are no work of it}.

        Hook: add-ons add theirs.

        :rtype: dict
        """
        return UNUSED
