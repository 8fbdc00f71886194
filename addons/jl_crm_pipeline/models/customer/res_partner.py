import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.day_filter import day_filter, find_month

from .ir_sequence import CUSTOMER_CODE

# what decides whether a partner is a customer
CUSTOMER_TRIGGERS = {"is_company", "parent_id", "customer_rank", "supplier_rank"}


class ResPartner(models.Model):
    """Who is a customer, since when, and under which code.

    The system decides by itself which partners are customers, gives them code, date
    and registrar (K3D-1), and makes them potential (K3C-1).
    """

    _name = "res.partner"
    _inherit = ["res.partner", "system.field.mixin"]

    _rec_names_search = [
        "complete_name",
        "email",
        "ref",
        "vat",
        "company_registry",
        "customer_code",
    ]

    customer_status = fields.Selection(
        selection=[("potential", "Potential"), ("transacting", "Transacting")],
        readonly=True,
        copy=False,
        index="btree_not_null",
        tracking=True,
        help="Empty: not a customer. A new customer is potential; "
        "General Affairs makes it transacting.",
        system=True,
    )
    is_transacting = fields.Boolean(
        string="Transacting Customer",
        compute="_compute_is_transacting",
        search="_search_is_transacting",
        system=True,
    )
    customer_code = fields.Char(
        readonly=True,
        copy=False,
        help="Given by the system when the customer is registered, never changed.",
        system=True,
        outside=True,
    )
    registration_date = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
        prefetch="customer_profile",
        system=True,
    )
    is_new_this_month = day_filter(("registration_date", ">=", find_month))
    registrar_id = fields.Many2one(
        comodel_name="res.users",
        string="Registered by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        prefetch="customer_profile",
        system=True,
    )

    registrar_code = fields.Char(
        string="Code of Registrar",
        readonly=True,
        copy=False,
        index="btree_not_null",
        prefetch="customer_profile",
        help="The code that whoever registered the customer had on that day.",
        system=True,
    )

    _unique_customer_code = models.UniqueIndex(
        "(customer_code) WHERE customer_code IS NOT NULL",
        "This customer code is already taken.",
    )

    @api.depends("customer_status")
    def _compute_is_transacting(self):
        for partner in self:
            partner.is_transacting = partner.customer_status == "transacting"

    def _search_is_transacting(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("customer_status", "=", "transacting")

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._add_registration(self._clean_values(vals_list))
        vals_list = self._add_finder(vals_list)
        partners = super(ResPartner, self._strip_defaults()).create(vals_list)
        partners = partners.with_env(self.env)
        partners._register_customers()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if not CUSTOMER_TRIGGERS.isdisjoint(vals):
            self._ensure_still_customers()
            self._register_customers()
        return result

    @api.model
    def _add_registration(self, vals_list):
        """Return the values with the registration of those that surely are customers.

        Most new customers are seen at once, so that they cost no second write.
        """
        sure = [self._is_surely_customer(vals) for vals in vals_list]
        codes = iter(self._draw_codes(sum(sure)))
        return [
            {
                **vals,
                # a blank cell of an import is no answer
                "maturity": vals.get("maturity") or "d",
                **self._prepare_registration(next(codes)),
            }
            if is_sure
            else vals
            for vals, is_sure in zip(vals_list, sure, strict=True)
        ]

    @api.model
    def _is_surely_customer(self, vals):
        context = self.env.context
        is_company = vals.get("is_company", context.get("default_is_company"))
        company_type = vals.get("company_type", context.get("default_company_type"))
        is_vendor = (
            context.get("res_partner_search_mode") == "supplier"
            or vals.get("supplier_rank")
            or context.get("default_supplier_rank")
        )
        return bool(is_company or company_type == "company") and not is_vendor

    @api.model
    def _add_finder(self, vals_list):
        """Make those who find a customer themselves responsible for it (POOL-6).

        A form that was filled in sends an empty responsible person.
        """
        if self.env.su or not self.env.user._is_plain_salesperson():
            return vals_list
        finder = self.env.context.get("default_user_id") or self.env.uid
        return [
            {**vals, "user_id": finder}
            if self._is_own_find(vals) and not vals.get("user_id")
            else vals
            for vals in vals_list
        ]

    @api.model
    def _is_own_find(self, vals):
        """Whether somebody is entered as a customer, in a list of customers too."""
        context = self.env.context
        is_listed = context.get("res_partner_search_mode") == "customer"
        is_person = not vals.get("parent_id", context.get("default_parent_id"))
        return self._is_surely_customer(vals) or (
            is_person and bool(vals.get("customer_rank") or is_listed)
        )

    def _prepare_registration(self, code):
        """Return the values that make a potential customer (K3C-1, K3D-1)."""
        return {
            "customer_status": "potential",
            "customer_code": code,
            "registration_date": self.env.company._to_day(),
            "registrar_id": self.env.uid,
            "registrar_code": self.env.user.salesperson_code,
        }

    @api.model
    def _draw_codes(self, count):
        """Return ``count`` fresh customer codes of this month (IMP-1).

        :raise UserError: the sequence is missing
        """
        codes = self.env["ir.sequence"]._next_numbers(CUSTOMER_CODE, count)
        if all(codes):
            return codes
        raise UserError(
            self.env._(
                "Customers get no code: the sequence “Customer Code” is missing. "
                "An administrator restores it under Settings, Technical, Sequences."
            )
        )

    def _register_customers(self):
        """Register those among the partners that are customers and were not yet."""
        fresh = self.filtered(lambda partner: not partner.customer_status)
        fresh.filtered(lambda partner: partner._is_customer())._make_customers()

    def _make_customers(self):
        """Make the partners customers; those that are stay what they are."""
        fresh = self.filtered(lambda partner: not partner.customer_status)
        coded = fresh.filtered("customer_code")
        coded._write_system({"customer_status": "potential"})
        coded.filtered(lambda partner: not partner.maturity).maturity = "d"
        codes = self._draw_codes(len(fresh - coded))
        for partner, code in zip(fresh - coded, codes, strict=True):
            partner._write_system(
                {
                    "maturity": partner.maturity or "d",
                    **partner._prepare_registration(code),
                }
            )

    def _unmake_customers(self):
        """Take partners out that turned out to be no customers, own companies say."""
        self.filtered("customer_status")._write_system(
            {
                "customer_status": False,
                "customer_code": False,
                "registration_date": False,
                "registrar_id": False,
                "registrar_code": False,
                "maturity": False,
            }
        )

    def _is_customer(self):
        """Whether we sell to this partner: it is a company, or a person who buys."""
        self.ensure_one()
        buys = self.customer_rank > 0
        return (
            self == self.commercial_partner_id
            and (buys or (self.is_company and not self.supplier_rank))
            and not self._is_own()
        )

    def _is_own(self):
        """Whether this is one of the own companies or one of their people."""
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        users = self.sudo().with_context(active_test=False).user_ids
        return bool(
            users.filtered(lambda user: not user.share)
            or companies.search_count([("partner_id", "=", self.id)], limit=1)
        )

    def _ensure_still_customers(self):
        """A contact of somebody else is no customer; a transacting one stays itself."""
        lost = self.filtered(
            lambda partner: (
                partner.customer_status and partner != partner.commercial_partner_id
            )
        )
        if transacting := lost.filtered("is_transacting"):
            raise UserError(
                self.env._(
                    "%(customer)s is a transacting customer and cannot become a "
                    "contact of another one. Withdraw its conversion first.",
                    customer=transacting[0].display_name,
                )
            )
        lost._write_system({"customer_status": False})

    def _get_duplicate_status(self):
        """Return what a reader is told of the state of a hit (DUP-2)."""
        status = super()._get_duplicate_status()
        if not (self.customer_status and self.active) or self.is_in_duplicate_pool:
            return status
        labels = dict(self._fields["customer_status"]._description_selection(self.env))
        return labels[self.customer_status]

    def _get_merge_rank(self):
        return (self.is_transacting, *super()._get_merge_rank())

    def _display_address(self, without_company=False):
        # China's format leaves a comma behind where no postcode follows the country
        address = super()._display_address(without_company)
        return re.sub(r",[ \t]*$", "", address, flags=re.MULTILINE)

    def _get_one_line_address(self):
        return " ".join((self._display_address(without_company=True) or "").split())
