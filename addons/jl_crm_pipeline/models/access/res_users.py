import time
from itertools import count

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.arrays import as_array

from ...tools.holder import list_numbers

UNASSIGNED = "jl_crm_pipeline.unassigned_customers"
# more of them than this are left to PostgreSQL rather than sent with each question
LISTED_GRANTS = 5000
# where the cursor keeps the lists of its users, and what it keeps before any
GRANTED = "jl_crm_pipeline.granted"
NEVER = (None, {})
TURNS = count()
QUARTER = 15 * 60
# what changes whose customers somebody sees
ACCESS_FIELDS = {"sales_manager_id", "group_ids", "company_ids", "active"}


class ResUsers(models.Model):
    """Whose customers somebody sees, and what is shared with them (RES-1, K3D-4)."""

    _name = "res.users"
    _inherit = "res.users"

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
    # another one whenever what is shared has to be looked up anew
    granted_turn = fields.Integer(
        compute="_compute_granted_turn",
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )

    def _compute_granted_turn(self):
        for user in self:
            user.granted_turn = next(TURNS)

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
        if not self.env.su:
            # counted from the members of the teams
            vals = {name: vals[name] for name in vals if name != "sale_team_id"}
        result = super().write(vals)
        if not ACCESS_FIELDS.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        numbers = list_numbers(self.ids)
        registered = partners.search([("customer_holder", "in", numbers)])
        result = super().unlink()
        # PostgreSQL has taken out who registered them
        registered._refresh_holders()
        return result

    def _sees_unassigned(self):
        """Whether the user sees all customers that nobody is responsible for (K3D-3).

        Those of their department and those that they have entered they always see.
        """
        setting = self.env["ir.config_parameter"].sudo().get_param(UNASSIGNED)
        return setting == "everyone"

    def _list_granted(self, name, mode, kind=None):
        """Return the ids of what is shared with this user.

        :param str name: the model of the grants
        :param str mode: ``read`` or ``edit``
        :param str kind: what has to be shared with it, where a grant tells
        :return: PostgreSQL's array, or False where there are too many
        """
        turn = self.sudo().granted_turn
        kept = self.env.cr.cache.setdefault(GRANTED, {})
        if kept.get(self.id, NEVER)[0] != turn:
            kept[self.id] = (turn, {})
        _turn, lists = kept[self.id]
        # wherever a company works, its day begins with a quarter of an hour
        quarter = time.time() // QUARTER
        asked = (name, mode, kind, self.env.company.id, quarter)
        if asked not in lists:
            grants = self.env[name].with_user(self)
            ids = grants._find_granted(mode, kind, limit=LISTED_GRANTS + 1)
            few = len(ids) <= LISTED_GRANTS
            lists[asked] = few and as_array(sorted(ids))
        return lists[asked]

    @api.model
    def _forget_granted(self):
        self.env["res.users"].invalidate_model(["granted_turn"], flush=False)

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

    def _get_work_domain(
        self, mode, kind, customer_field="partner_id", user_field="user_id"
    ):
        """Return the record rule of a customer's opportunities or quotations.

        They follow the people below, and grants that include them (RES-1, K3D-4).

        :param str mode: ``read`` or ``edit``
        :param str kind: ``opportunities`` or ``quotations``
        :param str user_field: who answers for what has the customer
        """
        path = customer_field.removesuffix("partner_id")
        holders = list(self._get_customer_holder_ids())
        below = Domain(f"{path}{user_field}", "in", holders)
        shared = self._get_shared_domain(mode, kind)
        work = path.removesuffix(".")
        return below | (Domain(work, "any!", shared) if work else shared)

    @api.model
    def _get_shared_domain(self, mode, kind):
        """Return the domain of the work that is shared with the user; a hook."""
        return self.env["crm.customer.grant"]._get_granted_domain(mode, kind)

    def _get_grant_domain(self, mode):
        """Return the record rule of grants: of one's customers, and to oneself."""
        if self._sees_every_customer():
            return Domain.TRUE
        domain = self._get_held_domain("partner_id.")
        if mode == "read":
            domain |= Domain("user_id", "=", self.id)
            domain |= Domain("team_id.member_ids", "in", self.ids)
        return domain
