from odoo import api, models
from odoo.fields import Domain
from odoo.tools import date_utils

# what fits on a screen; the rest is in the list
MOST_OVERDUE, MOST_COMING, DAYS = 8, 12, 7
DONE_HERE = ("res.partner", "crm.lead")


class CrmWorkplace(models.AbstractModel):
    """What is planned with customers: late, today, the next days (CAR-4)."""

    _name = "crm.workplace"
    _inherit = "crm.workplace"

    @api.model
    def _list_blocks(self):
        blocks = super()._list_blocks()
        if not self.env["crm.contact.record"].has_access("create"):
            return blocks
        plans = self._list_plans()
        # who speaks with no customer has no empty list of plans before them
        if self.env.user._only_looks() and not plans["rows"]:
            return blocks
        return {**blocks, "plans": plans}

    @api.model
    def _list_plans(self):
        """Return the user's plans: the latest of the late ones, then what is next.

        :rtype: dict
        """
        today = self.env.company._to_day()
        last = date_utils.add(today, days=DAYS)
        late = self._find_plans(
            Domain("date_deadline", "<", today),
            "date_deadline DESC, id DESC",
            MOST_OVERDUE,
        )
        coming = self._find_plans(
            Domain("date_deadline", ">=", today) & Domain("date_deadline", "<=", last),
            "date_deadline, id",
            MOST_COMING,
        )
        plans = late[::-1] | coming
        return {"rows": [self._describe_plan(plan) for plan in plans]}

    @api.model
    def _find_plans(self, days, order, limit):
        domain = (
            Domain("user_id", "=", self.env.uid)
            & Domain("is_customer_work", "=", True)
            & Domain("has_reminder", "=", True)
            & days
        )
        return self.env["mail.activity"].search(domain, order=order, limit=limit)

    @api.model
    def _describe_plan(self, plan):
        customer = plan.customer_id
        is_customer = plan.res_model == "res.partner"
        return {
            "id": plan.id,
            "customer": customer.display_name or plan.res_name or "",
            "about": "" if is_customer else plan.res_name or "",
            "what": plan.summary or plan.activity_type_id.name or "",
            "icon": plan.icon or "fa-check",
            "date": plan.date_deadline,
            "step": self._get_step(plan),
            "res_model": plan.res_model,
            "res_id": plan.res_id,
        }

    @api.model
    def _get_step(self, plan):
        """Return what a click does: a contact is recorded, a to-do done, else opened.

        What asks for a decision is decided in its document, not marked as done.
        """
        if plan.customer_id and plan.is_contact:
            return "record"
        is_todo = plan.res_model in DONE_HERE and not plan.is_asked
        return "done" if is_todo else "open"
