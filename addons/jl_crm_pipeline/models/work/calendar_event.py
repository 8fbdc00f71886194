from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

# Who gets a meeting attends it in place of who had it.
ATTEND = (
    """
    UPDATE calendar_attendee a
       SET partner_id = r.partner_id, common_name = p.name
      FROM %(moves)s, res_users g, res_users r, res_partner p
     WHERE a.event_id = moved.id
       AND g.id = moved.giver
       AND r.id = moved.receiver
       AND p.id = r.partner_id
       AND a.partner_id = g.partner_id
       AND NOT EXISTS (SELECT FROM calendar_attendee o
                        WHERE o.event_id = moved.id AND o.partner_id = r.partner_id)
    """,
    """
    DELETE FROM calendar_attendee a
     USING %(moves)s, res_users g
     WHERE a.event_id = moved.id
       AND g.id = moved.giver
       AND a.partner_id = g.partner_id
    """,
    """
    INSERT INTO calendar_event_res_partner_rel (calendar_event_id, res_partner_id)
    SELECT moved.id, r.partner_id
      FROM %(moves)s
      JOIN res_users g ON g.id = moved.giver
      JOIN res_users r ON r.id = moved.receiver
      JOIN calendar_event_res_partner_rel o
        ON o.calendar_event_id = moved.id AND o.res_partner_id = g.partner_id
        ON CONFLICT DO NOTHING
    """,
    """
    DELETE FROM calendar_event_res_partner_rel o
     USING %(moves)s, res_users g
     WHERE o.calendar_event_id = moved.id
       AND g.id = moved.giver
       AND o.res_partner_id = g.partner_id
    """,
)


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ["calendar.event", "customer.work.mixin"]

    _work_customer_field = "partner_ids"

    @api.model
    def _prepare_partner_contact_details_html(self, section_title, partner):
        details = super()._prepare_partner_contact_details_html(section_title, partner)
        # all colleagues read a meeting: of a customer it tells the name
        is_customer = partner.sudo().customer_holder
        return details[:2] if is_customer else details

    @api.model
    def _work_open_domain(self):
        return Domain("stop", ">=", "now")

    @api.model
    def _work_customer_domain(self, customers):
        """Meetings that a customer attends, or that an opportunity of theirs has."""
        return super()._work_customer_domain(customers) | Domain(
            "opportunity_id.partner_id.commercial_partner_id", "in", customers.ids
        )

    @api.model
    def _get_work_name(self):
        return self.env._("Meetings")

    @api.model
    def _get_customer_pairs(self, query):
        return SQL(
            """
            SELECT e.id, p.commercial_partner_id
              FROM calendar_event e
              JOIN crm_lead l ON l.id = e.opportunity_id
              JOIN res_partner p ON p.id = l.partner_id
             WHERE e.id IN %(records)s
             UNION ALL
            SELECT a.calendar_event_id, p.commercial_partner_id
              FROM calendar_event_res_partner_rel a
              JOIN res_partner p ON p.id = a.res_partner_id
             WHERE a.calendar_event_id IN %(records)s
            """,
            records=query.subselect(),
        )

    @api.model
    def _sync_transfer(self, rows, ids):
        """Who gets a meeting attends it; nobody is invited or told."""
        for statement in ATTEND:
            self.env.cr.execute(SQL(statement, moves=rows))
