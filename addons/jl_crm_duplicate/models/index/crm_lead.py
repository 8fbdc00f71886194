from odoo import api, models
from odoo.tools import SQL

from ...tools.keys import Customer

LEAD_FIELDS = (
    *("partner_name", "contact_name", "phone", "email_from"),
    *("website", "city", "street", "street2"),
)
TRIGGERS = {*LEAD_FIELDS, "active", "partner_id"}
READ_SOURCES = """
    SELECT -id, partner_name, phone, email_from, contact_name, website, city,
           concat_ws(' ', street, street2)
      FROM crm_lead
     WHERE id = ANY(%s) AND active AND partner_id IS NULL
"""


class CrmLead(models.Model):
    """Leads that are no customer's are found by keys, too (DUP-3)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._index_duplicates()
        return leads

    def write(self, vals):
        result = super().write(vals)
        if not TRIGGERS.isdisjoint(vals):
            self._index_duplicates()
        return result

    def unlink(self):
        numbers = [-lead_id for lead_id in self.ids]
        result = super().unlink()
        self.env["crm.duplicate.index"]._refresh_later(numbers)
        return result

    def _index_duplicates(self):
        """Bring the keys of the leads in line."""
        index = self.env["crm.duplicate.index"]
        index._refresh_later([-lead_id for lead_id in self.ids])

    def _read_duplicate_sources(self):
        """Yield (id below zero, engine's customer) for leads without a customer.

        A lead of a customer is found with its customer; one that was lost or put away
        is nobody's any more.
        """
        if not self:
            return
        self.flush_model([*LEAD_FIELDS, "partner_id", "active"])
        rows = self.env.execute_query(SQL(READ_SOURCES, self.ids))
        for number, name, phone, mail, contact, website, city, street in rows:
            yield (
                number,
                Customer(
                    name=name or "",
                    phones=tuple(filter(None, [phone])),
                    mails=tuple(filter(None, [mail])),
                    website=website or "",
                    city=city or "",
                    street=street or "",
                    contacts=tuple(filter(None, [contact])),
                ),
            )
