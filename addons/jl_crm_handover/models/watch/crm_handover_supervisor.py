from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import get_lang

from odoo.addons.jl_crm_pipeline.tools.holder import find_there

from .crm_handover import CONTACT_DAYS, WATCH_DAYS

# customers that are named; the others are counted
NAMED = 5


class CrmHandover(models.Model):
    """The supervisor, who answers for the result, is told when days run out (HUA-7)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    is_silence_told = fields.Boolean(readonly=True, copy=False, system=True)

    @api.model
    def _tell_supervisors(self):
        """Tell of customers whom their receivers have not spoken with in time, once."""
        days = self._get_days("watch_days", WATCH_DAYS)
        silent = Domain("is_contact_late", "=", True)
        silent &= Domain("first_contact_date", "=", False)
        handovers = self.search(
            Domain("state", "=", "done")
            & Domain("is_silence_told", "=", False)
            & Domain("date_done", ">", fields.Datetime.now() - timedelta(days=days))
            & Domain("customer_ids", "any", silent)
        )
        for handover in handovers:
            handover._tell_supervisor(handover.customer_ids.filtered_domain(silent))
        handovers._write_system({"is_silence_told": True})

    def _tell_supervisor(self, rows):
        """Put a to-do before the supervisor; before the planner, where they left."""
        supervisor = find_there(self.supervisor_id) or self.planner_id
        language = get_lang(self.env, supervisor.lang).code
        text = self.with_context(lang=language)._word_silence(rows)
        self.activity_schedule(
            "mail.mail_activity_data_todo", summary=text, user_id=supervisor.id
        )
        self.message_notify(
            partner_ids=supervisor.partner_id.ids,
            subject=self.display_name,
            body=text,
        )

    def _word_silence(self, rows):
        names = rows[:NAMED].mapped("name")
        return self.env._(
            "%(count)s customers were not spoken with by their receivers within "
            "%(days)s days: %(names)s",
            count=len(rows),
            days=self._get_days("contact_days", CONTACT_DAYS),
            names=", ".join(names) + ("…" if len(rows) > NAMED else ""),
        )
