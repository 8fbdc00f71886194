from odoo import api, models
from odoo.exceptions import RedirectWarning


class ResUsers(models.Model):
    """Nobody leaves with customers or open work in their name (RES-2)."""

    _name = "res.users"
    _inherit = "res.users"

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self.filtered("active")._ensure_no_open_work()
        return super().write(vals)

    def action_archive(self):
        self.check_access("write")
        # before anything of them is archived: they leave their departments first
        self.filtered("active")._ensure_no_open_work()
        return super().action_archive()

    def _leave(self):
        # whoever becomes a portal user, or loses the group of all colleagues
        self._ensure_no_open_work()
        return super()._leave()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open_work(self):
        self._ensure_no_open_work()

    def _ensure_no_open_work(self):
        """Nobody leaves with customers or open work in their name (RES-2).

        The system itself, like a directory that is synchronised, is not asked: their
        customers fall to nobody, what they had to do goes to the superior. A person is,
        with whatever rights a dialogue lends them.

        :raise RedirectWarning: with a handover that is prepared for them
        """
        if not self._is_person_acting():
            return
        for user in self:
            if work := user._find_what_is_open():
                raise RedirectWarning(
                    self.env._(
                        "%(user)s is still responsible for open work: %(work)s. Hand "
                        "it over first, then the account can be closed.",
                        user=user.name,
                        work=work,
                    ),
                    self.env.ref("jl_crm_handover.crm_handover_action_new").id,
                    self.env._("Prepare the handover"),
                    {
                        "default_from_user_id": user.id,
                        "default_kind": "leaving",
                        "default_source": "person",
                    },
                )

    def _find_what_is_open(self):
        """Return what the user answers for, in words: the number of each kind."""
        partners = self.env["res.partner"].sudo()
        domain = [("user_id", "=", self.id), ("customer_status", "!=", False)]
        found = [(self.env._("Customers"), partners.search_count(domain))]
        for model in self.env["crm.handover"]._iter_work_models():
            open_ = model._work_open_domain() & model._work_user_domain(self)
            found += [
                (name, model.search_count(open_ & part))
                for _kind, name, part, _heading in model._get_work_kinds()
            ]
        return ", ".join(f"{name} {count}" for name, count in found if count)
