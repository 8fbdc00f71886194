from odoo import api, models

# what the menus of lists and forms offer and Odoo sells
OFFERS = (
    "crm_iap_enrich.action_enrich_mail",
    "crm_sms.crm_lead_act_window_sms_composer_multi",
    "crm_sms.crm_lead_act_window_sms_composer_single",
    "sms.res_partner_act_window_sms_composer_multi",
    "sms.res_partner_act_window_sms_composer_single",
)


class IrActionsActions(models.Model):
    _name = "ir.actions.actions"
    _inherit = "ir.actions.actions"

    @api.model
    def get_bindings(self, model_name):
        """Return what the menus of lists and forms offer, but what Odoo sells.

        :param str model_name: of the records
        :return: the actions, by kind
        :rtype: dict
        """
        bindings = super().get_bindings(model_name)
        if self.env["ir.ui.menu"]._shows_offers():
            return bindings
        offers = self._find_offers()
        return {
            kind: [one for one in actions if one["id"] not in offers]
            for kind, actions in bindings.items()
        }

    @api.model
    def _find_offers(self):
        """Return the ids of the actions that offer what Odoo sells.

        :rtype: set[int]
        """
        find = self.env["ir.model.data"]._xmlid_to_res_id
        found = {find(name, raise_if_not_found=False) for name in OFFERS}
        return found - {None, False}
