from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_date


class CustomerSharingMixin(models.AbstractModel):
    """Share customers with others, and say who sees them and why (K3D-4, CAR-7).

    A part of res.partner.
    """

    _name = "customer.sharing.mixin"
    _description = "Sharing of Customers"

    grant_count = fields.Integer(
        compute="_compute_grant_count",
        groups="sales_team.group_sale_salesman",
    )
    is_below_me = fields.Boolean(
        string="Of My Subordinates",
        compute="_compute_is_below_me",
        search="_search_is_below_me",
        help="Somebody whose superior you are is responsible.",
    )
    is_mine_to_share = fields.Boolean(
        compute="_compute_is_mine_to_share",
        help="You are responsible for this customer, or above who is.",
    )

    @api.depends("customer_grant_ids")
    def _compute_grant_count(self):
        counts = dict(
            self.env["crm.customer.grant"]._read_group(
                [("partner_id", "in", self.ids), ("is_over", "=", False)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.grant_count = counts.get(partner._origin, 0)

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_below_me(self):
        below = self._get_below_me()
        for partner in self:
            partner.is_below_me = partner.user_id.id in below

    def _search_is_below_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("user_id", "in", list(self._get_below_me()))

    @api.model
    def _get_below_me(self):
        return self.env.user._get_customer_holder_ids() - {self.env.uid}

    @api.depends("customer_status", "customer_holder")
    @api.depends_context("uid")
    def _compute_is_mine_to_share(self):
        user = self.env.user
        everyone = user._sees_every_customer()
        holders = user._get_customer_holder_ids()
        for partner in self:
            partner.is_mine_to_share = partner.customer_status and (
                everyone or abs(partner.customer_holder) in holders
            )

    def action_share(self):
        """Open the dialogue that shares the customers, filled in by who asked (K3D-4).

        :rtype: dict
        """
        self._ensure_mine_to_share()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Share Customers"),
            "res_model": "crm.customer.share",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_partner_ids": self.ids,
                "default_user_ids": self._find_access_requests().create_uid.ids,
            },
        }

    def action_view_access(self):
        """List who sees the customer and why (CAR-7).

        :rtype: dict
        """
        self.ensure_one()
        viewers = self.env["crm.customer.viewer"]._list_for(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who Sees %(customer)s", customer=self.display_name),
            "res_model": "crm.customer.viewer",
            "view_mode": "list",
            "domain": [("id", "in", viewers.ids)],
            "context": {"create": False},
        }

    def _ensure_mine_to_share(self):
        if foreign := self.filtered(lambda partner: not partner.is_mine_to_share):
            raise AccessError(
                self.env._(
                    "%(customer)s is not yours to share. Ask the responsible "
                    "person, or somebody above them.",
                    customer=foreign[0].display_name,
                )
            )

    def _find_access_requests(self):
        """Return the to-dos by which others asked for access (DUP-2)."""
        to_dos = (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "res.partner"),
                    ("res_id", "in", self.ids),
                    ("automated", "=", True),
                    ("create_uid", "!=", self.env.uid),
                ]
            )
        )
        return to_dos.filtered(
            lambda to_do: (
                to_do.create_uid.active
                and not to_do.create_uid.share
                and not self._is_seen_by(to_do.create_uid, to_do.res_id)
            )
        )

    @api.model
    def _is_seen_by(self, user, partner_id):
        return self.with_user(user).browse(partner_id).has_access("read")

    def _share_with(self, users, teams, terms):
        """Share the customers, or change what they were shared with (K3D-4).

        :param users: res.users who get them
        :param teams: crm.team whose members get them
        :param dict terms: ``access``, ``date_until``, ``with_opportunities``,
            ``with_quotations``, ``note``
        :return: the grants
        :raise AccessError: one of the customers is not the user's to share
        """
        self._ensure_mine_to_share()
        self.check_access("read")
        grants = self.env["crm.customer.grant"]._give(self, users, teams, terms)
        self._tell_shared(users, teams, terms)
        self._close_access_requests(users)
        return grants

    def _tell_shared(self, users, teams, terms):
        """Note it on the customers, and tell those who see them now (K3D-4)."""
        receivers = (users | teams.member_ids) - self.env.user
        names = ", ".join([*users.mapped("name"), *teams.mapped("name")])
        body = self._word_sharing(names, terms)
        self._message_log_batch(bodies=dict.fromkeys(self.ids, body))
        told = self.env._(
            "%(user)s shared with you: %(customers)s",
            user=self.env.user.name,
            customers=", ".join(self[:10].mapped("name")),
        )
        if not receivers:
            return
        self[:1].message_notify(
            partner_ids=receivers.partner_id.ids,
            subject=self.env._("%(count)s customers shared with you", count=len(self)),
            body=told,
        )

    @api.model
    def _word_sharing(self, names, terms):
        modes = dict(
            self.env["crm.customer.grant"]
            ._fields["access"]
            ._description_selection(self.env)
        )
        if not terms.get("date_until"):
            return self.env._(
                "Shared with %(names)s: %(mode)s",
                names=names,
                mode=modes[terms["access"]],
            )
        return self.env._(
            "Shared with %(names)s until %(date)s: %(mode)s",
            names=names,
            date=format_date(self.env, terms["date_until"]),
            mode=modes[terms["access"]],
        )

    def _close_access_requests(self, users):
        """Those who asked have what they asked for."""
        to_dos = (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "res.partner"),
                    ("res_id", "in", self.ids),
                    ("automated", "=", True),
                    ("create_uid", "in", users.ids),
                ]
            )
        )
        to_dos.with_user(self.env.user).sudo().action_feedback(
            feedback=self.env._("Shared")
        )
