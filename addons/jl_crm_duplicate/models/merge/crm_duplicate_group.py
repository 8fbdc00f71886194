from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmDuplicateGroup(models.Model):
    """A group is merged, or goes into the pool beside the customer that remains."""

    _name = "crm.duplicate.group"
    _inherit = "crm.duplicate.group"

    survivor_id = fields.Many2one(
        comodel_name="res.partner",
        string="Proposed to Remain",
        compute="_compute_survivor_id",
    )
    later_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="crm_duplicate_group_later_rel",
        column1="group_id",
        column2="partner_id",
        string="Left for Later",
        context={"active_test": False},
        readonly=True,
    )

    @api.depends("partner_ids", "later_ids")
    def _compute_survivor_id(self):
        for group in self:
            partners = group.partner_ids - group.later_ids
            group.survivor_id = partners._origin._propose_survivor()

    def action_merge(self):
        """Open the merge of one group, or merge several as it is proposed (DUP-6).

        :raise UserError: a group is done, or all but one are left for later
        """
        self._ensure_open()
        if len(self) == 1:
            return self._get_taken_up().action_merge_customers()
        merges = []
        for group in self:
            partners = group._get_taken_up()
            survivor = partners._propose_survivor()
            merges.append((survivor, partners - survivor))
        self.env["res.partner"]._merge_customers(merges)
        return self._notify(
            self.env._("%(count)s groups were merged.", count=len(self))
        )

    def action_put_into_pool(self):
        """Ask why all but the proposed survivor go into the duplicate pool (DUP-5).

        Of several groups each has a survivor of its own.

        :raise UserError: a group is done
        """
        self._ensure_open()
        if len(self) > 1:
            return self.env["res.partner"]._open_duplicate_pooling(groups=self)
        partners = self._get_taken_up()
        survivor = partners._propose_survivor()
        return (partners - survivor)._open_duplicate_pooling(survivor)

    def _get_taken_up(self):
        """Return the customers that are not left for later."""
        self.ensure_one()
        partners = self.partner_ids - self.later_ids
        if len(partners) < 2:
            raise UserError(
                self.env._(
                    "In %(group)s all but one are left for later. Take one up again.",
                    group=self.display_name,
                )
            )
        return partners

    @api.model
    def _notify(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
