from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.guard import is_person

DONE = ("active", "date_done")


class MailActivity(models.Model):
    """A decision is asked of somebody: others neither end nor move the to-do.

    Odoo lets whoever may change a document finish everybody's activities on it, such
    as a salesperson the reviewer's on their own quotation (K3Q-4).
    """

    _name = "mail.activity"
    _inherit = ["mail.activity", "system.field.mixin"]

    is_asked = fields.Boolean(
        string="Asks for a Decision",
        copy=False,
        readonly=True,
        system=True,
        help="It goes by itself as soon as it is decided.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._clean_values(vals_list)
        if is_person(self.env):
            # one that is done was done by whose it was, not made so
            vals_list = [
                {name: value for name, value in vals.items() if name not in DONE}
                for vals in vals_list
            ]
        activities = super(MailActivity, self._strip_defaults()).create(vals_list)
        return activities.with_env(self.env)

    def write(self, vals):
        self._ensure_asked_of_me()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        self._ensure_asked_of_me()

    def _ensure_asked_of_me(self):
        """:raise UserError: a decision that somebody else is asked for"""
        if not is_person(self.env) or self.env.user._is_admin():
            return
        for activity in self.sudo():
            if activity.is_asked and activity.user_id != self.env.user:
                raise UserError(
                    self.env._(
                        "%(person)s is asked to decide. The to-do goes by itself once "
                        "it is decided, or when you take back what you asked for.",
                        person=activity.user_id.name,
                    )
                )
