from ast import literal_eval

from odoo import api, models

from odoo.addons.jl_crm_duplicate.tools.phone import find_phones, is_mobile

from ...tools.search_text import read_digits

# opens the form of a new customer, where an add-on or a later version has one
REGISTER = "jl_crm_pipeline.action_register_customer"


class ResPartner(models.Model):
    """What one does next who has searched for a customer and found none (DUP-1)."""

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    @api.readonly
    def get_steps_after_search(self, text):
        """Return what to do with a text that found nothing, filled in (DUP-1, K3D-1).

        :param str text: as it was typed
        :return: dict of the actions ``analysis`` and ``register``; False where the user
            may not
        :rtype: dict
        """
        defaults = self._read_typed(str(text or "").strip())
        steps = {"analysis": False, "register": False}
        if self.env["crm.duplicate.search"].has_access("create"):
            steps["analysis"] = self._open_with(
                "jl_crm_duplicate.crm_duplicate_search_action", defaults
            )
        if self.has_access("create"):
            steps["register"] = self._open_registration(defaults)
        return steps

    @api.model
    def _read_typed(self, text):
        """Return {field: text}: a number is no name, nor is a mail."""
        if read_digits(text):
            found = find_phones(text)
            name = "mobile" if found and is_mobile(found[0]) else "phone"
        else:
            name = "email" if "@" in text else "name"
        return {name: text}

    @api.model
    def _open_registration(self, defaults):
        if self.env.ref(REGISTER, raise_if_not_found=False):
            return self._open_with(REGISTER, defaults)
        action = self._open_with(
            "jl_crm_pipeline.res_partner_action_potential", defaults
        )
        return {**action, "views": [(False, "form")], "view_mode": "form"}

    @api.model
    def _open_with(self, xml_id, defaults):
        action = self.env["ir.actions.actions"]._for_xml_id(xml_id)
        context = literal_eval(action.get("context") or "{}")
        filled = {f"default_{name}": value for name, value in defaults.items()}
        return {**action, "context": {**context, **filled}}
