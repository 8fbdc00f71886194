from odoo import api, models
from odoo.exceptions import UserError

NUMBERED, NUMBERS = "jl_crm_pipeline.contact_number", ("phone", "mobile")


class ResPartner(models.Model):
    """A contact of a customer can be called, where the settings say so (K3D-1)."""

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        # rows of a company are made without its user, where code stands between
        (partners | partners.child_ids)._ensure_contact_numbers()
        return partners

    def write(self, vals):
        known = self.child_ids if "child_ids" in vals else self.browse()
        result = super().write(vals)
        is_emptied = any(name in vals and not vals[name] for name in NUMBERS)
        if is_emptied or vals.get("parent_id"):
            self._ensure_contact_numbers()
        if "child_ids" in vals:
            (self.child_ids - known)._ensure_contact_numbers()
        return result

    def _ensure_contact_numbers(self):
        """Refuse people of customers who have neither mobile nor phone.

        Only people are refused; mails and Odoo's own flows go in.

        :raise UserError: names the contact
        """
        people = self.filtered(
            lambda one: (
                one.parent_id
                and one.type == "contact"
                and not one.is_company
                and not any(one[name] for name in NUMBERS)
            )
        )
        if not people or not self._asks_for_numbers():
            return
        for person in people:
            if person.commercial_partner_id.sudo().customer_status:
                raise UserError(
                    self.env._(
                        "%(contact)s has no number. Enter a mobile or a phone.",
                        contact=person.name,
                    )
                )

    @api.model
    def _asks_for_numbers(self):
        if not self._is_asked_for_data():
            return False
        return bool(self.env["ir.config_parameter"].sudo().get_param(NUMBERED))
