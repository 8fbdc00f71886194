from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .crm_handover import CUSTOMERS


class CrmHandover(models.Model):
    """Which customers change hands (HUA-1, HUA-5)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

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
        domain = self._get_giver_domain()
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
        self._give_all_to_the_one()
        self._reserve_added()
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
