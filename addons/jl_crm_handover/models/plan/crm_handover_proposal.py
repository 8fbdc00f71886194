import heapq

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# of what a candidate has most already
BASES = {"region": "customer_region_id", "industry": "industry_id"}


class CrmHandover(models.Model):
    """Who gets which customer is proposed by what each receiver has (HUA-5)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

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

    def action_propose(self):
        """Propose a receiver for each customer that has none yet (HUA-5).

        :raise UserError: nobody is chosen to receive
        """
        self._ensure_planner()
        self._ensure_state("draft", "planned", "in_progress")
        for handover in self:
            if not handover.receiver_ids:
                raise UserError(
                    self.env._("First choose the receivers to propose from.")
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
