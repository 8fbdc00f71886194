from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.jl_crm_pipeline.tools.holder import find_there

# what no one changes any more when the customers have changed hands
OPEN_STATES = ("draft", "planned", "in_progress", "signing")


class CrmHandover(models.Model):
    """The plan: who hands what to whom, and what is missing (HUA-5)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    def action_plan(self):
        """Reserve the customers and show what will move (HUA-5).

        :raise UserError: something of the plan is missing
        """
        self._ensure_planner()
        for handover in self:
            handover._raise_blockers(handover._get_plan_blockers())
            handover._reserve()
            handover.sudo()._refresh_scope()
        self._move_to("planned")

    def action_draft(self):
        """Take the plan back to change it (HUA-5)."""
        self._ensure_planner()
        self._move_to("draft")
        self._release()

    def action_start(self):
        """Make the checklist and tell the parties that it has begun (HUA-3)."""
        self._ensure_planner()
        for handover in self:
            handover._raise_blockers(handover._get_plan_blockers())
        self._move_to("in_progress")
        now = self.env.cr.now()
        self._write_system({"date_start": now})
        for handover in self.sudo():
            handover._make_checklist()
            handover._tell_parties(
                self.env._("Work through the checklist of %s.", handover.display_name)
            )
            handover._tell_absent()

    def action_cancel(self):
        """Give the customers free; what was signed stays as a record (HUA-5)."""
        self._ensure_planner()
        self._ensure_state(*OPEN_STATES)
        self._move_to("cancelled")
        self._release()
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def _raise_blockers(self, blockers):
        """:raise UserError: there are any"""
        if blockers:
            raise UserError("\n".join(f"• {blocker}" for blocker in blockers))

    def _get_plan_blockers(self):
        """Return sentences that say what the plan is missing; others may add."""
        self.ensure_one()
        blockers = [*self._get_customer_blockers(), *self._get_giver_blockers()]
        if self.kind == "temporary" and not self.date_return:
            blockers.append(self.env._("Say when the customers return."))
        blockers += self._get_party_blockers() + self._get_holder_blockers()
        return blockers + self._get_company_blockers()

    def _get_customer_blockers(self):
        """Return what the list of customers is missing."""
        blockers = []
        mine = Domain("handover_id", "=", self.id)
        rows = self.env["crm.handover.customer"]
        if not self._takes_rest() and not rows.search_count(mine, limit=1):
            blockers.append(self.env._("Choose the customers: tab “Customers”."))
        if rows.search_count(mine & Domain("receiver_id", "=", False), limit=1):
            blockers.append(
                self.env._("Some customers have no receiver: choose one for each.")
            )
        return blockers

    def _get_holder_blockers(self):
        """Return the customers that are not, or not any more, the person's own."""
        foreign = ~self._get_giver_domain()
        others = self.env["crm.handover.customer"].search(
            Domain("handover_id", "=", self.id) & Domain("partner_id", "any!", foreign),
            limit=5,
        )
        return [
            self.env._(
                "%(customer)s is not a customer of %(user)s: take it out.",
                customer=row.name,
                user=self.from_user_id.sudo().name,
            )
            for row in others
        ]

    def _get_giver_domain(self):
        """Return the domain of the person's customers; of a leaver, as they left."""
        giver = self.from_user_id
        mine = Domain("user_id", "=", giver.id)
        if find_there(giver):
            return mine
        left = Domain("user_id", "=", False) & Domain("former_user_id", "=", giver.id)
        return mine | left

    @api.model_create_multi
    def create(self, vals_list):
        handovers = super().create(vals_list)
        handovers._give_all_to_the_one()
        return handovers

    def write(self, vals):
        result = super().write(vals)
        if "receiver_ids" in vals:
            self._give_all_to_the_one()
        return result

    @api.onchange("receiver_ids")
    def _onchange_receiver_ids(self):
        """Show at once what the one receiver gets."""
        if len(self.receiver_ids) == 1:
            self.customer_ids.receiver_id = self.receiver_ids._origin

    def _give_all_to_the_one(self):
        """Let the one receiver who is chosen receive all customers (HUA-5)."""
        for handover in self:
            receiver = handover.receiver_ids
            if len(receiver) == 1 and handover.state in OPEN_STATES:
                rows = handover.customer_ids.filtered(
                    lambda row, receiver=receiver: row.receiver_id != receiver
                )
                if rows:
                    rows.receiver_id = receiver

    def _add_receivers(self):
        """Let those take part who get something."""
        for handover in self:
            named = handover._find_receivers()
            if named - handover.receiver_ids:
                handover.receiver_ids |= named
                # while it is being made, Odoo computes nothing anew
                handover._compute_kind()

    def _drop_receivers(self):
        """Let nobody sign who gets nothing."""
        for handover in self:
            named = handover._find_receivers()
            if named != handover.receiver_ids:
                handover.receiver_ids = named

    def _find_receivers(self):
        """Return who gets a customer or the rest."""
        groups = self.env["crm.handover.customer"]._read_group(
            [("handover_id", "in", self.ids)], ["receiver_id"]
        )
        users = self.env["res.users"].union(*(user for [user] in groups))
        return users | self.rest_receiver_id if self._takes_rest() else users

    def _tell_parties(self, text):
        """Put a to-do before everybody who takes part."""
        self.activity_unlink(["mail.mail_activity_data_todo"])
        for _role, user in self._get_parties():
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=self.date_planned,
                summary=text,
                user_id=user.id,
            )
