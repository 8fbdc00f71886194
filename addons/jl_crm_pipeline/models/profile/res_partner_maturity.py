from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...roles import SALESPERSON
from .customer_maturity_change import MATURITIES


class Occasion:
    """Why a maturity is set, and after which activity."""

    def __init__(self, note, activity):
        self.note = note
        self.activity = activity


class ResPartner(models.Model):
    """How near a customer is to buying, since when and why (MAT-1, MAT-3)."""

    _name = "res.partner"
    _inherit = "res.partner"

    maturity = fields.Selection(
        selection=MATURITIES,
        copy=False,
        index="btree_not_null",
        group_expand=True,
        help="How near the customer is to buying. Set it after each contact.",
        prefetch="customer_profile",
    )
    is_hot = fields.Boolean(
        string="Hot",
        copy=False,
        help="Carries a red label in every list.",
        prefetch="customer_profile",
    )
    maturity_change_ids = fields.One2many(
        comodel_name="customer.maturity.change",
        inverse_name="partner_id",
        string="Maturity History",
        readonly=True,
        groups=SALESPERSON,
    )
    maturity_date = fields.Date(
        string="Maturity Since",
        compute="_compute_maturity_date",
        groups=SALESPERSON,
    )

    @api.depends("maturity_change_ids")
    def _compute_maturity_date(self):
        last = self._get_last_maturity_dates()
        for partner in self:
            partner.maturity_date = last.get(partner._origin, partner.registration_date)

    def write(self, vals):
        if "maturity" not in vals:
            return super().write(vals)
        if not self._is_written_by_system():
            if self.env.su and not any(self.mapped("customer_status")):
                # a merge brings it along to who is no customer
                return super().write(
                    {name: value for name, value in vals.items() if name != "maturity"}
                )
            self._ensure_maturity(vals["maturity"])
        before = {partner: partner.maturity for partner in self}
        result = super().write(vals)
        # the D that a customer begins with is no step
        stepped = self.filtered(
            lambda partner: (
                before[partner]
                and partner.maturity
                and before[partner] != partner.maturity
            )
        )
        stepped._log_maturity(before)
        return result

    @api.model
    def _read_group_orderby(self, order, groupby_terms, query):
        if "maturity" not in groupby_terms:
            return super()._read_group_orderby(order, groupby_terms, query)
        terms = groupby_terms.copy()
        terms["maturity"] = self._rank_maturity(terms["maturity"])
        result = super()._read_group_orderby(order, terms, query)
        groupby_terms.update(terms, maturity=groupby_terms["maturity"])
        return result

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != "maturity":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        rank = self._rank_maturity(self._field_to_sql(alias, field_name, query))
        return SQL("%s %s %s", rank, direction, nulls)

    @api.model
    def _rank_maturity(self, term):
        """Return the place of a maturity: the letters would put A- before A+."""
        ranked = [value for value, _label in MATURITIES]
        return SQL("array_position(%s::text[], %s::text)", ranked, term)

    def action_set_maturity(self):
        """Open the dialogue that sets the maturity of some, with the reason (MAT-1)."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set the Maturity"),
            "res_model": "customer.maturity.set",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_partner_ids": self.ids,
                "default_maturity": self[:1].maturity,
            },
        }

    def _set_maturity(self, maturity, note=False, activity=None):
        """Set the maturity of the customers and keep why (MAT-1).

        :param str maturity: one of MATURITIES
        :param str note: the reason in the writer's words
        :param activity: mail.activity after which it is set
        :raise UserError: one of them is no customer
        """
        occasion = Occasion(note, activity or self.env["mail.activity"])
        self.with_context(jl_crm_pipeline_occasion=occasion).maturity = maturity

    def _after_maturity_change(self, before):
        """Hook: the maturity of the customers changed, ``before`` has the old ones."""

    def _ensure_maturity(self, maturity):
        if not maturity and self.filtered("customer_status"):
            raise UserError(
                self.env._(
                    "A customer has a maturity. Choose F if it is no longer a customer."
                )
            )
        if maturity and (others := self.filtered(lambda p: not p.customer_status)):
            raise UserError(
                self.env._(
                    "%(name)s is not a customer and has no maturity. Set the maturity "
                    "of the company it belongs to.",
                    name=others[0].display_name,
                )
            )

    def _log_maturity(self, before):
        if not self:
            return
        last = self._get_last_maturity_dates()
        rows = [partner._prepare_maturity_change(before, last) for partner in self]
        # nobody may write the history, whoever may write the customer makes it
        self.env["customer.maturity.change"].sudo().create(rows)
        self._after_maturity_change(before)

    def _prepare_maturity_change(self, before, last):
        since = last.get(self, self.registration_date)
        today = self.env.company._to_day()
        occasion = self.env.context.get("jl_crm_pipeline_occasion")
        # objects do not come over RPC: nobody names a contact that was none
        is_named = isinstance(occasion, Occasion)
        return {
            "partner_id": self.id,
            "user_id": self.env.uid,
            "old_maturity": before[self],
            "new_maturity": self.maturity,
            "days": (today - since).days if since else 0,
            "note": is_named and occasion.note,
            "activity_id": is_named and occasion.activity.id,
        }

    def _get_last_maturity_dates(self):
        """Return {customer: day of the last change}."""
        rows = (
            self.env["customer.maturity.change"]
            .sudo()
            ._read_group([("partner_id", "in", self.ids)], ["partner_id"], ["date:max"])
        )
        return {
            partner.with_env(self.env): self.env.company._to_day(last)
            for partner, last in rows
        }
