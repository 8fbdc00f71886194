from odoo import api, models

from ...tools.grouping import keep_groupable

OPPORTUNITY_SEARCH = "crm.view_crm_case_opportunities_filter"
# by what people group opportunities
GROUPS = frozenset(
    {
        *("city", "close_reason", "country_id", "create_date", "date_closed"),
        *("date_deadline", "intent_class", "is_lost_to_nobody", "lost_competitor_id"),
        *("lost_reason_id", "main_product_id", "opportunity_state", "partner_id"),
        *("priority", "stage_id", "state_id", "tag_ids", "team_id", "user_id"),
    }
)


class CrmLead(models.Model):
    """Few fields are offered, and nothing is sent to Odoo's servers."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    @api.model
    def get_views(self, views, options=None):
        """Return views; opportunities are grouped by what tells something (ux.md 24).

        :param list views: pairs of id and type
        :param dict options: see Odoo
        :return: the views, the fields of their models, and the saved views
        :rtype: dict
        """
        result = super().get_views(views, options)
        keep_groupable(self.env, result, views, self._name, OPPORTUNITY_SEARCH, GROUPS)
        return result

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self.env["ir.ui.menu"]._shows_offers())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Leave out the buttons of what Odoo sells (ux.md 25)."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if not self.env["ir.ui.menu"]._shows_offers():
            offers = {*map(str, self.env["ir.actions.actions"]._find_offers())}
            for button in arch.xpath("//button[@type='action']"):
                if button.get("name") in offers:
                    button.getparent().remove(button)
        return arch, view

    def _iap_enrich_leads_cron(self, *args, **kwargs):
        # nothing goes to Odoo's servers that nobody has asked for
        if not self.env["ir.ui.menu"]._shows_offers():
            return None
        return super()._iap_enrich_leads_cron(*args, **kwargs)
