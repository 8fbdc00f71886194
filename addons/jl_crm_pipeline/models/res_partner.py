from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

# what decides whether a partner is a customer
CUSTOMER_TRIGGERS = {"is_company", "parent_id", "customer_rank", "supplier_rank"}


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = [
        "res.partner",
        "customer.registration.mixin",
        "system.field.mixin",
    ]

    _system_fields = frozenset(
        {
            "customer_status",
            "is_transacting",
            "customer_code",
            "registration_date",
            "registrar_id",
            "conversion_date",
            "conversion_user_id",
            "last_contact_date",
            "last_transaction_date",
        }
    )

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
    )
    is_transacting = fields.Boolean(
        string="Transacting Customer",
        compute="_compute_is_transacting",
        search="_search_is_transacting",
    )
    customer_code = fields.Char(
        readonly=True,
        copy=False,
        index="trigram",
        help="Given by the system when the customer is registered, never changed.",
    )
    registration_date = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    registrar_id = fields.Many2one(
        comodel_name="res.users",
        string="Registered by",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    conversion_date = fields.Datetime(
        string="Converted on",
        readonly=True,
        copy=False,
    )
    conversion_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Converted by",
        readonly=True,
        copy=False,
    )
    last_contact_date = fields.Date(
        string="Last Contact",
        readonly=True,
        copy=False,
    )
    last_transaction_date = fields.Date(
        string="Last Transaction",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    mobile = fields.Char()
    fax = fields.Char()
    conversion_ids = fields.One2many(
        comodel_name="crm.customer.conversion",
        inverse_name="partner_id",
        string="Conversions",
        groups="sales_team.group_sale_salesman",
    )
    conversion_count = fields.Integer(
        compute="_compute_conversion_count",
        groups="sales_team.group_sale_salesman",
    )
    has_open_conversion = fields.Boolean(
        compute="_compute_has_open_conversion",
        compute_sudo=True,
    )

    _unique_customer_code = models.UniqueIndex(
        "(customer_code) WHERE customer_code IS NOT NULL",
        "This customer code is taken already.",
    )

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

    def _find_same_customers(self):
        """Return {customer: others with the same name, tax ID or phone number}."""
        self.flush_model(["name", "vat", "phone_sanitized", "commercial_partner_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, array_agg(DISTINCT d.commercial_partner_id)
                  FROM res_partner p
                  JOIN LATERAL (
                        SELECT id, commercial_partner_id
                          FROM res_partner
                         WHERE name = p.name AND is_company
                         UNION
                        SELECT id, commercial_partner_id
                          FROM res_partner WHERE vat = p.vat
                         UNION
                        SELECT id, commercial_partner_id
                          FROM res_partner WHERE phone_sanitized = p.phone_sanitized
                       ) d ON d.commercial_partner_id != p.commercial_partner_id
                 WHERE p.id = ANY(%(ids)s)
                 GROUP BY p.id
                """,
                ids=self.ids,
            )
        )
        return {self.browse(one): self.browse(others) for one, others in rows}

    @api.model
    def _get_completeness_fields(self):
        """Return the fields that a complete customer has filled (K3D-1)."""
        return [
            "phone",
            "country_id",
            "state_id",
            "city",
            "street",
            "industry_id",
            "user_id",
            "vat",
        ]

    def _get_missing_data(self):
        """Return {customer: labels of what a complete record would still need}."""
        names = self._get_completeness_fields()
        labels = {
            name: self._fields[name]._description_string(self.env) for name in names
        }
        missing = {}
        for partner in self:
            missing[partner] = [labels[name] for name in names if not partner[name]]
            if not partner.child_ids.filtered(lambda child: child.type == "contact"):
                missing[partner].append(self.env._("Contact person"))
        return missing

    def action_request_conversion(self):
        """Open the request to General Affairs, filled in beforehand (K3C-2)."""
        self.ensure_one()
        customer = self.commercial_partner_id
        customer._ensure_convertible()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask General Affairs for the Conversion"),
            "res_model": "crm.customer.conversion",
            "view_mode": "form",
            "views": [
                (
                    self.env.ref(
                        "jl_crm_pipeline.crm_customer_conversion_view_form_request"
                    ).id,
                    "form",
                )
            ],
            "target": "new",
            "context": {"default_partner_id": customer.id},
        }

    def action_convert(self):
        """Make potential customers transacting, all of them or none (K3C-4).

        :raise AccessError: the caller does not belong to General Affairs
        :raise UserError: one of them is no potential customer
        """
        conversions = self.env["crm.customer.conversion"]
        conversions._ensure_general_affairs()
        return conversions._get_or_open_for(self).action_approve()

    def action_withdraw_conversion(self):
        """Open the dialogue that takes a conversion back, with its reason (K3C-5)."""
        self.ensure_one()
        return self._get_current_conversion().action_open_withdraw()

    def action_view_conversions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_customer_conversion_action_all"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.id)],
            "context": {"create": False},
        }

    def action_convert_many(self):
        """Open the dialogue that converts many at once, each for itself (K3C-6)."""
        return self.env["crm.customer.conversion.batch"]._open_for(self)

    def _get_open_conversions(self):
        return self.env["crm.customer.conversion"].search(
            [("partner_id", "in", self.ids), ("state", "=", "requested")]
        )

    def _get_current_conversion(self):
        return self.env["crm.customer.conversion"].search(
            [("partner_id", "=", self.id), ("state", "=", "approved")],
            limit=1,
        )

    def _ensure_convertible(self):
        """:raise UserError: names the first that is no active potential customer"""
        for partner in self:
            if blockers := partner._get_conversion_blockers():
                raise UserError("\n".join(blockers))

    def _get_conversion_blockers(self):
        """Return the sentences that say why this partner can not be converted."""
        self.ensure_one()
        name = self.display_name
        if self.customer_status == "transacting":
            return [
                self.env._("%(name)s is a transacting customer already.", name=name)
            ]
        if not self.customer_status:
            return [
                self.env._(
                    "%(name)s is no customer: a contact, a vendor or one of us. "
                    "Choose the company it belongs to.",
                    name=name,
                )
            ]
        if not self.active:
            return [
                self.env._(
                    "%(name)s is archived. Take it out of there first.", name=name
                )
            ]
        return []

    def _set_transacting(self, when):
        self._write_system(
            {
                "customer_status": "transacting",
                "conversion_date": when,
                "conversion_user_id": self.env.uid,
            }
        )

    def _set_potential(self):
        self._write_system(
            {
                "customer_status": "potential",
                "conversion_date": False,
                "conversion_user_id": False,
            }
        )

    def _record_contact(self, day):
        """Keep the day of the last contact; an earlier one changes nothing."""
        self.filtered(
            lambda partner: (
                not partner.last_contact_date or partner.last_contact_date < day
            )
        ).sudo()._write_system({"last_contact_date": day})

    def _refresh_last_transaction_date(self):
        """Set the last transaction of the customers from their confirmed orders."""
        rows = (
            self.env["sale.order"]
            .sudo()
            ._read_group(
                [("partner_id", "child_of", self.ids), ("state", "=", "sale")],
                groupby=["partner_id"],
                aggregates=["date_order:max"],
            )
        )
        dates = {}
        for partner, last in rows:
            customer = partner.commercial_partner_id
            day = fields.Datetime.context_timestamp(self, last).date()
            dates[customer] = max(day, dates.get(customer, day))
        for partner in self.sudo():
            if partner.last_transaction_date != dates.get(partner, False):
                partner._write_system(
                    {"last_transaction_date": dates.get(partner, False)}
                )

    def _get_one_line_address(self):
        return " ".join((self._display_address(without_company=True) or "").split())
