from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.guard import list_linked

HANDOVER_HEADINGS = ("financial", "archive", "unfinished", "resources")


class CustomerWorkMixin(models.AbstractModel):
    """A record that belongs to a customer and has somebody responsible.

    A model joins by inheriting; whoever needs "all the work on a customer" walks
    over :meth:`_get_work_models` and knows none of them by name.
    """

    _name = "customer.work.mixin"
    _description = "Work on a Customer"

    _work_customer_field = "partner_id"
    _work_user_field = "user_id"
    # whether the model's records are given away by those who may assign them alone
    _work_is_owned = False
    # one of HANDOVER_HEADINGS
    _work_handover_heading = "unfinished"

    may_give = fields.Boolean(
        compute="_compute_may_give",
        export_string_translation=False,
        help="Whether the user may make somebody else responsible.",
    )

    @api.depends_context("uid")
    def _compute_may_give(self):
        gives = self.env.user._gives_work()
        given = {self._work_user_field}
        for record in self:
            is_given = bool(record._filter_owned(given)) if record.id else gives
            record.may_give = is_given

    @api.model_create_multi
    def create(self, vals_list):
        self._ensure_customers_seen(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._ensure_customers_seen([vals])
        return super().write(vals)

    @api.model
    def _ensure_customers_seen(self, vals_list):
        """Nobody reads a customer's phone off work that they made on it (CAR-7).

        :raise AccessError: the values name a partner whom the user may not see
        """
        if self.env.su:
            return
        named = {one for vals in vals_list for one in self._get_named_partners(vals)}
        self.env["res.partner"].browse(named)._ensure_readable()

    @api.model
    def _get_named_partners(self, vals):
        """Yield the ids of the partners that the values link to."""
        for name, value in vals.items():
            field = self._fields.get(name)
            is_partner = getattr(field, "comodel_name", "") == "res.partner"
            if is_partner and field.type in ("many2one", "many2many"):
                yield from list_linked(field, value)

    @api.model
    def _list_owner_fields(self):
        if not self._work_is_owned:
            return super()._list_owner_fields()
        return {
            *super()._list_owner_fields(),
            *(self._work_user_field, self._work_customer_field),
            *("team_id", "company_id", "active"),
        }

    def _filter_owned(self, names):
        if not self._work_is_owned:
            return super()._filter_owned(names)
        gives = self._work_user_field in names
        owned = self.sudo().filtered(
            lambda record: self.env.user._owns_work(record, gives)
        )
        return owned.with_env(self.env)

    @api.model
    def _get_owner_refusal(self, record, names):
        if not self._work_is_owned or self._work_user_field not in names:
            return super()._get_owner_refusal(record, names)
        # their own responsible person may be the one who is told
        return self.env._(
            "Who is responsible for %(customer)s is decided by clerks, directors and "
            "superiors: ask one of them.",
            customer=record.sudo().display_name,
        )

    @api.model
    def _get_work_models(self):
        """Return the names of the stored models that are work on a customer."""
        names = self.env.registry.descendants(["customer.work.mixin"], "_inherit")
        return [name for name in names if not self.env[name]._abstract]

    @api.model
    def _work_open_domain(self):
        """Return the domain of the records that are still to be worked on."""
        return Domain.TRUE

    @api.model
    def _work_customer_domain(self, customers):
        """Return the domain of the records of ``customers`` and of their contacts.

        A subsidiary is a customer of its own: its work is not its parent's.
        """
        field = f"{self._work_customer_field}.commercial_partner_id"
        return Domain(field, "in", customers.ids)

    @api.model
    def _work_user_domain(self, users):
        """Return the domain of the records that ``users`` answer for."""
        return Domain(self._work_user_field, "in", users.ids)

    @api.model
    def _find_open_work(self, customers=None, users=None):
        """Return the open records of some customers, of some users or of both."""
        domain = self._work_open_domain()
        if customers is not None:
            domain &= self._work_customer_domain(customers)
        if users is not None:
            domain &= self._work_user_domain(users)
        return self.search(domain)

    @api.model
    def _count_open_work(self, customers):
        """Return {model name: number of the customers' open records}, without zeros."""
        counts = {}
        for name in self._get_work_models():
            model = self.env[name]
            domain = model._work_open_domain() & model._work_customer_domain(customers)
            if count := model.search_count(domain):
                counts[name] = count
        return counts

    def _get_work_partners(self):
        """Return the partners that the records are about."""
        return self[self._work_customer_field]
