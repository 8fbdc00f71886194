from odoo import api, models


class ResPartner(models.Model):
    """What is typed into a name is sent to nobody."""

    _name = "res.partner"
    _inherit = "res.partner"

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
