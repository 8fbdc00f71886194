from datetime import timedelta

from odoo import models
from odoo.fields import Domain

GRANTS = "crm.customer.grant"


class ResPartner(models.Model):
    """With whom a customer is shared when it is given to somebody else (K3D-3)."""

    _name = "res.partner"
    _inherit = "res.partner"

    def _find_grants_given(self):
        """Return the grants that hold and that somebody has given on the customers."""
        grants = self.env[GRANTS]
        given = Domain("partner_id", "in", self.ids) & Domain("is_derived", "=", False)
        return grants.search(given & ~grants._get_over_domain())

    def _end_grants(self):
        """Share the customers with nobody from today on."""
        yesterday = self.env.company._to_day() - timedelta(days=1)
        self._find_grants_given().write({"date_until": yesterday})
