from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.holder import LEFT, Reason, find_there

# what moves a customer, or takes it away from who works with it
MOVING_FIELDS = ("user_id", "active", "parent_id", "company_id")


class ResPartner(models.Model):
    """Who may receive a customer, and which customers stay where they are (RES-2).

    Whoever is archived, or no colleague any more, receives nothing, whatever brings it:
    people are refused, the system's own steps leave the customer to nobody. What
    another room has reserved changes hands there alone.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    former_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Left behind by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        context={"active_test": False},
        prefetch="customer_profile",
        system=True,
        help="Was responsible until they left. Nobody is at the moment.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._settle_values(vals) for vals in vals_list])

    def write(self, vals):
        if set(MOVING_FIELDS).isdisjoint(vals):
            return super().write(vals)
        if not self.env.su:
            # the refusals below name the customer
            self.check_access("write")
        vals = self._settle_values(vals)
        moving = self._find_moving(vals)
        moving._ensure_unreserved(Reason.find(self.env))
        if vals.get("user_id") and not self.env.su:
            user = self.env["res.users"].browse(vals["user_id"])
            moving._ensure_may_receive(user)
        result = super().write(vals)
        if vals.get("active"):
            self._release_from_absent()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_reserved(self):
        self._ensure_unreserved()

    @api.model
    def _settle_values(self, vals):
        """Return the values without a responsible person who is not there.

        :raise UserError: it is a person who chose them
        """
        key = "user_id" if "user_id" in vals else "default_user_id"
        user_id = vals.get("user_id", self.env.context.get("default_user_id"))
        user = self.env["res.users"].browse(user_id or ())
        if not user or find_there(user):
            return vals
        is_chosen = key == "user_id" and user.id != SUPERUSER_ID
        if is_chosen and not self.env.su:
            raise UserError(self._word_absent(user))
        return {**vals, "user_id": False}

    @api.model
    def _word_absent(self, user):
        return self.env._(
            "%(user)s has left, or is no colleague, and receives no customers. Choose "
            "somebody who is there.",
            user=user.sudo().name,
        )

    def _find_moving(self, vals):
        """Return the customers that a write would move, or take away."""
        if vals.get("active"):
            vals = {name: value for name, value in vals.items() if name != "active"}
        names = [name for name in MOVING_FIELDS if name in vals]
        customers = self.sudo().filtered("customer_status")
        return customers.filtered(
            lambda one: not all(one._is_same(name, vals[name]) for name in names)
        )

    def _ensure_unreserved(self, reason=None):
        """Each named act asks this before it moves, merges or bins customers.

        :param Reason reason: why they change hands, if they do
        :raise UserError: one of them changes hands elsewhere at the moment
        """
        if reason and reason.is_leaving:
            return
        if self and (sentence := self.sudo()._find_reservation()):
            raise UserError(sentence)

    def _find_reservation(self):
        """Return the sentence that says where one of these is reserved; a hook.

        Whatever moves customers asks it: assignment, trial, merge and its undo,
        archive, recycle bin, deletion.

        :rtype: str
        """
        return ""

    def _ensure_may_receive(self, user, with_work=False):
        """Who receives the customers is there, and works in their companies (RES-2).

        :param user: res.users who would be responsible
        :param bool with_work: whether the open work on them goes along
        :raise UserError: they could not see what they receive
        """
        if not find_there(user):
            raise UserError(self._word_absent(user))
        companies = self.sudo().company_id
        if with_work:
            companies |= self._find_work_companies()
        if foreign := companies - user.sudo().company_ids:
            raise UserError(self._word_foreign(user, foreign))

    @api.model
    def _word_foreign(self, user, companies):
        return self.env._(
            "%(user)s does not work in %(company)s and could not see what they would "
            "receive. Choose somebody who does.",
            user=user.sudo().name,
            company=", ".join(companies.sudo().mapped("name")),
        )

    def _find_work_companies(self):
        """Return the companies of the open work on the customers."""
        companies = self.env["res.company"].sudo()
        for name in self.env["customer.work.mixin"]._get_work_models():
            model = self.env[name].sudo()
            if "company_id" in model._fields and model._fields["company_id"].store:
                domain = model._work_open_domain() & model._work_customer_domain(self)
                for [company] in model._read_group(domain, ["company_id"]):
                    companies |= company
        return companies

    @api.model
    def _settle_moves(self, moves, reason):
        """Return the moves; whoever is not there receives nothing.

        :param moves: [(customer id, id of who had it, id of who gets it)]
        :raise UserError: one of the customers is reserved
        """
        self.browse([move[0] for move in moves])._ensure_unreserved(reason)
        ids = {receiver for _customer, _giver, receiver in moves if receiver}
        there = set(find_there(self.env["res.users"].browse(ids)).ids)
        return [
            (customer, giver, receiver if receiver in there else False)
            for customer, giver, receiver in moves
        ]

    def _release_from_absent(self):
        """What comes back to somebody who is not there falls to nobody (RES-2)."""
        held = self.sudo().filtered(
            lambda one: (
                one.customer_status and one.user_id and not find_there(one.user_id)
            )
        )
        moves = [(one.id, one.user_id.id, False) for one in held]
        self.sudo()._change_holders(moves, LEFT)

    @api.model
    def _after_holder_change(self, moves, reason):
        result = super()._after_holder_change(moves, reason)
        if reason.is_leaving:
            self._note_former_holders(moves)
        return result

    @api.model
    def _note_former_holders(self, moves):
        """Keep whose the customers were: a handover still finds them by it."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p
                   SET former_user_id = moved.giver
                  FROM %s
                 WHERE p.id = moved.id
                """,
                self.env["customer.work.mixin"]._write_moves(moves),
            )
        )
        self.browse(move[0] for move in moves).invalidate_recordset(
            ["former_user_id"], flush=False
        )
