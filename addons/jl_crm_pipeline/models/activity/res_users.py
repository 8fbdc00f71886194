from odoo import api, models
from odoo.fields import Domain


class ResUsers(models.Model):
    """What somebody who leaves had still to do for customers goes to their superior.

    Odoo deletes the activities of whom it archives.
    """

    _name = "res.users"
    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and not vals["active"]:
            self._hand_over_activities()
        return result

    def action_archive(self):
        # Odoo deletes what those had to do whom it archives
        sparing = self.env["mail.activity"]._sparing_customer_work(self)
        return super(ResUsers, sparing).action_archive()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_activities(self):
        """Nobody's activities are deleted with them: nobody is responsible then."""
        self._hand_over_activities()
        left = self._find_customer_activities(active_test=False)
        left.with_context(mail_activity_quick_update=True).write({"user_id": False})

    def _hand_over_activities(self):
        """Give what is open to the superiors; without one it stays with the person."""
        for user in self:
            heir = user._find_heir()
            activities = user._find_customer_activities()
            if heir and activities:
                quiet = activities.with_context(mail_activity_quick_update=True)
                quiet.write({"user_id": heir.id})
                user._tell_heir(heir, activities)

    def _find_heir(self):
        """Return the next superior who is still there."""
        heir = self.sudo().sales_manager_id
        while heir and not heir.active:
            heir = heir.sales_manager_id
        return heir

    def _find_customer_activities(self, active_test=True):
        activities = self.env["mail.activity"].sudo()
        found = activities.with_context(active_test=active_test).search(
            [
                ("user_id", "in", self.ids),
                ("res_model", "in", sorted(activities._get_detailed_models())),
            ]
        )
        return found.with_env(activities.env)

    def _tell_heir(self, heir, activities):
        self.env["mail.thread"].sudo().message_notify(
            partner_ids=heir.partner_id.ids,
            subject=self.env._("Activities of %(name)s", name=self.name),
            body=self.env._(
                "%(name)s has left. %(count)s open activities are yours now: "
                "see “My Pending Activities”.",
                name=self.name,
                count=len(activities),
            ),
        )

    def _get_contact_record_domain(self, mode):
        """Return the record rule of contact records: one's own, one's customers'.

        :param str mode: ``read`` or ``edit``
        """
        if self._sees_every_customer():
            return Domain.TRUE
        domain = Domain("user_id", "in", list(self._get_customer_holder_ids()))
        if mode == "read":
            domain |= Domain("partner_id", "any!", self._get_customer_domain(mode))
        return domain
