from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

CONTACT_DAYS = 7
WATCH_DAYS = 90
# Orders and contacts of as many days before the handover as have passed since,
# up to the days that are watched.
WATCH = """
    WITH handed AS (
        SELECT r.id, r.partner_id, h.date_done AS done,
               (h.date_done AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS done_day,
               LEAST(h.date_done + %(days)s * interval '1 day',
                     now() AT TIME ZONE 'UTC') AS until,
               h.date_done - %(days)s * interval '1 day' AS since,
               c.id AS company_id,
               r.receiver_id
          FROM crm_handover_customer r
          JOIN crm_handover h ON h.id = r.handover_id
          JOIN res_company c ON c.id = h.company_id
         WHERE h.state = 'done'
           AND (%(all)s OR h.date_done > now() AT TIME ZONE 'UTC'
                                - (%(days)s + 2) * interval '1 day')
           AND h.company_id = %(company)s
    ), ordered AS (
        SELECT d.id,
               count(*) FILTER (WHERE o.date_order < d.done) AS before,
               count(*) FILTER (WHERE o.date_order >= d.done) AS after,
               sum(o.amount_untaxed / COALESCE(NULLIF(o.currency_rate, 0), 1))
                   FILTER (WHERE o.date_order < d.done) AS amount_before,
               sum(o.amount_untaxed / COALESCE(NULLIF(o.currency_rate, 0), 1))
                   FILTER (WHERE o.date_order >= d.done) AS amount_after
          FROM handed d
          JOIN res_partner p ON p.commercial_partner_id = d.partner_id
          JOIN sale_order o ON o.partner_id = p.id
           AND o.state = 'sale'
           AND o.date_order BETWEEN d.since AND d.until
         GROUP BY d.id
    ), spoken AS (
        SELECT d.id,
               (min(c.contact_date) AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
               AS first
          FROM handed d
          JOIN crm_contact_record c ON c.partner_id = d.partner_id
           AND c.user_id = d.receiver_id
           AND c.contact_date >= d.done
         GROUP BY d.id
    )
    UPDATE crm_handover_customer r
       SET first_contact_date = s.first,
           contact_days = s.first - d.done_day,
           is_contact_late = COALESCE(s.first, %(today)s) > d.done_day + %(contact)s,
           orders_before = COALESCE(o.before, 0),
           orders_after = COALESCE(o.after, 0),
           amount_before = COALESCE(o.amount_before, 0),
           amount_after = COALESCE(o.amount_after, 0),
           is_lost = COALESCE(o.before, 0) > 0
                     AND COALESCE(o.after, 0) = 0
                     AND d.until >= d.done + %(days)s * interval '1 day'
      FROM handed d
      LEFT JOIN ordered o ON o.id = d.id
      LEFT JOIN spoken s ON s.id = d.id
     WHERE r.id = d.id
"""
SCORES = [
    ("5", "Very good"),
    ("4", "Good"),
    ("3", "Sufficient"),
    ("2", "Poor"),
    ("1", "Bad"),
]


class CrmHandover(models.Model):
    """Assessment by sales management, and whether the customers stay (HUA-5, HUA-7)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    score = fields.Selection(selection=SCORES, copy=False, tracking=True)
    remarks = fields.Text(copy=False)
    assessor_id = fields.Many2one(
        comodel_name="res.users",
        string="Assessed by",
        readonly=True,
        copy=False,
        system=True,
    )
    assessment_date = fields.Date(
        string="Assessed on", readonly=True, copy=False, system=True
    )
    kept_count = fields.Integer(
        string="Spoken with",
        compute="_compute_watch",
        help="Customers whom the receivers have spoken with since.",
    )
    late_count = fields.Integer(string="Contacted Late", compute="_compute_watch")
    lost_count = fields.Integer(string="Lost Customers", compute="_compute_watch")

    def _compute_watch(self):
        rows = self.env["crm.handover.customer"]
        counted = [
            self._count_rows(rows, [("first_contact_date", "!=", False)]),
            self._count_rows(rows, [("is_contact_late", "=", True)]),
            self._count_rows(rows, [("is_lost", "=", True)]),
        ]
        for handover in self:
            kept, late, lost = (counts.get(handover._origin, 0) for counts in counted)
            handover.kept_count = kept
            handover.late_count = late
            handover.lost_count = lost

    def _count_rows(self, rows, domain):
        domain = [("handover_id", "in", self.ids), *domain]
        return dict(rows._read_group(domain, ["handover_id"], ["__count"]))

    def write(self, vals):
        if {"score", "remarks"}.isdisjoint(vals):
            return super().write(vals)
        self._ensure_state("done")
        result = super().write(vals)
        self._write_system(
            {
                "assessor_id": self.env.uid,
                "assessment_date": self.env.company._to_day(),
            }
        )
        return result

    @api.model
    def _cron_watch(self):
        """Bring the figures of what was handed over lately in line, each night."""
        self._refresh_watch()
        self._tell_supervisors()

    @api.model
    def _refresh_watch(self, *, everything=False):
        """Look at contacts and orders of customers handed over: a statement a company.

        :param bool everything: those of long ago too
        """
        self.env.flush_all()
        for company in self.env["res.company"].sudo().search(Domain.TRUE):
            self._refresh_watch_of(company, everything)
        self.env["crm.handover.customer"].invalidate_model(flush=False)

    @api.model
    def _refresh_watch_of(self, company, everything):
        self.env.cr.execute(
            SQL(
                WATCH,
                company=company.id,
                zone=company._get_work_zone(),
                today=company._to_day(),
                days=self._get_days("watch_days", WATCH_DAYS),
                contact=self._get_days("contact_days", CONTACT_DAYS),
                all=everything,
            )
        )

    def action_open_watch(self):
        """Open how the customers do since they were handed over (HUA-7).

        :rtype: dict
        """
        self._refresh_watch()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_handover.crm_handover_customer_action"
        )
        context = {"search_default_group_receiver": 1}
        return {
            **action,
            "domain": [("handover_id", "=", self.id)],
            "context": context,
        }
