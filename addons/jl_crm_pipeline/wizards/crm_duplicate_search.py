from ast import literal_eval

from odoo import models

from ..models.access.res_partner_next_steps import REGISTER

# of the window, and where the registration has it
ENTRY = {"contact": "entry_contact_name", "mobile": "entry_contact_mobile"}


class CrmDuplicateSearch(models.TransientModel):
    """Whoever is not found is registered with what was typed (DUP-1, K3D-1)."""

    _name = "crm.duplicate.search"
    _inherit = "crm.duplicate.search"

    def _get_register_action(self):
        action = self.env["ir.actions.actions"]._for_xml_id(REGISTER)
        context = literal_eval(action.get("context") or "{}")
        return {**action, "context": {**context, **self._get_register_defaults()}}

    def _get_register_defaults(self):
        defaults = super()._get_register_defaults()
        for name, entry in ENTRY.items():
            defaults.pop(f"default_{name}", None)
            if self[name]:
                defaults[f"default_{entry}"] = self[name]
        return defaults
