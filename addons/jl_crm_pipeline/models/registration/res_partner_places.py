from odoo import api, models

from odoo.addons.jl_crm_duplicate.tools.divisions import (
    find_province_of,
    list_cities,
    list_districts,
)

CHINA = "CN"


class ResPartner(models.Model):
    """The cities and districts of China are chosen from a table (K3D-1)."""

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    @api.readonly
    def suggest_places(self, state_id, city=""):
        """Return the places that an address may go on with (K3D-1).

        :param int state_id: the province, False where it is not known
        :param str city: empty: the cities are asked for, else its districts
        :return: list of names, in the order of the table
        :raise AccessError: the caller may not read partners
        """
        self.browse().check_access("read")
        province = self.env["res.country.state"].browse(state_id or ()).name or ""
        if city:
            return list_districts(province, str(city))
        return list_cities(province)

    @api.onchange("city")
    def _onchange_city(self):
        """Fill in the province of a city that there is once."""
        if self.state_id or not self.city:
            return
        if self.country_id.code not in (CHINA, False):
            return
        if province := find_province_of(self.city):
            self.state_id = self.env["res.country.state"].search(
                [("name", "=", province), ("country_id.code", "=", CHINA)], limit=1
            )

    @api.onchange("state_id")
    def _onchange_state_city(self):
        """Fill in the city where a province has but one: Beijing, Shanghai."""
        cities = list_cities(self.state_id.name or "") if self.state_id else []
        if len(cities) == 1 and not self.city:
            self.city = cities[0]
