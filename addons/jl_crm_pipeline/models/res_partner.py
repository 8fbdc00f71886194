import re

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.mail.tools.discuss import Store

from ..roles import SALESPERSON

# what decides whether a partner is a customer
CUSTOMER_TRIGGERS = {"is_company", "parent_id", "customer_rank", "supplier_rank"}


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = [
        "res.partner",
        "customer.registration.mixin",
        "customer.conversion.mixin",
        "customer.record.mixin",
        "customer.maturity.mixin",
        "customer.evidence.mixin",
        "customer.completeness.mixin",
        "customer.phone.mixin",
        "customer.profile.mixin",
        "customer.grade.mixin",
        "customer.access.mixin",
        "customer.page.mixin",
        "customer.sharing.mixin",
        "customer.trial.mixin",
        "customer.assignment.mixin",
        "customer.transfer.mixin",
        "customer.bin.mixin",
        "customer.log.mixin",
        "customer.search.mixin",
        "customer.privacy.mixin",
        "customer.opportunity.mixin",
        "customer.contact.mixin",
        "system.field.mixin",
    ]

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
    )
    registration_date = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
        prefetch="customer_profile",
        system=True,
    )
    registrar_id = fields.Many2one(
        comodel_name="res.users",
        string="Registered by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        prefetch="customer_profile",
        system=True,
    )
    conversion_date = fields.Datetime(
        string="Converted on",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    conversion_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Converted by",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    team_id = fields.Many2one(
        related="user_id.sale_team_id",
        string="Department",
        help="The sales team of the responsible person.",
    )
    last_contact_date = fields.Date(
        string="Last Contact",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    last_transaction_date = fields.Date(
        string="Last Transaction",
        readonly=True,
        copy=False,
        index="btree_not_null",
        system=True,
    )
    mobile = fields.Char()
    fax = fields.Char(prefetch="customer_profile")
    conversion_ids = fields.One2many(
        comodel_name="crm.customer.conversion",
        inverse_name="partner_id",
        string="Conversions",
        groups=SALESPERSON,
    )
    conversion_count = fields.Integer(
        compute="_compute_conversion_count",
        groups=SALESPERSON,
    )
    has_open_conversion = fields.Boolean(
        compute="_compute_has_open_conversion",
        compute_sudo=True,
    )

    _unique_customer_code = models.UniqueIndex(
        "(customer_code) WHERE customer_code IS NOT NULL",
        "This customer code is already taken.",
    )

    def init(self):
        result = super().init()
        self._prepare_search()
        return result

    @api.depends("customer_status")
    def _compute_is_transacting(self):
        for partner in self:
            partner.is_transacting = partner.customer_status == "transacting"

    def _search_is_transacting(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("customer_status", "=", "transacting")

    @api.depends("conversion_ids")
    def _compute_conversion_count(self):
        counts = dict(
            self.env["crm.customer.conversion"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.conversion_count = counts.get(partner, 0)

    @api.depends("conversion_ids.state")
    def _compute_has_open_conversion(self):
        opened = self._get_open_conversions().partner_id
        for partner in self:
            partner.has_open_conversion = partner._origin in opened

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._add_registration(self._clean_values(vals_list))
        vals_list = self._add_holder(vals_list)
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

    def _display_address(self, without_company=False):
        # China's format leaves a comma behind where no postcode follows the country
        address = super()._display_address(without_company)
        return re.sub(r",[ \t]*$", "", address, flags=re.MULTILINE)

    def _to_store(self, store, fields):
        # the chatter is sent authors and followers with all rights: it tells the mail
        # of those alone whom its reader sees (CAR-7)
        told = [
            Store.Attr("email", value=self._tell_mail)
            if getattr(field, "field_name", field) == "email"
            else field
            for field in fields
        ]
        store.add_records_fields(self, told)

    @staticmethod
    def _tell_mail(partner):
        return partner.sudo(flag=False).has_access("read") and partner.email

    def _get_merge_rank(self):
        return (self.is_transacting, *super()._get_merge_rank())

    def action_privacy_lookup(self):
        """Look a person up by contact and number: not all have a mail (GEN-3).

        :rtype: dict
        """
        action = super().action_privacy_lookup()
        known = {
            "default_partner_id": self.id,
            "default_phone": self.mobile or self.phone,
        }
        return {**action, "context": {**action["context"], **known}}
