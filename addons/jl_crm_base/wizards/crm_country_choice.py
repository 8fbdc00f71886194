from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.res_partner import _tz_get

ENGLISH = "en_US"
RELOAD = {"type": "ir.actions.client", "tag": "reload"}


class CrmCountryChoice(models.TransientModel):
    """The question of a new base: where is the company?"""

    _name = "crm.country.choice"
    _description = "Country of the Company"

    name = fields.Char(
        string="Company",
        required=True,
        default=lambda self: self.env.company.name,
    )
    country_id = fields.Many2one(
        comodel_name="res.country",
        required=True,
        default=lambda self: self._guess_country(),
    )
    language = fields.Selection(
        selection="_list_languages",
        required=True,
        compute="_compute_proposal",
        store=True,
        readonly=False,
    )
    tz = fields.Selection(
        selection=_tz_get,
        string="Time Zone",
        compute="_compute_proposal",
        store=True,
        readonly=False,
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency",
        required=True,
        compute="_compute_proposal",
        store=True,
        readonly=False,
        context={"active_test": False},
    )

    @api.model
    def _guess_country(self):
        """Return that of the user's language; English says nothing of it."""
        language = self.env.user.lang or ENGLISH
        code = language != ENGLISH and language.partition("_")[2]
        country = self.env["res.country"].search([("code", "=", code)])
        return country or self.env.company.country_id or self.env.ref("base.us")

    @api.model
    def _list_languages(self):
        """Return all languages that Odoo knows, those that are installed first."""
        languages = self.env["res.lang"].with_context(active_test=False)
        return [
            (language.code, language.name)
            for language in languages.search([], order="active DESC, name")
        ]

    @api.depends("country_id")
    def _compute_proposal(self):
        """Propose what follows from the country."""
        companies = self.env["res.company"]
        for choice in self:
            country = choice.country_id
            choice.language = companies._get_language_of(country)
            choice.tz = companies._get_zone_of_country(country)
            choice.currency_id = country.currency_id

    def action_set_up(self):
        """Make the company one of the country.

        :return: the action that shows the client all of it anew
        :raise UserError: somebody has set the company up meanwhile
        """
        self.ensure_one()
        company = self._ensure_asked()
        company.name = self.name
        company._take_country(self.country_id, self.language, self.tz, self.currency_id)
        return RELOAD

    def action_leave(self):
        """Leave everything as it is, and never ask again."""
        self._ensure_asked()._forget_country_question()
        return RELOAD

    @api.model
    def _ensure_asked(self):
        self.check_access("create")
        company = self.env.company
        if not company._asks_for_country():
            raise UserError(
                self.env._("The company has been set up already and stays as it is.")
            )
        return company
