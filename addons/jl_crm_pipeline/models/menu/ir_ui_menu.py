from odoo import api, models

from ...roles import ADMINISTRATOR, SALES_MANAGER, SALESPERSON

SHOWS_OFFERS = "jl_crm_pipeline.show_odoo_offers"

# what we have under another name or in another place
DOUBLES = (
    "crm.crm_menu_sales",
    "crm.crm_menu_leads",
    "crm.crm_menu_forecast",
    "crm.crm_opportunity_report_menu",
    "crm.crm_opportunity_report_menu_lead",
    "crm.crm_activity_report_menu",
    "crm.crm_team_config",
    "crm.menu_crm_config_lead",
)
# whole applications of which a salesperson finds everything in ours
DOUBLE_APPS = ("contacts.menu_contacts", "sale.sale_menu_root")
# what Odoo sells
OFFERS = ("crm_iap_mine.crm_menu_lead_generation",)
SHOP = "base.menu_management"
SUBORDINATES = "jl_crm_pipeline.res_partner_menu_subordinate"


class IrUiMenu(models.Model):
    """One name for one thing, and nothing for which somebody has no use (ux.md 10)."""

    _name = "ir.ui.menu"
    _inherit = "ir.ui.menu"

    @api.model
    def _shows_offers(self):
        """Whether people see what Odoo sells: apps, leads, enrichment, credits."""
        return bool(self.env["ir.config_parameter"].sudo().get_param(SHOWS_OFFERS))

    def _load_menus_blacklist(self):
        return [*super()._load_menus_blacklist(), *self._find_hidden_menus()]

    @api.model
    def _find_hidden_menus(self):
        """Return the ids of the menus that the user is not shown.

        A folder of which nothing else is left goes along.

        :rtype: set
        """
        find = self.env["ir.model.data"]._xmlid_to_res_id
        hidden = {find(name, raise_if_not_found=False) for name in self._list_hidden()}
        shown = self.search([("id", "not in", hidden)])._filter_visible_menus()
        # a folder comes before its entries
        for menu in shown.sorted("parent_path", reverse=True):
            children = shown.filtered(lambda one, menu=menu: one.parent_id == menu)
            if not menu.action and not children.filtered(
                lambda one: one.id not in hidden
            ):
                hidden.add(menu.id)
        return hidden - {None, False}

    @api.model
    def _list_hidden(self):
        """Return the external ids of menus that the user has no use for.

        Hook: add-ons add theirs.

        :rtype: list
        """
        user = self.env.user
        hidden = list(DOUBLES)
        if not self._shows_offers():
            hidden += OFFERS
            if not user.has_group(ADMINISTRATOR):
                hidden.append(SHOP)
        if user.has_group(SALESPERSON) and not user.has_group(SALES_MANAGER):
            hidden += DOUBLE_APPS
        if not user._get_led_ids():
            hidden.append(SUBORDINATES)
        return hidden
