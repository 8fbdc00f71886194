from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmHandover(models.Model):
    """Where each record goes: the receiver of its customer, or of the rest (HUA-6)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

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

    def _map_places(self):
        """Return {customer id: (receiver id, id of a key row)}; None is the rest."""
        self.env["crm.handover.customer"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, receiver_id,
                       CASE WHEN customer_class = 'key' THEN id ELSE 0 END
                  FROM crm_handover_customer WHERE handover_id = %s
                """,
                self.id,
            )
        )
        places = {
            customer: (receiver, row or False) for customer, receiver, row in rows
        }
        if self._takes_rest():
            places[None] = (self.rest_receiver_id.id, False)
        return places

    def _place_work(self, model, domain, places):
        """Return {record id: (receiver id, row id)}; the first customer decides."""
        placed = {}
        for record, customer in model._find_work_pairs(domain):
            place = places.get(customer) or places.get(None)
            is_better = customer in places and placed.get(record) == places.get(None)
            if place and (record not in placed or is_better):
                placed[record] = place
        return placed
