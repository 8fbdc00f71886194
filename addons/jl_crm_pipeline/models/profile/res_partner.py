import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_base.tools.permit import Permit
from odoo.addons.jl_crm_duplicate.tools.company_name import parse_company_name
from odoo.addons.jl_crm_duplicate.tools.text import has_ideograph

from ...roles import SALESPERSON
from ...tools.phone import AREA_CODE, FOREIGN, LANDLINE, MOBILE, find_fault

PLACES = ("state_id", "country_id")
PHONE_FIELDS = ("phone", "mobile", "fax")
# a flow of Odoo's makes the customer of what it knows
INCOMPLETE = Permit("jl_crm_pipeline_incomplete")
CHECK, DEFAULT_CHECK = "jl_crm_pipeline.phone_check", "refuse"
# what is no company has no legal form in its name either
INSTITUTION = re.compile(
    r"(?:大学|学院|学校|中学|小学|医院|银行|协会|商会|学会|委员会|委|局|厅|处|院|所|站|馆"
    r"|中心|政府|办公室|合作社|联社|工会|基金会|大队|支队|部队|机场|酒店|宾馆|饭店)$"
)


class ResPartner(models.Model):
    """What is kept of a customer, and what is required of one (K3D-1, CAR-1).

    A customer with a number that cannot be right, or without what is required, is
    refused before the search for duplicates.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    mobile = fields.Char(outside=True)
    fax = fields.Char(prefetch="customer_profile", outside=True)
    is_name_abbreviated = fields.Boolean(compute="_compute_is_name_abbreviated")
    customer_region_id = fields.Many2one(
        comodel_name="customer.region",
        string="Region",
        index="btree_not_null",
        help="Filled in from the province where it is empty.",
        prefetch="customer_profile",
    )
    cooperation_phase = fields.Selection(
        selection=[
            ("approach", "Approach"),
            ("cooperation", "Co-operation"),
            ("stable", "Stable"),
        ],
        string="Co-operation Phase",
        copy=False,
        prefetch="customer_profile",
    )
    need_ids = fields.Many2many(
        comodel_name="customer.need",
        relation="res_partner_customer_need_rel",
        column1="partner_id",
        column2="need_id",
        string="Needs",
    )
    purchase_role = fields.Selection(
        selection=[
            ("buyer", "Buyer"),
            ("decider", "Decision maker"),
            ("influencer", "Influencer"),
            ("user", "User"),
            ("gatekeeper", "Gatekeeper"),
        ],
        string="Role in the Purchase",
        help="What this person decides when the company buys.",
        prefetch="customer_profile",
    )
    relation_ids = fields.One2many(
        comodel_name="customer.relation",
        inverse_name="partner_id",
        string="Related Companies",
        copy=False,
        groups=SALESPERSON,
    )

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
        with self._refresh_at_end(), self._guard_duplicates() as scope:
            partners = super().create(vals_list)
            # the guard's own create is no longer the outermost
            scope.number(partners.ids)
            partners._fill_region()
            partners._ensure_numbers()
            partners._ensure_required()
            (partners | partners.parent_id)._refresh_completeness()
        return partners

    def write(self, vals):
        if vals.keys().isdisjoint(self._get_profile_triggers()):
            return super().write(vals)
        numbers, parents = self._list_numbers(vals), self.parent_id
        with self._guard_duplicates():
            result = super().write(vals)
            self._ensure_new_numbers(numbers)
            self._sync_profile(vals, parents)
        return result

    def _update_address(self, vals):
        result = super()._update_address(vals)
        # Odoo keeps the addresses of a company and its people alike past `write`
        address = {name: vals[name] for name in self._address_fields() if name in vals}
        self._sync_profile(address, self.browse())
        return result

    def unlink(self):
        parents = self.parent_id - self
        result = super().unlink()
        parents._refresh_completeness()
        return result

    @api.model
    def _get_profile_triggers(self):
        """Return the fields whose change is followed by a look at the profile."""
        return self._get_completeness_triggers().union(PHONE_FIELDS, PLACES)

    def _sync_profile(self, vals, parents):
        """Bring in line what depends on values that were written just now.

        :param dict vals: what was written
        :param parents: of whom these were contacts before
        """
        if any(vals.get(name) for name in PLACES):
            self._fill_region()
        if not vals.keys().isdisjoint(self._get_completeness_triggers()):
            self._ensure_required(vals)
            (self | parents | self.parent_id)._refresh_completeness()

    def _list_numbers(self, vals):
        """Return {field: {partner: number}} of the numbers that values replace."""
        changed = [name for name in PHONE_FIELDS if vals.get(name)]
        return {name: {one: one[name] for one in self} for name in changed}

    def _ensure_new_numbers(self, before):
        """Refuse numbers that have changed and cannot be right.

        :param dict before: see :meth:`_list_numbers`
        """
        if not before:
            return
        self.filtered(
            lambda one: any(known[one] != one[name] for name, known in before.items())
        )._ensure_numbers(list(before))

    def _ensure_numbers(self, names=PHONE_FIELDS):
        """Refuse numbers of customers and of their contacts that cannot be right.

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
            # who is being entered may have no name yet
            name=self.display_name or self.env._("New contact"),
            field=self._fields[name]._description_string(self.env),
            number=number,
            why=sentences[fault],
        )

    def _ensure_required(self, changed=None):
        """Refuse what the settings refuse (K3D-1).

        Only people are refused, not Odoo's own flows, mails and web forms; and
        a change only for what it empties: an old customer can be worked on.

        :param changed: the values of a change; none: the customer is new
        :raise UserError: names the customer and what to fill in
        """
        if not self._is_asked_for_data():
            return
        for partner in self.filtered("customer_status"):
            lacking = [
                partner._fields[name]._description_string(self.env)
                for _kind, name, is_refused in partner._get_requirements()
                if is_refused and not partner[name]
                if changed is None or name in changed
            ]
            if lacking:
                raise UserError(
                    self.env._(
                        "%(customer)s cannot be saved without: %(fields)s. Fill them "
                        "in and save again.",
                        customer=partner.display_name,
                        fields=", ".join(lacking),
                    )
                )

    @api.model
    def _is_asked_for_data(self):
        """Whether somebody is there who can fill in what is required."""
        is_flow = self.env.su or INCOMPLETE.holds(self.env)
        return not is_flow and self.env.user._is_internal()

    def _fill_region(self):
        """Give customers without a region that of their province or country."""
        waiting = self.filtered(
            lambda partner: (
                partner.customer_status
                and not partner.customer_region_id
                and (partner.state_id or partner.country_id)
            )
        )
        places = waiting.grouped(lambda one: (one.state_id, one.country_id))
        for (state, country), partners in places.items():
            regions = self.env["customer.region"].sudo()
            region = regions.search([("state_ids", "in", state.ids)], limit=1)
            region = region or regions.search(
                [("country_ids", "in", country.ids)], limit=1
            )
            if region:
                partners.customer_region_id = region
