from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import float_compare, format_date

# compared by identity: nothing that comes over RPC can pass for it
_TOGETHER = object()


class OpportunitySharingMixin(models.AbstractModel):
    """Share opportunities with others, and split what they bring (K3O-2).

    A part of crm.lead.
    """

    _name = "opportunity.sharing.mixin"
    _description = "Sharing of Opportunities"

    lead_grant_ids = fields.One2many(
        comodel_name="crm.lead.grant",
        inverse_name="lead_id",
        string="Shared with",
        copy=False,
        groups="sales_team.group_sale_salesman",
    )
    split_ids = fields.One2many(
        comodel_name="crm.lead.split",
        inverse_name="lead_id",
        string="Split of the Result",
        copy=False,
        groups="sales_team.group_sale_salesman",
        help="Without a line all of it counts for the responsible person.",
    )
    is_mine_to_share = fields.Boolean(
        compute="_compute_is_mine_to_share",
        help="You are responsible for this opportunity, or above who is.",
    )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_mine_to_share(self):
        everyone = self.env.user._sees_every_customer()
        holders = self.env.user._get_customer_holder_ids()
        for lead in self:
            owner = lead._origin.user_id or lead.user_id
            lead.is_mine_to_share = everyone or not owner or owner.id in holders

    @api.model_create_multi
    def create(self, vals_list):
        leads = super(
            OpportunitySharingMixin,
            self.with_context(jl_crm_pipeline_splitting=_TOGETHER),
        ).create(vals_list)
        leads = leads.with_env(self.env)
        leads._check_splits()
        return leads

    def write(self, vals):
        leads, viewers = self, set()
        if "split_ids" in vals:
            leads = self.with_context(jl_crm_pipeline_splitting=_TOGETHER)
        if "partner_id" in vals:
            viewers = self._list_viewers()
        result = super(OpportunitySharingMixin, leads).write(vals)
        if "split_ids" in vals:
            self._check_splits()
        if viewers:
            grants = self.env["crm.lead.grant"]
            grants._show_customers(viewers | self._list_viewers())
        return result

    def _list_viewers(self):
        return self.sudo().lead_grant_ids._list_viewers()

    def _check_splits(self):
        """The parts of a result are the whole of it.

        :raise ValidationError: they are more or less
        """
        if self.env.context.get("jl_crm_pipeline_splitting") is _TOGETHER:
            return
        for lead in self.sudo():
            total = sum(lead.split_ids.mapped("percent"))
            if lead.split_ids and float_compare(total, 100, precision_digits=2):
                raise ValidationError(
                    self.env._(
                        "The parts of the result of %(opportunity)s make "
                        "%(total)s %% instead of 100 %%. Correct them.",
                        opportunity=lead.name,
                        total=f"{total:g}",
                    )
                )

    def action_share(self):
        """Open the dialogue that shares the opportunities (K3O-2).

        :rtype: dict
        """
        self._ensure_mine_to_share()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Share Opportunities"),
            "res_model": "crm.lead.share",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lead_ids": self.ids},
        }

    def _ensure_mine_to_share(self):
        if foreign := self.filtered(lambda lead: not lead.is_mine_to_share):
            raise AccessError(
                self.env._(
                    "%(opportunity)s is not yours to share. Ask the responsible "
                    "person, or somebody above them.",
                    opportunity=foreign[0].display_name,
                )
            )

    def _share_with(self, users, teams, terms):
        """Share the opportunities, or change what they were shared with (K3O-2).

        :param users: res.users who help
        :param teams: crm.team whose members help
        :param dict terms: ``access``, ``date_until``, ``note``
        :return: the grants
        :raise AccessError: one of them is not the user's to share
        """
        self._ensure_mine_to_share()
        grants = self.env["crm.lead.grant"]._give(self, users, teams, terms)
        self._tell_shared(users, teams, terms)
        return grants

    def _tell_shared(self, users, teams, terms):
        """Note it on the opportunities, and tell those who help now."""
        names = ", ".join([*users.mapped("name"), *teams.mapped("name")])
        body = self.env._("Shared with %(names)s.", names=names)
        if terms.get("date_until"):
            body = self.env._(
                "Shared with %(names)s until %(date)s.",
                names=names,
                date=format_date(self.env, terms["date_until"]),
            )
        self._message_log_batch(bodies=dict.fromkeys(self.ids, body))
        if receivers := (users | teams.member_ids) - self.env.user:
            self[:1].message_notify(
                partner_ids=receivers.partner_id.ids,
                subject=self.env._("Opportunities shared with you"),
                body=self.env._(
                    "%(user)s asks you to help with: %(opportunities)s",
                    user=self.env.user.name,
                    opportunities=", ".join(self[:10].mapped("name")),
                ),
            )

    def _take_over_grants(self, others):
        """Whoever helped with those merged into it helps with this one."""
        known = self.sudo().lead_grant_ids
        for grant in others.sudo().lead_grant_ids:
            to_whom = (grant.user_id, grant.team_id)
            if to_whom not in [(one.user_id, one.team_id) for one in known]:
                grant.lead_id = self
                known |= grant
