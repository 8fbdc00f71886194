from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...roles import DUPLICATE_MANAGER

# how many customers a name may find by its aliases
ALIAS_LIMIT = 1000
# what says how much business a customer has behind it; the first counts most
BUSINESS = (("account.move", "commercial_partner_id"), ("sale.order", "partner_id"))
MORE_BUSINESS = (("crm.lead", "partner_id"), ("res.partner", "parent_id"))


class ResPartner(models.Model):
    """What a customer knows of merges (K3D-5)."""

    _name = "res.partner"
    _inherit = "res.partner"

    merged_into_id = fields.Many2one(
        comodel_name="res.partner",
        string="Merged into",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    merge_ids = fields.One2many(
        comodel_name="crm.partner.merge",
        inverse_name="survivor_id",
        string="Merges",
        domain=[("state", "in", ("done", "undone"))],
        groups=DUPLICATE_MANAGER,
    )
    merge_count = fields.Integer(
        compute="_compute_merge_count",
        groups=DUPLICATE_MANAGER,
    )

    @api.depends("merge_ids")
    def _compute_merge_count(self):
        counts = dict(
            self.env["crm.partner.merge"]._read_group(
                [("survivor_id", "in", self.ids), ("state", "in", ("done", "undone"))],
                ["survivor_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.merge_count = counts.get(partner._origin, 0)

    @api.model
    def _search_display_name(self, operator, value):
        domain = Domain(super()._search_display_name(operator, value))
        if operator in Domain.NEGATIVE_OPERATORS or not value:
            return domain
        # resolved first: an OR with a subquery would read all customers
        aliases = self.env["res.partner.alias"].sudo()
        found = aliases.search_fetch(
            [("name", operator, value)], ["partner_id"], limit=ALIAS_LIMIT
        )
        return domain | Domain("id", "in", found.partner_id.ids)

    @api.model
    def _get_duplicate_fields(self):
        return [*super()._get_duplicate_fields(), "merged_into_id"]

    @api.model
    def _get_duplicate_condition(self):
        condition = super()._get_duplicate_condition()
        return SQL("%s AND p.merged_into_id IS NULL", condition)

    def action_merge_customers(self):
        """Open a merge of these customers, with a survivor proposed (K3D-5).

        :raise AccessError: the caller may not decide on duplicates
        :raise UserError: there are fewer than two, or they cannot be merged
        """
        self.env["crm.merge.check"]._ensure_manager()
        merge = self._prepare_merge()
        return merge._get_records_action(name=self.env._("Merge Customers"), context={})

    def action_view_merges(self):
        """List the merges into the customer (K3D-5).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_duplicate.crm_partner_merge_action"
        )
        return {
            **action,
            "domain": [("survivor_id", "=", self.id)],
            "context": {"create": False},
        }

    def _prepare_merge(self):
        """Return the draft of a merge of these; an open one of the same is taken."""
        if len(self) < 2:
            raise UserError(self.env._("Choose at least two customers to merge."))
        merges = self.env["crm.partner.merge"]
        drafts = merges.search(
            [("state", "=", "draft"), ("partner_ids", "in", self.ids)]
        )
        for draft in drafts:
            if draft.partner_ids == self:
                draft._plan()
                return draft
        merge = merges.create({"partner_ids": [(6, 0, self.ids)]})
        self.env["crm.merge.check"]._ensure_mergeable(merge)
        merge._plan()
        return merge

    def _propose_survivor(self):
        """Return who of these should remain: most business, most filled, oldest."""
        if len(self) < 2:
            return self
        partners = self.sudo()
        business = partners._count_business(BUSINESS)
        more = partners._count_business(MORE_BUSINESS)
        partner = max(
            partners,
            key=lambda partner: (
                not partner.merged_into_id,
                bool(partner.with_context(active_test=False).user_ids),
                partner.active,
                *partner._get_merge_rank(),
                business[partner.id],
                more[partner.id],
                partner._count_filled(),
                -partner.id,
            ),
        )
        return partner.with_env(self.env)

    def _get_merge_rank(self):
        """Return what makes a customer remain before its business does; a hook."""
        self.ensure_one()
        return (self.commercial_partner_id == self,)

    def _count_business(self, sources):
        """Return {partner id: how many records name it}."""
        total = dict.fromkeys(self.ids, 0)
        for model_name, column in sources:
            if model_name not in self.env:
                continue
            groups = (
                self.env[model_name]
                .with_context(active_test=False)
                ._read_group([(column, "in", self.ids)], [column], ["__count"])
            )
            for partner, count in groups:
                total[partner.id] += count
        return total

    def _count_filled(self):
        units = self.env["crm.merge.engine"]._get_units()
        return sum(any(self[name] for name in names) for names in units.values())

    @api.model
    def _merge_customers(self, groups):
        """Merge many groups at once, in one batch and one transaction (K3D-5, DUP-6).

        :param groups: list of (survivor, losers)
        :return: the merges; those of which both sides have posted invoices wait for
            the consent of a second person
        :raise AccessError: the caller may not decide on duplicates
        :raise UserError: one of the groups cannot be merged; then none is
        """
        self.env["crm.merge.check"]._ensure_manager()
        if not groups:
            return self.env["crm.partner.merge"]
        merges = self.env["crm.partner.merge"]
        # a row that names a locked customer would wait for whoever holds the lock
        members = [survivor | losers for survivor, losers in groups]
        merges._lock_customers(self.union(*members))
        vals_list = [
            {"survivor_id": survivor.id, "partner_ids": [(6, 0, partners.ids)]}
            for (survivor, _losers), partners in zip(groups, members, strict=True)
        ]
        silent = {"mail_create_nolog": True, "mail_create_nosubscribe": True}
        merges = merges.with_context(**silent).create(vals_list).with_env(self.env)
        # one note per customer is enough; nobody follows the merges of a batch
        merges.with_context(tracking_disable=True).action_merge()
        return merges

    def _get_survivor(self):
        """Return who the customer is today, after however many merges."""
        self.ensure_one()
        partner, seen = self.sudo(), self.browse()
        while partner.merged_into_id and partner not in seen:
            seen |= partner
            partner = partner.merged_into_id
        return partner.with_env(self.env)

    # whoever has an old link reads the survivor, not who was merged into it
    def get_merge_survivor(self):  # pylint: disable=sudo-before-access-check
        """Return who a merged customer is today, for the client (K3D-5).

        :return: dict with ``id`` and ``display_name``; False if it was never merged
            or the reader may not see the other
        """
        self.ensure_one()
        survivor = self._get_survivor()
        if survivor == self or not survivor.has_access("read"):
            return False
        return {"id": survivor.id, "display_name": survivor.display_name}

    def _get_access_action(self, access_uid=None, force_website=False):
        """Let a link in a mail open the customer that the old one was merged into."""
        survivor = self._get_survivor()
        if survivor != self:
            return survivor._get_access_action(access_uid, force_website)
        return super()._get_access_action(access_uid, force_website)
