from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

NIGHTLY = SQL("c.customer_status IS NOT NULL")
# the earliest open activity on a customer, its people and their opportunities
REFRESH = """
    UPDATE res_partner p
       SET next_plan_date = n.day
      FROM (
            SELECT c.id, plan.day
              FROM res_partner c
              LEFT JOIN (
                    SELECT q.commercial_partner_id AS customer, min(a.day) AS day
                      FROM (
                            SELECT date_deadline AS day, res_id AS partner
                              FROM mail_activity
                             WHERE res_model = 'res.partner' AND active
                             UNION ALL
                            SELECT a.date_deadline, l.partner_id
                              FROM mail_activity a
                              JOIN crm_lead l ON l.id = a.res_id AND l.active
                             WHERE a.res_model = 'crm.lead' AND a.active
                           ) a
                      JOIN res_partner q ON q.id = a.partner
                     WHERE %(whose)s
                     GROUP BY 1
                   ) plan ON plan.customer = c.id
             WHERE %(customers)s
           ) n
     WHERE p.id = n.id
       AND p.next_plan_date IS DISTINCT FROM n.day
"""


def my_plan(name):
    """Return a field that is true of whoever the reader has planned something with.

    :param str name: of the activity's field that says when it is due
    :rtype: odoo.fields.Boolean
    """

    def search(customers, operator, _value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", sorted(customers._find_my_planned(name)))

    def compute(customers):
        planned = customers._find_my_planned(name)
        for customer in customers:
            customer[field.name] = customer.id in planned

    field = fields.Boolean(
        compute=compute,
        search=search,
        export_string_translation=False,
    )
    return field


class ResPartner(models.Model):
    """When a customer is seen to next: by what is planned on it or its opportunities.

    It is a column, so that a million customers are ordered by it (CAR-3).
    """

    _name = "res.partner"
    _inherit = "res.partner"

    next_plan_date = fields.Date(
        string="Next Plan",
        readonly=True,
        copy=False,
        help="The earliest open activity on the customer or one of its opportunities.",
        prefetch="customer_profile",
        system=True,
    )
    has_my_late_plan = my_plan("is_overdue")
    has_my_plan_today = my_plan("is_due_today")
    has_my_plan_this_week = my_plan("is_due_this_week")

    # hot first, then whoever is due next
    _next_plan_order = models.Index(
        "(COALESCE(is_hot, FALSE) DESC, next_plan_date, id) "
        "WHERE customer_status IS NOT NULL"
    )

    @api.model
    def _find_my_planned(self, due):
        """Return the ids of the customers whom the reader has planned to see to."""
        mine = Domain("user_id", "=", self.env.uid) & Domain("active", "=", True)
        # one's own plans may lie on what one does not see any more
        plans = self.env["mail.activity"].sudo()
        pairs = plans._find_work_pairs(mine & Domain(due, "=", True))
        return {customer for _plan, customer in pairs if customer}

    def _refresh_next_plan(self):
        """Bring the day of the next plan of these customers in line."""
        if ids := self.commercial_partner_id.ids:
            whose = SQL("q.commercial_partner_id = ANY(%s)", ids)
            self._refresh_plans_of(whose, SQL("c.id = ANY(%s)", ids))

    @api.model
    def _refresh_all_next_plans(self):
        """Bring those of all customers in line, in one statement."""
        self._refresh_plans_of(SQL("TRUE"), NIGHTLY)

    @api.model
    def _refresh_plans_of(self, whose, customers):
        self.env["mail.activity"].flush_model()
        self.env["crm.lead"].flush_model(["partner_id", "active"])
        self.flush_model(["commercial_partner_id", "customer_status"])
        self.env.cr.execute(SQL(REFRESH, whose=whose, customers=customers))
        self.env["res.partner"].invalidate_model(["next_plan_date"], flush=False)
