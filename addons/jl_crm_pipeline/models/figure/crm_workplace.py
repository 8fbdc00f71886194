from odoo import api, models
from odoo.fields import Domain

CONTACT = "jl_crm_pipeline.crm_contact_record_action_new"
CUSTOMER = "jl_crm_pipeline.action_register_customer"
OPPORTUNITY = "jl_crm_pipeline.crm_lead_action_new"


class CrmWorkplace(models.AbstractModel):
    """What a salesperson does all day is one button away (CAR-3, K3D-1, TUR-5)."""

    _name = "crm.workplace"
    _inherit = "crm.workplace"

    @api.model
    def _list_buttons(self):
        if self.env.user._only_looks():
            return []
        contact = self.env._("Record a Contact")
        customer = self.env._("New Customer")
        opportunity = self.env._("New Opportunity")
        buttons = [
            self._make_button("contact", contact, "comment", CONTACT),
            self._make_button("customer", customer, "building", CUSTOMER),
            self._make_button("lead", opportunity, "star", OPPORTUNITY),
        ]
        return [*filter(None, buttons), *super()._list_buttons()]

    @api.model
    def _make_button(self, code, name, icon, action):
        """Return a button for who may do what its action is for, or nothing."""
        # everybody may know which model an action is for
        model = self.env.ref(action).sudo().res_model
        if not self.env[model].has_access("create"):
            return None
        return {"code": code, "name": name, "icon": f"fa-{icon}", "action": action}

    @api.model
    def _list_targets(self):
        """What the offices that somebody leads are to invoice in a month."""
        mine = Domain("user_id", "=", self.env.uid)
        # a team's figure is for its leader, who may not read its settings
        teams = self.env["crm.team"].sudo().search(mine)
        target = sum(teams.mapped("invoiced_target"))
        return {**super()._list_targets(), "office_invoiced": target}
