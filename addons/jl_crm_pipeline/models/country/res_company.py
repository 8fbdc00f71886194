from odoo import models

# where Odoo has no chart of the country, its tax is taken over into the general one
GENERIC = "generic_coa"
RATES = {"CN": 13.0}


class ResCompany(models.Model):
    """Chart of accounts and taxes of a new base follow from its country."""

    _name = "res.company"
    _inherit = "res.company"

    def _has_entries(self):
        orders = self.env["sale.order"].sudo()
        return bool(
            super()._has_entries()
            or self._existing_accounting()
            or orders.search_count([("company_id", "=", self.id)], limit=1)
        )

    def _take_country(self, country, language="", zone="", currency=None):
        company = super()._take_country(country, language, zone, currency)
        chosen = company.currency_id
        charts = company.env["account.chart.template"]
        chart = charts._guess_chart_template(company.country_id)
        if chart != company.chart_template:
            charts.try_loading(chart, company)
            company = self.env["res.company"].browse(self.id)
        company.currency_id = chosen.id
        if chart == GENERIC:
            company._adapt_taxes()
        return company

    def _adapt_taxes(self):
        """Bring the general taxes to the country, which has no chart of its own."""
        company = self.sudo()
        taxes = company.account_sale_tax_id | company.account_purchase_tax_id
        country = company.country_id
        if rate := RATES.get(country.code):
            taxes.write({"amount": rate, "name": f"{rate:g}%", "description": False})
