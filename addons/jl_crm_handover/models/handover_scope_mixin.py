import heapq
from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, get_lang

CUSTOMERS = "res.partner"
# of what a candidate has most already
BASES = {"region": "customer_region_id", "industry": "industry_id"}


class HandoverScopeMixin(models.AbstractModel):
    """Which customers change hands, to whom, and what moves with them (HUA-1, HUA-5).

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
    proposal_basis = fields.Selection(
        selection=[
            ("region", "The region"),
            ("industry", "The industry"),
            ("load", "The load"),
        ],
        string="Propose Receivers by",
        default="region",
        help="Region and industry: who has most such customers already. "
        "The load: who has the fewest customers.",
    )
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
        """Put the person's customers, or those of the filter, on the list.

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
                self.env._("The filter can not be read. Make it anew.")
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

    def action_propose(self):
        """Propose a receiver for each customer that has none yet.

        :raise UserError: nobody is chosen to receive
        """
        self._ensure_planner()
        self._ensure_state("draft", "planned", "in_progress")
        for handover in self:
            if not handover.receiver_ids:
                raise UserError(
                    self.env._("Choose the receivers among whom to propose first.")
                )
            handover.sudo()._propose()
            handover._content_changed()

    def _propose(self):
        self.env.flush_all()
        if self.proposal_basis in BASES:
            self._propose_likeness(BASES[self.proposal_basis])
        self._propose_load()
        self.env["crm.handover.customer"].invalidate_model(flush=False)

    def _propose_likeness(self, name):
        """Give customers to whoever has most of their region or industry."""
        self.env.cr.execute(
            SQL(
                """
                WITH held AS (
                    SELECT user_id, %(column)s AS likeness, count(*) AS count
                      FROM res_partner
                     WHERE user_id = ANY(%(users)s)
                       AND customer_status IS NOT NULL
                       AND %(column)s IS NOT NULL
                     GROUP BY user_id, likeness
                ), best AS (
                    SELECT DISTINCT ON (likeness) likeness, user_id
                      FROM held
                     ORDER BY likeness, count DESC, user_id
                )
                UPDATE crm_handover_customer r
                   SET receiver_id = best.user_id
                  FROM res_partner p
                  JOIN best ON best.likeness = p.%(column)s
                 WHERE r.handover_id = %(handover)s
                   AND r.partner_id = p.id
                   AND r.receiver_id IS NULL
                """,
                column=SQL.identifier(name),
                users=self.receiver_ids.ids,
                handover=self.id,
            )
        )

    def _propose_load(self):
        """Give the rest to whoever has the fewest customers then."""
        load = self._find_loads()
        heap = [(load.get(user, 0), user) for user in self.receiver_ids.ids]
        heapq.heapify(heap)
        chosen = []
        for [row] in self.env.execute_query(
            SQL(
                """
                SELECT id FROM crm_handover_customer
                 WHERE handover_id = %s AND receiver_id IS NULL ORDER BY id
                """,
                self.id,
            )
        ):
            count, user = heapq.heappop(heap)
            chosen.append((row, user))
            heapq.heappush(heap, (count + 1, user))
        self._write_receivers(chosen)

    def _find_loads(self):
        """Return {user id: customers that they have, with those proposed here}."""
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT user_id, count(*) FROM (
                        SELECT user_id FROM res_partner
                         WHERE user_id = ANY(%(users)s)
                           AND customer_status IS NOT NULL
                         UNION ALL
                        SELECT receiver_id FROM crm_handover_customer
                         WHERE handover_id = %(handover)s
                    ) held
                     GROUP BY user_id
                    """,
                    users=self.receiver_ids.ids,
                    handover=self.id,
                )
            )
        )

    def _write_receivers(self, chosen):
        """:param chosen: [(row id, user id)]"""
        if not chosen:
            return
        rows, users = (list(column) for column in zip(*chosen, strict=True))
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_handover_customer r
                   SET receiver_id = chosen.user_id
                  FROM unnest(%s::int4[], %s::int4[]) AS chosen (id, user_id)
                 WHERE r.id = chosen.id
                """,
                rows,
                users,
            )
        )

    def action_preview(self):
        """Show what would move: how many of each kind, and what they are worth."""
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
