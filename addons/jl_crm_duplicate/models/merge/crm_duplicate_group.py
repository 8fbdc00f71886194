from odoo import api, models


class CrmDuplicateGroup(models.Model):
    """A group is merged, or goes into the pool beside the customer that remains."""

    _name = "crm.duplicate.group"
    _inherit = "crm.duplicate.group"

    def action_merge(self):
        """Open the merge of one group, or merge several as it is proposed (DUP-6).

        :raise UserError: a group is done
        """
        self._ensure_open()
        if len(self) == 1:
            return self.partner_ids.action_merge_customers()
        merges = []
        for group in self:
            survivor = group.partner_ids._propose_survivor()
            merges.append((survivor, group.partner_ids - survivor))
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
        survivor = self.partner_ids._propose_survivor()
        return (self.partner_ids - survivor)._open_duplicate_pooling(survivor)

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
