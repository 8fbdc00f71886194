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
        self.sudo().message_post(
            body=self.env._("The account of %s is closed.", user.sudo().name)
        )
