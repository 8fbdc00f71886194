from odoo import models
from odoo.exceptions import AccessError


class CustomerAssignmentMixin(models.AbstractModel):
    """Give customers to salespeople, and look after those below (K3D-3, RES-1, RES-4).

    A part of res.partner.
    """

    _name = "customer.assignment.mixin"
    _description = "Assignment of Customers"

    def write(self, vals):
        if "user_id" in vals and not self.env.su:
            self._ensure_may_assign(vals["user_id"])
        return super().write(vals)

    def action_assign(self):
        """Open the dialogue that gives the customers to salespeople (K3D-3).

        :rtype: dict
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Assign Customers"),
            "res_model": "crm.customer.assign",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.ids},
        }

    def _ensure_may_assign(self, user_id):
        """Clerks and directors assign; superiors do among those below (K3D-3).

        :raise AccessError: somebody else changes the responsible person of a customer
        """
        user = self.env.user
        if user._has_department() or user._sees_every_customer():
            return
        moved = self.filtered(
            lambda partner: partner.customer_status and partner.user_id.id != user_id
        )
        below = user._get_customer_holder_ids()
        if moved and (len(below) == 1 or user_id not in below):
            raise AccessError(
                self.env._(
                    "Who is responsible for %(customer)s is decided by clerks, "
                    "directors and superiors: ask one of them.",
                    customer=moved[0].display_name,
                )
            )

    def _assign_to(self, users, note="", with_work=False):
        """Give the customers to the users, evenly, and tell them (K3D-3).

        :param users: res.users who get as many each, the one with the fewest first
        :param str note: what they are told
        :param bool with_work: open opportunities, quotations and the like go along
        :return: {user: customers}
        :raise AccessError: the caller may not assign them
        """
        self.check_access("write")
        shares = self._share_out(users)
        for user, customers in shares.items():
            customers._ensure_may_assign(user.id)
            # who gives a customer away may not see it any more
            customers.sudo()._give_to(user, with_work)
            customers.sudo()._tell_assigned(user, note)
        return shares

    def _share_out(self, users):
        """Return {user: customers}, those first who have the fewest."""
        counts = dict(
            self.env["res.partner"]
            .sudo()
            ._read_group(
                [("user_id", "in", users.ids), ("customer_status", "!=", False)],
                ["user_id"],
                ["__count"],
            )
        )
        users = users.sorted(lambda user: counts.get(user, 0))
        return {
            user: self[number :: len(users)]
            for number, user in enumerate(users)
            if self[number :: len(users)]
        }

    def _give_to(self, user, with_work):
        # told once below, not for each
        silent = self.with_context(mail_auto_subscribe_no_notify=True)
        silent.write({"user_id": user.id})
        if not with_work:
            return
        work = self.env["customer.work.mixin"]
        for name in work._get_work_models():
            self.env[name]._find_open_work(customers=self)._work_transfer(user)

    def _tell_assigned(self, user, note):
        if user == self.env.user:
            return
        names = ", ".join(self[:10].mapped("name"))
        self[:1].message_notify(
            partner_ids=user.partner_id.ids,
            subject=self.env._("%(count)s customers assigned to you", count=len(self)),
            body=self.env._(
                "%(user)s assigned to you: %(customers)s. %(note)s",
                user=self.env.user.name,
                customers=names,
                note=note or "",
            ),
        )
