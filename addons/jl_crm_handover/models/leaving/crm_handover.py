from odoo import models
from odoo.exceptions import UserError


class CrmHandover(models.Model):
    """The account of a leaver is closed when everything is handed over (RES-2)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    def action_close_account(self):
        """Archive the account of the person who has handed everything over (RES-2).

        :raise UserError: something is open still, or the handover is not done
        """
        self.ensure_one()
        self._ensure_planner()
        self._ensure_state("done")
        user = self.from_user_id
        if self.kind != "leaving":
            raise UserError(
                self.env._("%s has not left: the account stays.", user.sudo().name)
            )
        user.sudo().with_user(self.env.user)._ensure_no_open_work()
        user.sudo().action_archive()
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        self.sudo().message_post(
            body=self.env._("The account of %s is closed.", user.sudo().name)
        )

    def _tell_absent(self):
        """Whoever is said to have left hears of it: somebody signs in their place."""
        giver = self.from_user_id
        if self.is_from_user_gone and giver.active:
            text = self.env._(
                "%(handover)s says that you have left: %(stand_in)s signs in your "
                "place. If that is not so, tell %(planner)s.",
                handover=self.display_name,
                stand_in=self.stand_in_id.name,
                planner=self.planner_id.name,
            )
            subject = self.env._("Your customers are handed over")
            partners = giver.partner_id.ids
            self.message_notify(partner_ids=partners, subject=subject, body=text)

    def _ask_to_close_account(self):
        """Remind who planned it that the person has left and can log in still."""
        for handover in self:
            if handover.kind == "leaving" and handover.from_user_id.active:
                handover.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._(
                        "Close the account of %s", handover.from_user_id.name
                    ),
                    user_id=handover.planner_id.id,
                )
