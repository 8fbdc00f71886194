from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_compare

from odoo.addons.jl_crm_base.tools.permit import Permit

from ...roles import SALESPERSON

_TOGETHER = Permit("jl_crm_pipeline_splitting")


class CrmLead(models.Model):
    """Share opportunities with others, and split what they bring (K3O-2)."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "record.sharing.mixin"]

    _share_grants = "crm.lead.grant"
    _share_dialogue = "crm.lead.share"

    lead_grant_ids = fields.One2many(
        comodel_name="crm.lead.grant",
        inverse_name="lead_id",
        string="Shared with",
        copy=False,
        groups=SALESPERSON,
    )
    split_ids = fields.One2many(
        comodel_name="crm.lead.split",
        inverse_name="lead_id",
        string="Split of the Result",
        copy=False,
        groups=SALESPERSON,
        help="Without a line all of it counts for the responsible person.",
    )
    is_mine_to_share = fields.Boolean(
        compute="_compute_is_mine_to_share",
        help="You or somebody below you is responsible for this opportunity.",
    )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_mine_to_share(self):
        everyone = self.env.user._works_with_every_lead("edit")
        holders = self.env.user._get_customer_holder_ids()
        for lead in self:
            owner = lead._origin.user_id or lead.user_id
            lead.is_mine_to_share = everyone or not owner or owner.id in holders

    @api.model_create_multi
    def create(self, vals_list):
        leads = super(
            CrmLead,
            _TOGETHER.give(self),
        ).create(vals_list)
        leads = leads.with_env(self.env)
        leads._check_splits()
        return leads

    def write(self, vals):
        leads, viewers = self, set()
        if "split_ids" in vals:
            leads = _TOGETHER.give(self)
        if "partner_id" in vals:
            viewers = self._list_viewers()
        result = super(CrmLead, leads).write(vals)
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
        if _TOGETHER.holds(self.env):
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

    def _word_shared(self, names):
        text = self.env._(
            "%(user)s asks you to help with: %(opportunities)s",
            user=self.env.user.name,
            opportunities=names,
        )
        return self.env._("Opportunities shared with you"), text

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._take_over_grants(opportunities)
        return result

    def _take_over_grants(self, others):
        """Whoever helped with those merged into it helps with this one."""
        known = self.sudo().lead_grant_ids
        for grant in others.sudo().lead_grant_ids:
            to_whom = (grant.user_id, grant.team_id)
            if to_whom not in [(one.user_id, one.team_id) for one in known]:
                grant.lead_id = self
                known |= grant
