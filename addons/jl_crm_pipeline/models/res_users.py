from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from odoo.addons.jl_crm_duplicate.roles import DUPLICATE_MANAGER

from ..roles import (
    ADMINISTRATOR,
    ALL_LEADS,
    GENERAL_AFFAIRS,
    OFFICE_CLERK,
    SALES_MANAGER,
    SALESPERSON,
)

# who sees the customers of their department (IMP-5)
DEPARTMENT_GROUPS = (OFFICE_CLERK, ALL_LEADS)
# whose work is with every customer: they invoice, deliver, convert, merge, look after
OFFICE_GROUPS = (
    SALES_MANAGER,
    GENERAL_AFFAIRS,
    DUPLICATE_MANAGER,
    ADMINISTRATOR,
    "account.group_account_readonly",
    "account.group_account_invoice",
    "stock.group_stock_user",
)
UNASSIGNED = "jl_crm_pipeline.unassigned_customers"
# what changes whose customers somebody sees, or whether they may come in
ACCESS_FIELDS = {"sales_manager_id", "group_ids", "active", "has_given_password"}


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = [
        "res.users",
        "user.leaving.mixin",
        "user.grant.mixin",
        "user.password.mixin",
    ]

    sales_manager_id = fields.Many2one(
        comodel_name="res.users",
        string="Superior in Sales",
        index="btree_not_null",
        domain="[('share', '=', False), ('id', '!=', id)]",
        help="Sees and works with all customers of everyone below, at any depth.",
    )
    sales_subordinate_ids = fields.One2many(
        comodel_name="res.users",
        inverse_name="sales_manager_id",
        string="Subordinates",
    )

    @api.constrains("sales_manager_id")
    def _check_sales_manager(self):
        if self._has_cycle("sales_manager_id"):
            raise ValidationError(
                self.env._(
                    "Nobody can be their own superior, not even indirectly. Choose "
                    "somebody who is not below %(name)s.",
                    name=self[:1].name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        if any("sales_manager_id" in vals for vals in vals_list):
            self.env.registry.clear_cache()
        return users

    def write(self, vals):
        result = super().write(vals)
        if not ACCESS_FIELDS.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def _set_password(self):
        result = super()._set_password()
        self._mark_given_passwords()
        return result

    def _check_credentials(self, credential, env):
        auth_info = super()._check_credentials(credential, env)
        self._ensure_own_password(auth_info, env)
        return auth_info

    @api.model
    def signup(self, values, token=None):
        # the link of an invitation is its user's own, whoever's browser opens it
        return super(ResUsers, self._setting_own()).signup(values, token)

    def action_archive(self):
        # Odoo deletes what those had to do whom it archives
        sparing = self.env["mail.activity"]._sparing_customer_work(self)
        return super(ResUsers, sparing).action_archive()

    def _sees_every_customer(self):
        """Whether the user's work is with all customers (CAR-7)."""
        return any(map(self.has_group, self._get_office_groups()))

    @api.model
    def _get_office_groups(self):
        """Return the groups whose members see every customer; others may add."""
        return OFFICE_GROUPS

    def _sees_unassigned(self):
        """Whether the user sees customers that nobody is responsible for (K3D-3)."""
        setting = self.env["ir.config_parameter"].sudo().get_param(UNASSIGNED)
        return setting != "office" or self._has_department()

    @ormcache("self.id")
    def _has_department(self):
        """Whether the user sees the customers of a whole department (IMP-5)."""
        return any(map(self.has_group, DEPARTMENT_GROUPS))

    def _filter_colleagues(self):
        """Return those who can log in still and belong to us."""
        return self.filtered(lambda user: user.active and not user.share)

    def _is_plain_salesperson(self):
        return (
            self.has_group(SALESPERSON)
            and not self._has_department()
            and not self._sees_every_customer()
        )

    @ormcache("self.id", "self._has_department()")
    def _get_customer_holder_ids(self):
        """Return the ids of those whose customers the user sees (RES-1, IMP-5).

        Their own, of those in the teams they lead, for clerks and directors of those
        in their teams; and of everyone below one of these, at any depth.
        """
        self.env["res.users"].flush_model(["sales_manager_id"])
        self.env["crm.team"].flush_model(["user_id"])
        self.env["crm.team.member"].flush_model(["user_id", "crm_team_id", "active"])
        query = SQL(
            """
            WITH RECURSIVE team AS (
                SELECT id FROM crm_team WHERE user_id = %(user)s
                 UNION
                SELECT crm_team_id FROM crm_team_member
                 WHERE %(department)s AND user_id = %(user)s AND active
            ), holder AS (
                SELECT %(user)s AS id
                 UNION
                SELECT m.user_id
                  FROM crm_team_member m
                  JOIN team ON team.id = m.crm_team_id
                 WHERE m.active
                 UNION
                SELECT u.id
                  FROM holder
                  JOIN res_users u ON u.sales_manager_id = holder.id
            )
            SELECT id FROM holder
            """,
            user=self.id,
            department=self._has_department(),
        )
        return frozenset(id_ for (id_,) in self.env.execute_query(query))

    def _get_customer_domain(self, mode):
        """Return the record rule of res.partner for this user.

        :param str mode: ``read`` or ``edit``
        """
        if self.share or self._sees_every_customer():
            return Domain.TRUE
        return self.env["res.partner"]._get_visible_domain(mode)

    def _get_part_domain(self, mode, *customer_fields):
        """Return the record rule of what is a customer's: those of whom one sees.

        :param str mode: ``read`` or ``edit``
        :param customer_fields: fields of customers all of whom have to be seen
        """
        customers = self._get_customer_domain(mode)
        names = customer_fields or ("partner_id",)
        return Domain.AND([Domain(name, "any!", customers) for name in names])

    def _get_entry_domain(self):
        """Return the record rule of who enters customers, for anybody (K3D-1, K3D-3).

        People are added to customers that one may change or has entered oneself.
        """
        if self.share or self._sees_every_customer():
            return Domain.TRUE
        return (
            Domain("parent_id", "=", False)
            | Domain("commercial_partner_id.registrar_id", "=", self.id)
            | self.env["res.partner"]._get_lasting_domain("edit")
        )

    def _get_figures_domain(self):
        """Return the record rule of figures by salesperson: those of one's people."""
        if self._sees_every_customer():
            return Domain.TRUE
        domain = Domain("user_id", "in", list(self._get_customer_holder_ids()))
        if self._has_department():
            domain |= Domain("user_id", "=", False)
        return domain

    def _get_work_domain(self, mode, kind, customer_field="partner_id"):
        """Return the record rule of a customer's opportunities or quotations.

        They follow the people below, and grants that include them (RES-1, K3D-4).

        :param str mode: ``read`` or ``edit``
        :param str kind: ``opportunities`` or ``quotations``
        """
        path = customer_field.removesuffix("partner_id")
        below = Domain(f"{path}user_id", "in", list(self._get_customer_holder_ids()))
        shared = self.env["crm.customer.grant"]._get_granted_domain(mode, kind)
        if kind == "opportunities":
            shared |= self.env["crm.lead.grant"]._get_granted_domain(mode)
        work = path.removesuffix(".")
        return below | (Domain(work, "any!", shared) if work else shared)

    def _get_lead_share_domain(self, mode):
        """Return the record rule of grants and splits of opportunities (K3O-2).

        One's own and those below are edited; those that one sees are read.
        """
        everyone = self._sees_every_customer()
        if everyone or (mode == "read" and self.has_group(ALL_LEADS)):
            return Domain.TRUE
        holders = [*self._get_customer_holder_ids(), False]
        leads = Domain("user_id", "in", holders)
        if mode == "read":
            leads |= self._get_work_domain(mode, "opportunities")
        return Domain("lead_id", "any!", leads)

    def _get_lead_domain(self, mode, company_ids):
        """Return the record rule of what is a part of an opportunity (K3O-4).

        It is seen by who sees the opportunity: crm's own rules and ours say who.

        :param str mode: ``read`` or ``edit``
        :param list company_ids: the companies that the user works in
        """
        company = Domain("lead_id.company_id", "in", [*company_ids, False])
        if self.has_group(ALL_LEADS):
            return company
        own = Domain("lead_id.user_id", "in", [self.id, False])
        customer_field = "lead_id.partner_id"
        theirs = self._get_work_domain(mode, "opportunities", customer_field)
        return company & (own | theirs)

    def _get_grant_domain(self, mode):
        """Return the record rule of grants: of one's customers, and to oneself."""
        if self._sees_every_customer():
            return Domain.TRUE
        holders = self._get_customer_holder_ids()
        signed = [*holders, *(-one for one in holders)]
        domain = Domain("partner_id.customer_holder", "in", signed)
        if mode == "read":
            domain |= Domain("user_id", "=", self.id)
            domain |= Domain("team_id.member_ids", "in", self.ids)
        return domain

    def _get_contact_record_domain(self, mode):
        """Return the record rule of contact records: one's own, one's customers'.

        :param str mode: ``read`` or ``edit``
        """
        if self._sees_every_customer():
            return Domain.TRUE
        domain = Domain("user_id", "in", list(self._get_customer_holder_ids()))
        if mode == "read":
            domain |= Domain("partner_id", "any!", self._get_customer_domain(mode))
        return domain
