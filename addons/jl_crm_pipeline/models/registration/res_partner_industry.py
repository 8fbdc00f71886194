from odoo import api, fields, models

GENERIC = "base"


class ResPartnerIndustry(models.Model):
    """The industries of our trade stand in front of the general ones (K3D-1)."""

    _name = "res.partner.industry"
    _inherit = "res.partner.industry"
    _order = "sequence, name, id"

    sequence = fields.Integer(default=100)

    @api.model
    def _archive_generic(self):
        """Put Odoo's own industries away where no partner has any of them."""
        data = self.env["ir.model.data"].sudo()
        rows = data.search([("model", "=", self._name), ("module", "=", GENERIC)])
        generic = self.browse(rows.mapped("res_id")).exists()
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        if not partners.search_count([("industry_id", "in", generic.ids)], limit=1):
            generic.active = False
