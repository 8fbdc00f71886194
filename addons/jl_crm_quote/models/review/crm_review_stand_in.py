from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from odoo.addons.jl_crm_base.tools.day_filter import day_filter
from odoo.addons.jl_crm_pipeline.roles import SALES_MANAGER

QUARTER = 15 * 60


class CrmReviewStandIn(models.Model):
    """Who reviews for somebody who is away (K3Q-4)."""

    _name = "crm.review.stand.in"
    _description = "Stand-In for Reviews"
    _inherit = ["mail.thread"]
    _order = "date_from DESC, id DESC"
    _rec_name = "stand_in_id"

    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Reviewer",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="cascade",
        tracking=True,
    )
    stand_in_id = fields.Many2one(
        comodel_name="res.users",
        string="Stand-In",
        required=True,
        index=True,
        domain="[('share', '=', False), ('id', '!=', user_id)]",
        ondelete="cascade",
        tracking=True,
    )
    active = fields.Boolean(default=True, tracking=True)
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._to_day(),
        tracking=True,
    )
    date_until = fields.Date(string="Until", required=True, tracking=True)
    is_of_today = day_filter(
        ("date_from", "<="), ("date_until", ">="), company="user_id.company_id"
    )
    note = fields.Char(tracking=True)

    _dates_in_order = models.Constraint(
        "CHECK (date_from <= date_until)",
        "The stand-in ends before it begins: change the dates.",
    )
    _two_people = models.Constraint(
        "CHECK (user_id <> stand_in_id)",
        "Nobody stands in for themselves: choose somebody else.",
    )

    @api.constrains("user_id", "stand_in_id")
    def _check_internal(self):
        for row in self:
            if (row.user_id | row.stand_in_id).filtered("share"):
                raise ValidationError(
                    self.env._(
                        "A stand-in is one of the colleagues: choose an employee."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        mine = self.default_get(["user_id"]).get("user_id")
        self._ensure_may_appoint(vals.get("user_id", mine) for vals in vals_list)
        rows = super().create(vals_list)
        self.env.registry.clear_cache()
        return rows

    def write(self, vals):
        after = [vals["user_id"]] if "user_id" in vals else []
        self._ensure_may_appoint([*self.user_id.ids, *after])
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        self._ensure_may_appoint(self.user_id.ids)
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        today = self.env.company._to_day()
        if self.filtered(lambda row: row.date_from <= today):
            raise UserError(
                self.env._(
                    "Who stood in for whom stays in the history. Archive it: it ends "
                    "at once."
                )
            )

    @api.model
    def _ensure_may_appoint(self, user_ids):
        """:raise AccessError: somebody appoints, or ends, the stand-in of another"""
        if self.env.user.has_group(SALES_MANAGER) or self.env.su:
            return
        if any(id_ != self.env.uid for id_ in user_ids):
            raise AccessError(
                self.env._(
                    "You name your own stand-in. A sales administrator names others'."
                )
            )

    @api.model
    def _find_principals(self, user):
        """Return those for whom ``user`` reviews today."""
        return self._find_today(Domain("stand_in_id", "=", user.id)).user_id

    @api.model
    def _find_stand_ins(self, users):
        """Return those who review for ``users`` today."""
        return self._find_today(Domain("user_id", "in", users.ids)).stand_in_id

    @api.model
    def _find_today(self, domain):
        return self.sudo().search(domain & Domain("is_of_today", "=", True))

    @api.model
    def _get_asked_sql(self, model, alias):
        """Return the condition that the user is asked, or for whom they stand in.

        PostgreSQL takes Odoo's EXISTS for so dear that it compiles the whole question.

        :param model: what is reviewed
        :param str alias: of a row of it
        """
        field = model._fields["reviewer_ids"]
        # in every time zone a day begins with a quarter of an hour
        quarter = int(fields.Datetime.now().timestamp()) // QUARTER
        return SQL(
            "%(document)s IN (SELECT %(column)s FROM %(table)s"
            " WHERE %(reviewer)s = ANY(%(users)s))",
            document=SQL.identifier(alias, "id"),
            column=SQL.identifier(field.column1),
            table=SQL.identifier(field.relation),
            reviewer=SQL.identifier(field.column2, to_flush=field),
            users=[self.env.uid, *self._list_principals(quarter)],
        )

    @api.model
    @ormcache("self.env.uid", "quarter")
    def _list_principals(self, quarter):
        """Return the ids of those for whom the user reviews; kept, as rules ask it."""
        return self._find_principals(self.env.user)._ids

    @api.model
    def _is_asked(self, document):
        """Whether the user is asked about a document, or for whom they stand in."""
        asked, user = document.reviewer_ids, self.env.user
        return user in asked or bool(asked & self._find_principals(user))
