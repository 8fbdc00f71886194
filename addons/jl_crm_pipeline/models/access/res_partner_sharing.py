from odoo import api, fields, models
from odoo.fields import Domain

from ...roles import SALESPERSON
from ...tools.holder import decode


class ResPartner(models.Model):
    """Share customers with others, and say who sees them and why (K3D-4, CAR-7)."""

    _name = "res.partner"
    _inherit = ["res.partner", "record.sharing.mixin"]

    _share_grants = "crm.customer.grant"
    _share_dialogue = "crm.customer.share"

    customer_grant_ids = fields.One2many(
        comodel_name="crm.customer.grant",
        inverse_name="partner_id",
        string="Shared with",
        groups=SALESPERSON,
    )
    is_granted = fields.Boolean(
        compute="_compute_is_granted",
        compute_sudo=True,
        export_string_translation=False,
        help="Whether others have shared this customer with you.",
    )
    granted_access = fields.Selection(
        selection=[("read", "Read"), ("edit", "Edit")],
        compute="_compute_granted_access",
        compute_sudo=True,
        help="What others have shared with you of this customer.",
    )
    grant_count = fields.Integer(
        compute="_compute_grant_count",
        groups=SALESPERSON,
    )
    is_below_me = fields.Boolean(
        string="Of My Subordinates",
        compute="_compute_is_below_me",
        search="_search_is_below_me",
        help="Somebody below you is responsible.",
    )
    is_mine_to_share = fields.Boolean(
        compute="_compute_is_mine_to_share",
        help="You or somebody below you is responsible for this customer.",
    )

    @api.depends(
        "commercial_partner_id.customer_grant_ids.user_id",
        "commercial_partner_id.customer_grant_ids.team_id",
        "commercial_partner_id.customer_grant_ids.date_until",
    )
    @api.depends_context("uid")
    def _compute_is_granted(self):
        granted = self.env["crm.customer.grant"]._find_granted_among(
            self.commercial_partner_id.ids, "read"
        )
        for partner in self:
            partner.is_granted = partner.commercial_partner_id.id in granted

    @api.depends("is_granted", "commercial_partner_id.customer_grant_ids.access")
    @api.depends_context("uid")
    def _compute_granted_access(self):
        shared = self.filtered("is_granted")
        (self - shared).granted_access = False
        edited = self.env["crm.customer.grant"]._find_granted_among(
            shared.commercial_partner_id.ids, "edit"
        )
        for partner in shared:
            customer = partner.commercial_partner_id.id
            partner.granted_access = "edit" if customer in edited else "read"

    @api.depends("customer_grant_ids")
    @api.depends_context("uid", "allowed_company_ids")
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
        below = self.env.user._get_subordinate_ids()
        for partner in self:
            partner.is_below_me = partner.user_id.id in below

    def _search_is_below_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("user_id", "in", list(self.env.user._get_subordinate_ids()))

    @api.depends("customer_status", "customer_holder")
    @api.depends_context("uid")
    def _compute_is_mine_to_share(self):
        user = self.env.user
        everyone = user._sees_every_customer()
        holders = user._get_customer_holder_ids()
        for partner in self:
            partner.is_mine_to_share = partner.customer_status and (
                everyone or decode(partner.customer_holder) in holders
            )

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

    def _prepare_share_defaults(self):
        # filled in by who asked
        askers = self._find_access_requests().create_uid
        return {**super()._prepare_share_defaults(), "default_user_ids": askers.ids}

    def _find_access_requests(self):
        """Return the to-dos by which others asked for access (DUP-2)."""
        to_dos = self._find_access_to_dos(Domain("create_uid", "!=", self.env.uid))
        return to_dos.filtered(
            lambda to_do: (
                to_do.create_uid._filter_colleagues()
                and not self._is_seen_by(to_do.create_uid, to_do.res_id)
            )
        )

    def _find_access_to_dos(self, domain):
        work = Domain("res_model", "=", "res.partner") & Domain(
            "res_id", "in", self.ids
        )
        asked = work & Domain("automated", "=", True)
        return self.env["mail.activity"].sudo().search(asked & domain)

    @api.model
    def _is_seen_by(self, user, partner_id):
        return self.with_user(user).browse(partner_id).has_access("read")

    def _share_with(self, users, teams, terms):
        grants = super()._share_with(users, teams, terms)
        self._close_access_requests(users)
        return grants

    def _word_shared(self, names):
        subject = self.env._("%(count)s customers shared with you", count=len(self))
        text = self.env._(
            "%(user)s shared with you: %(customers)s",
            user=self.env.user.name,
            customers=names,
        )
        return subject, text

    def _close_access_requests(self, users):
        """Those who asked have what they asked for."""
        to_dos = self._find_access_to_dos(Domain("create_uid", "in", users.ids))
        to_dos.with_user(self.env.user).sudo().action_feedback(
            feedback=self.env._("Shared")
        )
