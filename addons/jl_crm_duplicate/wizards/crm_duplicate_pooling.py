from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_base.tools.guard import list_linked

from ..models.entry.crm_duplicate_analysis import HIT_LIMIT, HIT_LIMIT_MAX
from ..roles import DUPLICATE_MANAGER


class CrmDuplicatePooling(models.TransientModel):
    """Asks with whom customers collide before they go into the pool (DUP-5)."""

    _name = "crm.duplicate.pooling"
    _description = "Put into the Duplicate Pool"

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="crm_duplicate_pooling_partner_rel",
        string="Customers",
    )
    group_ids = fields.Many2many(
        comodel_name="crm.duplicate.group",
        relation="crm_duplicate_pooling_group_rel",
        string="Groups",
        groups=DUPLICATE_MANAGER,
        help="Of each group all but the customer that is proposed to remain.",
    )
    is_of_groups = fields.Boolean(
        compute="_compute_is_of_groups",
        compute_sudo=True,
        export_string_translation=False,
    )
    duplicate_of_id = fields.Many2one(
        comodel_name="res.partner",
        string="Collides With",
        compute="_compute_duplicate_of_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('id', 'not in', partner_ids), ('parent_id', '=', False)]",
        help="The customer that is already in the system.",
    )
    holder_id = fields.Many2one(
        comodel_name="res.users",
        string="Its Responsible Person",
        compute="_compute_holder_id",
        compute_sudo=True,
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Its Department",
        compute="_compute_holder_id",
        compute_sudo=True,
    )
    reason = fields.Text(required=True)

    @api.depends("group_ids")
    def _compute_is_of_groups(self):
        for dialogue in self:
            dialogue.is_of_groups = bool(dialogue.group_ids)

    @api.depends("partner_ids")
    def _compute_duplicate_of_id(self):
        for dialogue in self:
            partners = dialogue.partner_ids._origin
            dialogue.duplicate_of_id = self._propose(partners)

    @api.depends("duplicate_of_id")
    def _compute_holder_id(self):
        for dialogue in self:
            dialogue.holder_id = dialogue.duplicate_of_id.user_id
            dialogue.team_id = dialogue.duplicate_of_id._find_department()

    def action_put(self):
        """Put the customers into the pool (DUP-5).

        :raise AccessError: the user may not write a customer
        :raise UserError: one of them cannot be put there
        """
        self.ensure_one()
        if self.is_of_groups:
            return self._put_groups()
        if not (self.partner_ids and self.duplicate_of_id):
            raise UserError(self.env._("Choose the customer with which these collide."))
        self.partner_ids._put_into_duplicate_pool(self.duplicate_of_id, self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _put_groups(self):
        """Put all but the survivor of each group there, for one reason."""
        self.group_ids._ensure_open()
        for group in self.group_ids:
            partners = group._get_taken_up()
            survivor = partners._propose_survivor()
            others = (partners - survivor).filtered(
                lambda one: not one.is_in_duplicate_pool
            )
            others._put_into_duplicate_pool(survivor, self.reason)
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _propose(self, partners):
        """Return the customer that is most like one of these."""
        return self._find_similar(partners, limit=1)

    @api.model
    def _find_similar(self, partners, limit):
        index = self.env["crm.duplicate.index"]
        analysis = self.env["crm.duplicate.analysis"]
        for _partner_id, customer in index._read_customers(partners[:1].ids):
            # leads are found as well, and one does not collide with a lead
            matches = analysis._find_matches(customer, partners.ids, HIT_LIMIT_MAX)
            found = [match.partner_id for match in matches if match.partner_id > 0]
            return partners.browse(found[:limit])
        return partners.browse()

    @api.model
    def _ensure_links_readable(self, vals_list, records=None):
        told = [self._leave_out_told(vals, records) for vals in vals_list]
        return super()._ensure_links_readable(told, records)

    def _ensure_values_seen(self, values):
        return super()._ensure_values_seen(self._leave_out_told(values, self))

    @api.model
    def _leave_out_told(self, vals, records):
        """Return the values without a customer of whom the analysis has told already.

        With whom one's own customer collides is told, hidden or not.
        """
        if not vals.get("duplicate_of_id"):
            return vals
        listed = list_linked(self._fields["partner_ids"], vals.get("partner_ids"))
        partners = self.env["res.partner"].browse(listed) or (
            records.partner_ids._origin if records else self.env["res.partner"]
        )
        ids = set(list_linked(self._fields["duplicate_of_id"], vals["duplicate_of_id"]))
        if not ids.issubset(self._find_similar(partners, limit=HIT_LIMIT).ids):
            return vals
        return {name: vals[name] for name in vals if name != "duplicate_of_id"}
