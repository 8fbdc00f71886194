import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_duplicate.tools.company_name import parse_company_name
from odoo.addons.jl_crm_duplicate.tools.text import has_ideograph

from ..tools.phone import AREA_CODE, FOREIGN, LANDLINE, MOBILE, find_fault

PHONE_FIELDS = ("phone", "mobile", "fax")
CHECK, DEFAULT_CHECK = "jl_crm_pipeline.phone_check", "refuse"
# what is no company has no legal form in its name either
INSTITUTION = re.compile(
    r"(?:大学|学院|学校|中学|小学|医院|银行|协会|商会|学会|委员会|委|局|厅|处|院|所|站|馆"
    r"|中心|政府|办公室|合作社|联社|工会|基金会|大队|支队|部队|机场|酒店|宾馆|饭店)$"
)


class CustomerPhoneMixin(models.AbstractModel):
    """Numbers of customers that can be dialled, names that are full (IMP-1).

    A part of res.partner.
    """

    _name = "customer.phone.mixin"
    _description = "Numbers and Names of a Customer"

    is_name_abbreviated = fields.Boolean(compute="_compute_is_name_abbreviated")

    @api.depends("name", "is_company", "customer_status")
    def _compute_is_name_abbreviated(self):
        for partner in self:
            name = (partner.name or "").strip()
            partner.is_name_abbreviated = (
                partner.is_company
                and has_ideograph(name)
                and not parse_company_name(name).is_full
                and not INSTITUTION.search(name)
            )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._ensure_numbers()
        return partners

    def write(self, vals):
        changed = [name for name in PHONE_FIELDS if vals.get(name)]
        if not changed:
            return super().write(vals)
        before = {partner: [partner[name] for name in changed] for partner in self}
        result = super().write(vals)
        self.filtered(
            lambda partner: before[partner] != [partner[name] for name in changed]
        )._ensure_numbers(changed)
        return result

    def _ensure_numbers(self, names=PHONE_FIELDS):
        """Refuse numbers of customers and of their contacts that can not be right.

        Only people are refused; what comes by mail or from a web form goes in.

        :raise UserError: names the field, the number and how it is written
        """
        if self.env.su or not self.env.user._is_internal() or not self._checks_phones():
            return
        for partner in self:
            customer = partner.commercial_partner_id.sudo()
            if not customer.customer_status:
                continue
            country = partner._get_number_country()
            for name in names:
                is_mobile = name == "mobile"
                if fault := find_fault(partner[name], country, is_mobile):
                    raise UserError(partner._describe_fault(name, *fault))

    def _get_number_country(self):
        """Return the code of the country whose rules hold; False where none is sure.

        A company in China has customers there, whoever forgets to say so.
        """
        own = self.country_id or self.commercial_partner_id.sudo().country_id
        home = self.env.company.country_id.code
        return own.code or (home == "CN" and home)

    @api.model
    def _checks_phones(self):
        parameters = self.env["ir.config_parameter"].sudo()
        return parameters.get_param(CHECK, DEFAULT_CHECK) == "refuse"

    def _describe_fault(self, name, number, fault):
        sentences = {
            MOBILE: self.env._(
                "A mobile number has 11 digits and begins with 13 to 19, "
                "like 138 0013 8000."
            ),
            AREA_CODE: self.env._(
                "The area code is missing: write it like 0760-8812 3456."
            ),
            LANDLINE: self.env._(
                "A landline is the area code and 7 or 8 digits, like 0760-8812 3456, "
                "a mobile number 11 digits."
            ),
            FOREIGN: self.env._(
                "It is too short or too long for its country. Write it with the "
                "prefix of the country, like +49 30 901820."
            ),
        }
        return self.env._(
            "%(name)s: %(field)s %(number)s cannot be right. %(why)s",
            name=self.display_name,
            field=self._fields[name]._description_string(self.env),
            number=number,
            why=sentences[fault],
        )
