from odoo import api, models
from odoo.fields import Domain

from ...roles import SALESPERSON


class CrmFigure(models.Model):
    """Whose work figures count: one's offices' and that of the people below (RES-1)."""

    _name = "crm.figure"
    _inherit = "crm.figure"

    @api.model
    def _get_names(self):
        user = self.env.user
        return {
            **super()._get_names(),
            "people": lambda: sorted(user._get_led_ids()),
            "groups": lambda: user.sudo().all_group_ids.ids,
            "sellers": self._list_seller_ids,
            "offices": lambda: sorted(user._get_office_ids()),
        }

    @api.model
    def _list_seller_ids(self):
        # who sells is known to everybody
        users = self.env["res.users"].sudo()
        return users.search(users._get_seller_domain()).ids

    def _is_quiet_for_reader(self):
        return super()._is_quiet_for_reader() or self._is_of_sellers_alone()

    def _has_section(self):
        return super()._has_section() and not self._is_of_sellers_alone()

    def _is_of_sellers_alone(self):
        """Whether it counts what salespeople do, and its reader is none.

        A desk has it on its page nevertheless as soon as there is something of theirs.
        """
        if self.env.user._sells():
            return False
        # which group sees a figure is no secret
        return self.sudo().group_ids == self.env.ref(SALESPERSON)

    @api.model
    def _get_people(self):
        """Return the colleagues whom the reader leads, at any depth."""
        # whoever is led is seen, and so is the name
        users = self.env["res.users"].sudo()
        led = sorted(self.env.user._get_led_ids())
        return users.search_fetch(Domain("id", "in", led), ["partner_id"])
