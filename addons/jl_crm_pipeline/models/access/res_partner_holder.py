from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ...tools.holder import (
    ASSIGNED,
    Reason,
    assign_sql,
    encode,
    encode_sql,
    find_there,
    set_holders,
)

# of the customer, by which it is known who holds it
HOLDER_FIELDS = ("customer_status", "user_id", "registrar_id")

HAND_OVER = """
    UPDATE res_partner p
       SET user_id = CASE WHEN p.user_id = moved.giver OR p.id = moved.id
                          THEN moved.receiver ELSE p.user_id END,
           %(set_holder)s,
           write_uid = %(uid)s,
           write_date = now() AT TIME ZONE 'UTC'
      FROM %(moves)s
      JOIN res_partner c ON c.id = moved.id
     WHERE p.commercial_partner_id = moved.id
"""
CUSTOMERS_OF = """
    c.id IN (SELECT commercial_partner_id FROM res_partner WHERE id = ANY(%s))
"""


class ResPartner(models.Model):
    """Who holds a customer, and how that changes (K3D-3, RES-1, RES-4, HUA-6).

    Each row of a customer, its people's too, says whose it is. Whoever gives customers
    to somebody else does it with :meth:`_change_holder`, or in one statement for very
    many with :meth:`_change_holders`; add-ons hear of both, and of what people enter
    in a form, by :meth:`_after_holder_change`.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    customer_holder = fields.Integer(
        compute="_compute_customer_holder",
        store=True,
        index=True,
        copy=False,
        aggregator=None,
        export_string_translation=False,
        help="The responsible person of the customer that this record belongs to; "
        "without one, less than zero, who registered it. Empty: no customer.",
    )

    # the customers of one, as figures and filters ask for them
    _responsible = models.Index("(user_id) WHERE customer_status IS NOT NULL")
    _unassigned = models.Index(
        "(team_id, customer_holder) "
        "WHERE customer_status IS NOT NULL AND user_id IS NULL"
    )

    @api.depends(lambda self: self._get_holder_triggers())
    def _compute_customer_holder(self):
        for partner in self:
            partner.customer_holder = partner.commercial_partner_id._get_holder()

    @api.model
    def _get_holder_triggers(self):
        """Return the fields on which it depends who holds a customer; a hook."""
        return [f"commercial_partner_id.{name}" for name in HOLDER_FIELDS]

    def _get_holder(self):
        """Return who holds the customer, as tools/holder.py writes it; a hook.

        Whoever changes it changes :meth:`_get_holder_sql` as well.
        """
        holder = find_there(self.user_id)
        return self.customer_status and encode(holder.id, self.registrar_id.id)

    @api.model
    def _get_holder_sql(self, customer, user=None):
        """Return the same as SQL; a hook.

        :param str customer: alias of the customer's row
        :param SQL user: who becomes responsible; who is, by default
        """
        status, responsible, registrar = (
            SQL.identifier(customer, name) for name in HOLDER_FIELDS
        )
        holder = encode_sql(user or responsible, registrar)
        return SQL("CASE WHEN %s IS NOT NULL THEN %s END", status, holder)

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        if not self.env.su:
            self._ensure_may_assign(vals["user_id"])
        moves = self._list_moves(vals["user_id"])
        result = super().write(vals)
        if moves:
            self._after_holder_change(moves, Reason.find(self.env))
        return result

    def _list_moves(self, user_id):
        """Return [(customer id, id of who has it, id of who gets it)] of a change."""
        return [
            (partner.id, partner.user_id.id, user_id or False)
            for partner in self.sudo()
            if partner.customer_status and partner.user_id.id != (user_id or False)
        ]

    def _change_holder(self, user, reason, notify=False):
        """Make a user responsible for the customers; the callers check who may.

        :param user: res.users; without one nobody is responsible any more
        :param Reason reason: see tools/holder.py
        :param bool notify: whether Odoo tells the user of each
        """
        customers = reason.give(self)
        if not notify:
            customers = customers.with_context(mail_auto_subscribe_no_notify=True)
        customers.write({"user_id": user.id})

    @api.model
    def _change_holders(self, moves, reason):
        """Make others responsible for very many customers and for their people.

        In a few statements: nobody is told and nothing else changes. A contact that
        somebody else looks after stays with them, and so do those with whom the
        customer is shared.

        :param moves: [(customer id, id of who had it, id of who gets it)]
        :param Reason reason: see tools/holder.py
        :raise UserError: one of them is reserved
        """
        if not moves:
            return
        moves = self._settle_moves(moves, reason)
        work = self.env["customer.work.mixin"]
        self.env.flush_all()
        rows = work._write_moves(moves)
        holder = self._get_holder_sql("c", user=SQL("moved.receiver"))
        self.env.cr.execute(
            SQL(HAND_OVER, set_holder=assign_sql(holder), uid=self.env.uid, moves=rows)
        )
        moved = [customer for customer, _giver, _receiver in moves]
        self._refresh_departments(SQL("c.id = ANY(%s)", moved))
        work._swap_followers(rows, "res.partner")
        self.env.invalidate_all(flush=False)
        self._after_holder_change(moves, reason)

    def _refresh_holders(self):
        """Bring in line whose these are, after SQL has changed on what it depends."""
        if not self:
            return
        self.flush_model([*HOLDER_FIELDS, "commercial_partner_id"])
        self.env["res.users"].flush_model(["active", "share"])
        rows = SQL("p.id = ANY(%s)", self.ids)
        self.env.cr.execute(set_holders(self._get_holder_sql("c"), rows))
        self.invalidate_recordset(["customer_holder"], flush=False)
        self._refresh_departments(SQL(CUSTOMERS_OF, self.ids))

    @api.model
    def _after_holder_change(self, moves, reason):
        """Do what follows when customers have changed hands; a hook.

        :param moves: [(customer id, id of who had it, id of who has it)], the ids of
            users being False where nobody was or is responsible
        :param Reason reason: see tools/holder.py
        """

    def action_assign(self):
        """Open the dialogue that gives the customers to salespeople (K3D-3).

        :rtype: dict
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Assign Customers"),
            "res_model": "crm.customer.assign",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.ids},
        }

    def _ensure_may_assign(self, user_id):
        """Clerks and directors assign; superiors do among those below (K3D-3).

        :raise AccessError: somebody else changes the responsible person of a customer
        """
        user = self.env.user
        if user._has_department() or user._sees_every_customer():
            return
        moved = self.filtered(
            lambda partner: partner.customer_status and partner.user_id.id != user_id
        )
        below = user._get_customer_holder_ids()
        if moved and (len(below) == 1 or user_id not in below):
            raise AccessError(
                self.env._(
                    "Who is responsible for %(customer)s is decided by clerks, "
                    "directors and superiors: ask one of them.",
                    customer=moved[0].display_name,
                )
            )

    def _assign_to(self, users, note="", with_work=False):
        """Give the customers to the users, evenly, and tell them (K3D-3).

        :param users: res.users who get as many each, the one with the fewest first
        :param str note: what they are told
        :param with_work: whether open opportunities, quotations and the like go along,
            or the names of the models of which they do
        :return: {user: customers}
        :raise AccessError: the caller may not assign them
        """
        self.check_access("write")
        shares = self._share_out(users)
        for user, customers in shares.items():
            customers._ensure_may_receive(user, with_work)
        for user, customers in shares.items():
            customers._ensure_may_assign(user.id)
            # who gives a customer away may not see it any more
            customers.sudo()._change_holder(user, ASSIGNED)
            if with_work:
                customers.sudo()._give_work(user, with_work)
            customers.sudo()._tell_assigned(user, note)
        return shares

    def _share_out(self, users):
        """Return {user: customers}, those first who have the fewest."""
        counts = dict(
            self.env["res.partner"]
            .sudo()
            ._read_group(
                [("user_id", "in", users.ids), ("customer_status", "!=", False)],
                ["user_id"],
                ["__count"],
            )
        )
        users = users.sorted(lambda user: counts.get(user, 0))
        return {
            user: self[number :: len(users)]
            for number, user in enumerate(users)
            if self[number :: len(users)]
        }

    def _give_work(self, user, kinds=True):
        """Give the open work on the customers to who has them now.

        :param user: res.users
        :param kinds: names of models, or True for all
        """
        work = self.env["customer.work.mixin"]
        for name in work._get_work_models():
            if kinds is not True and name not in kinds:
                continue
            self.env[name]._find_open_work(customers=self)._work_transfer(user)

    def _tell_assigned(self, user, note):
        if user == self.env.user:
            return
        names = ", ".join(self[:10].mapped("name"))
        self[:1].message_notify(
            partner_ids=user.partner_id.ids,
            subject=self.env._("%(count)s customers assigned to you", count=len(self)),
            body=self.env._(
                "%(user)s assigned to you: %(customers)s. %(note)s",
                user=self.env.user.name,
                customers=names,
                note=note or "",
            ),
        )
