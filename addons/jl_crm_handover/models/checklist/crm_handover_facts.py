from collections import defaultdict

from odoo import models
from odoo.tools import SQL

CONTACTS = """
    SELECT commercial_partner_id, count(*), 0
      FROM res_partner
     WHERE commercial_partner_id = ANY(%(customers)s)
       AND id != commercial_partner_id AND active
     GROUP BY commercial_partner_id
"""
GRANTS = """
    SELECT partner_id, count(*), 0
      FROM crm_customer_grant
     WHERE partner_id = ANY(%(customers)s)
       AND (date_until IS NULL OR date_until >= %(today)s)
     GROUP BY partner_id
"""
DOCUMENTS = """
    SELECT res_id, count(*), 0
      FROM ir_attachment
     WHERE res_model = 'res.partner' AND res_id = ANY(%(customers)s)
       AND res_field IS NULL
     GROUP BY res_id
"""
# what a statement of account shows: entries that are not settled, payments too
STATEMENTS = """
    SELECT p.commercial_partner_id, count(*), sum(l.amount_residual)
      FROM account_move_line l
      JOIN account_account a ON a.id = l.account_id
      JOIN res_partner p ON p.id = l.partner_id
     WHERE p.commercial_partner_id = ANY(%(customers)s)
       AND a.account_type = 'asset_receivable'
       AND l.parent_state = 'posted'
       AND l.amount_residual != 0
       AND l.company_id = %(company)s
     GROUP BY p.commercial_partner_id
"""
CREDIT = """
    SELECT p.id, 1, COALESCE((p.credit_limit ->> %(company)s::text)::numeric, 0)
      FROM res_partner p
     WHERE p.id = ANY(%(customers)s)
       AND (COALESCE((p.credit_limit ->> %(company)s::text)::numeric, 0) > 0
            OR (p.property_payment_term_id ->> %(company)s::text) IS NOT NULL)
"""
DELIVERIES = """
    SELECT p.commercial_partner_id, count(*), 0
      FROM stock_picking d
      JOIN stock_picking_type t ON t.id = d.picking_type_id
      JOIN res_partner p ON p.id = d.partner_id
     WHERE p.commercial_partner_id = ANY(%(customers)s)
       AND t.code = 'outgoing'
       AND d.state NOT IN ('done', 'cancel')
     GROUP BY p.commercial_partner_id
"""


class CrmHandover(models.Model):
    """What stays where it is, but the receiver should know of (HUA-3)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    def _get_facts(self):
        """Return what is counted by customer; a hook for complaints and the like.

        :return: [(kind, name, heading, query)]; the query gives (customer, count,
            amount) and knows customers, company and today
        """
        return [*self._get_customer_facts(), *self._get_business_facts()]

    def _get_customer_facts(self):
        contacts = self.env._("Contacts of the customers")
        grants = self.env._("Colleagues with access")
        documents = self.env._("Documents of the customers")
        credit = self.env._("Credit limits and payment terms")
        return [
            ("res.partner:contacts", contacts, "resources", CONTACTS),
            ("crm.customer.grant", grants, "resources", GRANTS),
            ("ir.attachment", documents, "archive", DOCUMENTS),
            ("res.partner:credit", credit, "archive", CREDIT),
        ]

    def _get_business_facts(self):
        statement = self.env._("Statement of account")
        facts = [("account.move.line:balance", statement, "financial", STATEMENTS)]
        if "stock.picking" in self.env:
            name = self.env._("Deliveries under way")
            facts.append(("stock.picking", name, "unfinished", DELIVERIES))
        return facts

    def _iter_facts(self, customers, places):
        """Yield (kind, heading, {place: (count, amount)}) of what is counted."""
        known = {
            "customers": customers.ids,
            "company": self.company_id.id,
            "today": self.company_id._to_day(),
        }
        self.env.flush_all()
        for kind, _name, heading, query in self._get_facts():
            sums = defaultdict(lambda: (0, 0.0))
            for customer, count, amount in self.env.execute_query(SQL(query, **known)):
                place = places[customer]
                sums[place] = sums[place][0] + count, sums[place][1] + float(amount)
            yield kind, heading, sums
