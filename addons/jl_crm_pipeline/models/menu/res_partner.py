from odoo import api, models

from ...tools.grouping import keep_groupable

CUSTOMER_SEARCH = "jl_crm_pipeline.res_partner_view_search_customer"
# by what people group customers
GROUPS = frozenset(
    {
        *("city", "cooperation_phase", "country_id", "create_date"),
        *("customer_grade_id", "customer_region_id", "customer_status", "is_hot"),
        *("industry_id", "is_strategic", "last_contact_date"),
        *("last_transaction_date", "maturity", "registrar_id", "registration_date"),
        *("category_id", "state_id", "team_id", "user_id"),
    }
)


class ResPartner(models.Model):
    """What is typed into a name is sent to nobody, and few fields are offered."""

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    def get_views(self, views, options=None):
        """Return views; customers are grouped by what tells something (ux.md 24).

        :param list views: pairs of id and type
        :param dict options: see Odoo
        :return: the views, the fields of their models, and the saved views
        :rtype: dict
        """
        result = super().get_views(views, options)
        keep_groupable(self.env, result, views, self._name, CUSTOMER_SEARCH, GROUPS)
        return result

    @api.model
    def autocomplete_by_name(self, *args, **kwargs):
        """Propose no companies from Odoo's servers, unless its offers are shown.

        :return: the proposals
        :rtype: list
        """
        if not self.env["ir.ui.menu"]._shows_offers():
            return []
        return super().autocomplete_by_name(*args, **kwargs)

    @api.model
    def autocomplete_by_vat(self, *args, **kwargs):
        """Propose no companies by tax ID, unless Odoo's offers are shown.

        :return: the proposals
        :rtype: list
        """
        if not self.env["ir.ui.menu"]._shows_offers():
            return []
        return super().autocomplete_by_vat(*args, **kwargs)
