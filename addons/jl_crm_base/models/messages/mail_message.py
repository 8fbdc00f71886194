from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.guard import is_person

# what a message says, and of which record; the rest is how people deal with it
SAID = frozenset(
    {
        *("author_id", "body", "date", "email_from", "message_type", "model"),
        *("res_id", "subject", "subtype_id", "tracking_value_ids"),
    }
)
COMMENT = "comment"


class MailMessage(models.Model):
    """The history of a record stays: who changed what, who had it, what was decided.

    Odoo lets whoever may change a record delete and rewrite what was noted of it. Of
    guarded models a person takes back their own comments alone.
    """

    _name = "mail.message"
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        if is_person(self.env):
            vals_list = [self._say_oneself(vals) for vals in vals_list]
        return super().create(vals_list)

    @api.model
    def _say_oneself(self, vals):
        """Return the values such that of colleagues nobody speaks but they themselves.

        A mail may go out under a colleague's address, as a template has it; who wrote
        it is who sends it, and when is now.
        """
        said = {**self._read_defaults(["author_id", "date", "model"]), **vals}
        model = said.get("model")
        if model not in self.env or not self.env[model]._is_guarded():
            return vals
        me = self.env.user.partner_id
        author = me.sudo().browse(said.get("author_id") or me.id)
        if author != me and author.user_ids.filtered(lambda user: not user.share):
            said["author_id"] = me.id
        if said.get("date"):
            said["date"] = fields.Datetime.now()
        return said

    def write(self, vals):
        if not SAID.isdisjoint(vals):
            self._ensure_own_comments()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        self._ensure_own_comments()

    def _ensure_own_comments(self):
        """:raise UserError: a person changes the history of a record"""
        if not is_person(self.env):
            return
        if any(message._is_history() for message in self.sudo()):
            raise UserError(
                self.env._(
                    "The history of a record stays as it is. Only your own comments "
                    "can be changed or deleted."
                )
            )

    def _is_history(self):
        is_kept = self.model in self.env and self.env[self.model]._is_guarded()
        is_own = self.message_type == COMMENT and self.create_uid.id == self.env.uid
        return is_kept and not is_own
