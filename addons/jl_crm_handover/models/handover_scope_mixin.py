from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, get_lang

CUSTOMERS = "res.partner"


class HandoverScopeMixin(models.AbstractModel):
    """Which customers change hands, and what moves with them (HUA-1, HUA-5).

    A part of crm.handover.
    """

    _name = "handover.scope.mixin"
    _description = "Scope of a Handover"

    customer_ids = fields.One2many(
        comodel_name="crm.handover.customer",
        inverse_name="handover_id",
        string="Customers",
    )
    customer_count = fields.Integer(
        string="Number of Customers",
        compute="_compute_customer_count",
    )
    source = fields.Selection(
        selection=[
            ("person", "All customers of the person"),
            ("filter", "Those of a filter"),
            ("hand", "Chosen one by one"),
        ],
        string="Which Customers",
        default="person",
        required=True,
    )
    domain = fields.Char(string="Filter", default="[]")
    scope_ids = fields.One2many(
        comodel_name="crm.handover.scope",
        inverse_name="handover_id",
        string="What Moves",
        readonly=True,
    )
    scope_date = fields.Datetime(
        string="Looked at on",
        readonly=True,
        copy=False,
        system=True,
    )

    @api.depends("customer_ids")
    def _compute_customer_count(self):
        counts = dict(
            self.env["crm.handover.customer"]._read_group(
                [("handover_id", "in", self.ids)], ["handover_id"], ["__count"]
            )
        )
        for handover in self:
            handover.customer_count = counts.get(handover._origin, 0)

    def action_fill(self):
        """Put the person's customers, or those of the filter, on the list (HUA-1).

        Those that were chosen by hand stay.

        :raise UserError: the filter is none, or finds nobody
        """
        self._ensure_planner()
        self._ensure_state("draft", "planned", "in_progress")
        for handover in self:
            handover._fill(handover._find_customers())

    def _find_customers(self):
        domain = Domain("user_id", "=", self.from_user_id.id)
        domain &= Domain("customer_status", "!=", False)
        if self.source == "filter":
            domain &= self._read_filter()
        customers = self.env[CUSTOMERS].search(domain)
        if not customers:
            raise UserError(
                self.env._(
                    "No customers of %(user)s were found. Look at the filter.",
                    user=self.from_user_id.sudo().name,
                )
            )
        return customers

    def _read_filter(self):
        try:
            return Domain(literal_eval(self.domain or "[]"))
        except (ValueError, SyntaxError) as error:
            raise UserError(
                self.env._("The filter cannot be read. Define it again.")
            ) from error

    def _fill(self, customers):
        """Add rows of the customers, in one statement."""
        rows = self.env["crm.handover.customer"]
        rows.check_access("create")
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_handover_customer
                       (handover_id, partner_id, customer_class, customer_count,
                        create_uid, write_uid, create_date, write_date)
                SELECT %(handover)s, id, 'general', 1, %(uid)s, %(uid)s,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM unnest(%(customers)s::int4[]) AS customer (id)
                 WHERE NOT EXISTS (SELECT FROM crm_handover_customer r
                                    WHERE r.handover_id = %(handover)s
                                      AND r.partner_id = customer.id)
                """,
                handover=self.id,
                uid=self.env.uid,
                customers=customers.ids,
            )
        )
        rows.invalidate_model(flush=False)
        self.invalidate_recordset(["customer_ids", "customer_count"])
        self.sudo()._complete_rows()
        self._content_changed()

    def _complete_rows(self):
        """Write down what the parties read of the customers, and propose the class."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_handover_customer r
                   SET name = p.name,
                       place = concat_ws(' ', s.name, p.city),
                       grade = g.name,
                       from_user_id = h.from_user_id,
                       customer_class = CASE WHEN g.is_key OR p.is_confirmed_potential
                                             THEN 'key' ELSE r.customer_class END
                  FROM res_partner p
                  LEFT JOIN res_country_state s ON s.id = p.state_id
                  LEFT JOIN customer_grade g ON g.id = p.customer_grade_id
                     , crm_handover h
                 WHERE r.handover_id = ANY(%s)
                   AND r.handover_id = h.id
                   AND r.partner_id = p.id
                   AND r.name IS NULL
                """,
                self.ids,
            )
        )
        self.env["crm.handover.customer"].invalidate_model(flush=False)

    def action_preview(self):
        """Show what would move: how many of each kind, and their worth (HUA-5)."""
        self._ensure_planner()
        for handover in self:
            handover._add_receivers()
            handover.sudo()._refresh_scope()

    def _refresh_scope(self):
        """Count anew what is open; a few statements for each kind (HUA-5)."""
        values = [
            {
                "handover_id": self.id,
                "sequence": number,
                "kind": kind,
                "name": name,
                "heading": heading,
                "count": count,
                "amount": amount,
            }
            for number, (kind, name, heading, count, amount) in enumerate(
                self._in_giver_language()._measure_scope()
            )
        ]
        self.scope_ids.unlink()
        self.env["crm.handover.scope"].create(values)
        self._write_system({"scope_date": fields.Datetime.now()})

    def _in_giver_language(self):
        """Return it in the language of who hands over: what is kept has but one."""
        # one may have a language that has been switched off since
        language = get_lang(self.env, self.from_user_id.sudo().lang)
        return self.with_context(lang=language.code)

    def _measure_scope(self):
        """Return what is open by kind, without zeros but for the customers.

        :return: [(kind, name, heading, count, amount)]
        """
        customers = self.customer_ids.partner_id
        name = self.env._("Customers")
        result = [(CUSTOMERS, name, "archive", len(customers), 0.0)]
        for model in self._iter_work_models():
            domain = self._get_moved_domain(model, customers)
            for kind, name, part, heading in model._get_work_kinds():
                count, amount = model._measure_work(domain & part)
                if count:
                    result.append((kind, name, heading, count, amount))
        return result

    def _iter_work_models(self):
        """Yield every model of work on customers, whichever add-on it is of."""
        companies = self.env["res.company"].sudo().search(Domain.TRUE).ids
        work = self.env["customer.work.mixin"].sudo()
        for name in sorted(work._get_work_models()):
            model = self.env[name].sudo()
            yield model.with_context(allowed_company_ids=companies)

    def _get_moved_domain(self, model, customers):
        """Return the domain of the records of a model that move.

        What others have open on these customers stays with them.
        """
        domain = model._work_open_domain() & model._work_user_domain(self.from_user_id)
        if self._takes_rest():
            return domain
        return domain & model._work_customer_domain(customers)

    def _takes_rest(self):
        """Whether everything of the person moves, not of these customers alone."""
        return bool(self.kind == "leaving" and self.rest_receiver_id)
