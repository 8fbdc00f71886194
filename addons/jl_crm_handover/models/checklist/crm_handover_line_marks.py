from odoo import fields, models
from odoo.exceptions import AccessError, UserError

# the marks that are put after each
AFTER = {
    "is_given": ("is_received", "is_witnessed"),
    "is_received": ("is_witnessed",),
    "is_witnessed": (),
}


class CrmHandoverLine(models.Model):
    """Each party marks an item for themselves, in their order (HUA-2, HUA-3)."""

    _name = "crm.handover.line"
    _inherit = "crm.handover.line"

    def action_give(self):
        """Say that the item is handed over, or take it back (HUA-3).

        :raise UserError: it was sent back, or its supervisor is not there
        """
        self.check_access("read")
        self._ensure_role("giver")
        self._ensure_no_objection()
        self._mark("giver", "is_given", "given_date")

    def action_receive(self):
        """Say that the item is received, or take it back (HUA-3).

        :raise UserError: it was sent back or not handed over, or its supervisor is
            not there
        """
        self.check_access("read")
        self._ensure_role("receiver")
        self._ensure_no_objection()
        self._ensure_done_by_others("is_received", ["is_given"])
        self._mark("receiver", "is_received", "received_date")

    def action_witness(self):
        """Mark a key customer's item as handed over in one's presence (HUA-2).

        :raise UserError: giver and receiver have not both marked it
        """
        self.check_access("read")
        self._ensure_role("supervisor")
        self._ensure_done_by_others("is_witnessed", ["is_given", "is_received"])
        self._mark("supervisor", "is_witnessed", "witnessed_date")
        for handover in self.handover_id:
            handover.sudo()._attend(self.env.user)

    def action_object(self):
        """Ask for the reason why the item goes back (HUA-3).

        :rtype: dict
        """
        self._ensure_role("receiver")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send Back"),
            "res_model": "crm.handover.objection",
            "view_mode": "form",
            "target": "new",
            "context": {"default_line_ids": self.ids},
        }

    def action_answer(self):
        """Say that the objection is settled; the receiver looks again (HUA-3)."""
        self.check_access("read")
        self._ensure_role("giver")
        self._ensure_one_by_one("giver")
        settled = self.filtered("objection")
        for line in settled:
            line.handover_id.sudo().message_post(
                body=self.env._(
                    "Settled: %(item)s (%(objection)s)",
                    item=line.name,
                    objection=line.objection,
                )
            )
        settled._set_marks(
            {"objection": False, "is_given": True, "given_date": fields.Datetime.now()}
        )

    def _send_back(self, reason):
        """Object to items: they go back to the person who hands over (HUA-3).

        :param str reason: why
        """
        self._ensure_role("receiver")
        cleared = dict.fromkeys(("is_given", "is_received", "is_witnessed"), False)
        self._set_marks({**cleared, "objection": reason})
        for handover, lines in self.grouped("handover_id").items():
            handover.sudo()._tell_objection(lines, reason)

    def _mark(self, role, flag, date):
        """Set the user's mark, or take it off where all of them have it.

        With a mark go those that were put after it.
        """
        self._ensure_one_by_one(role)
        is_on = not all(line[flag] for line in self)
        cleared = {} if is_on else dict.fromkeys(AFTER[flag], False)
        date_on = is_on and fields.Datetime.now()
        self._set_marks({**cleared, flag: is_on, date: date_on})

    def _ensure_one_by_one(self, role):
        """:raise UserError: several of key customers at once, or nobody watches"""
        key = self.filtered("is_key")
        if len(key) > 1:
            raise UserError(
                self.env._(
                    "The items of key customers are marked one by one: press the "
                    "button beside each of them."
                )
            )
        if role != "supervisor":
            key.handover_id._ensure_attended()

    def _ensure_done_by_others(self, flag, flags):
        """:raise UserError: a mark that comes before this one is missing (HUA-2)"""
        labels = {
            name: self._fields[name]._description_string(self.env) for name in flags
        }
        for line in self.filtered(lambda one: not one[flag]):
            if missing := [label for name, label in labels.items() if not line[name]]:
                raise UserError(
                    self.env._(
                        "“%(item)s” is not marked yet as: %(marks)s.",
                        item=line.name,
                        marks=", ".join(missing),
                    )
                )

    def _set_marks(self, vals):
        self.handover_id._ensure_state("in_progress")
        self.sudo()._write_system(vals)

    def _ensure_role(self, role):
        """:raise AccessError: the user is not this party of all the items"""
        for handover in self.handover_id:
            handover._ensure_party(role)
        if others := self.filtered(lambda line: role not in line._get_my_roles()):
            raise AccessError(
                self.env._(
                    "“%(item)s” is for %(user)s.",
                    item=others[0].name,
                    user=others[0].receiver_id.name,
                )
            )

    def _ensure_no_objection(self):
        if blocked := self.filtered("objection"):
            raise UserError(
                self.env._(
                    "“%(item)s” was sent back: %(reason)s. The handing-over person "
                    "settles it first.",
                    item=blocked[0].name,
                    reason=blocked[0].objection,
                )
            )
