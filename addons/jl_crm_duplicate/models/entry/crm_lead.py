from odoo import api, models
from odoo.http import request

from .crm_duplicate_policy import RANKS

HIT_LIMIT = 5


class CrmLead(models.Model):
    """A lead that came in by itself tells whom it looks like (DUP-3)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        # a visitor sends a form of the website
        if request and request.env.uid and not request.env.user._is_internal():
            leads._note_duplicates()
        return leads

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        lead = super().message_new(msg_dict, custom_values)
        lead._note_duplicates()
        return lead

    def _note_duplicates(self):
        """Tell in the chatter whom a lead looks like that came in by itself (DUP-3).

        Nobody was there to be asked, and who sent it is told nothing.
        """
        robot = self.env.ref("base.user_root")
        for one in self.with_user(robot):
            # those read it who look after the lead, not who has sent it
            lead = one.with_context(lang=(one.user_id or robot).lang)
            hits = [] if lead.partner_id else lead._find_similar()
            if not hits:
                continue
            report = lead.env["crm.duplicate.report"]
            body = report._render_note(report._get_unattended_title(), hits)
            lead._message_log(body=body, author_id=robot.partner_id.id)

    def _find_similar(self):
        """Return the likely and certain hits for what the lead says of a customer."""
        values = {
            "name": self.partner_name or self.contact_name or self.email_from,
            "phone": self.phone,
            "email": self.email_from,
            "website": self.website,
            "city": self.city,
            "street": self.street,
            "is_company": bool(self.partner_name),
        }
        values = {name: value for name, value in values.items() if value}
        if not values.get("name"):
            return []
        hits = self.env["res.partner"].analyse_duplicates(values, limit=HIT_LIMIT)
        return [
            hit for hit in hits if hit["verdict"] in RANKS and hit["lead_id"] != self.id
        ]

    def _tell_duplicate(self, is_seen):
        """Return what a reader is told of a lead that looks like a customer.

        :param bool is_seen: whether the reader may open it
        """
        self.ensure_one()
        return {
            "partner_id": False,
            "lead_id": self.id if is_seen else False,
            "access_token": False,
            "display_name": self.partner_name or self.contact_name or self.name,
            "holder": self.user_id.name or "",
            "department": self.team_id.name or "",
            "status": dict(self._fields["type"]._description_selection(self.env))[
                self.type
            ],
        }
