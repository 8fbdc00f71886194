from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

OWN_NAMES = {"zh_CN": "简体中文", "zh_TW": "繁體中文"}
ASKED = "jl_crm_base.country_asked"
# what Odoo calls a company that nobody has named
UNNAMED = "My Company"
# what somebody who sets a company up fills in
ADDRESS = ("street", "city", "zip", "phone", "email", "vat", "company_registry")
# of the languages that the add-ons speak; English elsewhere
LANGUAGES = {"CN": "zh_CN", "TW": "zh_TW", "HK": "zh_TW", "MO": "zh_TW"}


class ResCompany(models.Model):
    """Language, currency and time zone of a new base follow from its country."""

    _name = "res.company"
    _inherit = "res.company"

    def _asks_for_country(self):
        """Whether an administrator is to be asked where the company is.

        :rtype: bool
        """
        self.ensure_one()
        settings = self.env["ir.config_parameter"].sudo()
        if settings.get_param(ASKED):
            return False
        company = self.sudo()
        is_new = not company.country_id or company._is_untouched()
        return is_new and not company._has_entries()

    def _is_untouched(self):
        """Whether the company is as the installation left it."""
        is_named = self.name != UNNAMED or any(self[name] for name in ADDRESS)
        return not is_named and self._list_companies() == (self.id,)

    def _has_entries(self):
        """Whether there are amounts in its currency that have to stay; a hook."""
        return False

    @api.model
    def _forget_country_question(self):
        """Never ask again, in no company."""
        self.env["ir.config_parameter"].sudo().set_param(ASKED, "True")

    @api.model
    def _set_up_country(self, code):
        """Make a new base one of a country; for whoever installs it.

        A base that is one of the country already stays as it is.

        :param str code: of two letters, as "CN"
        :raise UserError: no country has the code, or the base has been used
        """
        country = self.env["res.country"].search([("code", "=", code.upper())])
        if not country:
            raise UserError(self.env._("No country has the code %(code)s.", code=code))
        before = self.env.company.currency_id
        if (self.env.company.country_id, before) != (country, country.currency_id):
            self.env.company._take_country(country)._put_away(before)

    def _take_country(self, country, language="", zone="", currency=None):
        """Give the company its country, and all that follows from it.

        The modules of a country are installed with it: other records than those of
        the returned company belong to the registry before.

        :param country: res.country
        :param str language: code; that of the country where it is not given
        :param str zone: name; that of the capital where it is not given
        :param currency: res.currency; that of the country where it is not given
        :return: the company
        :raise UserError: there are entries already, in the currency of before
        """
        self.ensure_one()
        if self._has_entries():
            raise UserError(
                self.env._("The company has accounting entries: its country stays.")
            )
        self._forget_country_question()
        self._speak(language or self._get_language_of(country))
        currency = currency or country.currency_id
        vals = {"currency_id": currency.id} if currency else {}
        self.write({**vals, "country_id": country.id})
        company = self.env["res.company"].browse(self.id)
        company._live_in(zone or company._get_zone_of_country())
        return company

    def _put_away(self, currency):
        """Leave one currency, so that no form asks for it; others can be activated."""
        companies = self.env["res.company"].sudo()
        if not companies.search_count([("currency_id", "=", currency.id)], limit=1):
            currency.with_env(companies.env).active = False

    @api.model
    def _get_language_of(self, country):
        """Return the code of the language: ours, or one that is installed.

        :rtype: str
        """
        if code := LANGUAGES.get(country.code):
            return code
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        spoken = [code for code in installed if code.endswith(f"_{country.code}")]
        return (spoken or ["en_US"])[0]

    def _speak(self, language):
        """Give company and users the language; those who have chosen keep theirs."""
        languages = self.env["res.lang"].sudo()
        if language not in dict(languages.get_installed()):
            languages._activate_lang(language)
            modules = self.env["ir.module.module"].sudo()
            installed = modules.search([("state", "=", "installed")])
            installed._update_translations(language)
        self._call_by_own_name(languages)
        defaults = self.env["ir.default"].sudo()
        before = defaults._get("res.partner", "lang") or "en_US"
        defaults.set("res.partner", "lang", language)
        mine = self.sudo().partner_id | self._find_people().partner_id
        mine.filtered(lambda one: one.lang in (False, before)).lang = language

    @api.model
    def _call_by_own_name(self, languages):
        """Call Chinese as its readers do, and begin their week on Monday."""
        known = languages.with_context(active_test=False)
        for language in known.search([("code", "in", list(OWN_NAMES))]):
            language.write({"name": OWN_NAMES[language.code], "week_start": "1"})

    def _live_in(self, zone):
        """Give company and users the time zone; those who have chosen keep theirs."""
        if not zone:
            return
        self.tz = zone
        self.env["ir.default"].sudo().set("res.partner", "tz", zone, company_id=self.id)
        people = self._find_people().partner_id
        people.filtered(lambda one: not one.tz).tz = zone

    def _find_people(self):
        """Return the users of the company, OdooBot and those who are archived too."""
        users = self.env["res.users"].sudo().with_context(active_test=False)
        return users.search(Domain("company_id", "=", self.id))
