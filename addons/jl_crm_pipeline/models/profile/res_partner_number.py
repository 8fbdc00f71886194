from odoo import api, models


class ResPartner(models.Model):
    """Mobile and fax are written like the phone while one types (IMP-1)."""

    _name = "res.partner"
    _inherit = "res.partner"

    @api.onchange("mobile", "country_id", "company_id")
    def _onchange_mobile(self):
        self._write_number("mobile")

    @api.onchange("fax", "country_id", "company_id")
    def _onchange_fax(self):
        self._write_number("fax")

    def _write_number(self, name):
        if self[name]:
            number = self._phone_format(fname=name, force_format="INTERNATIONAL")
            self[name] = number or self[name]

    def _phone_get_country(self):
        # a contact that is just entered has the country of its company
        countries = super()._phone_get_country()
        for partner in self.filtered(lambda one: one.id not in countries):
            if country := partner.parent_id.sudo().country_id:
                countries[partner.id] = country
        return countries
