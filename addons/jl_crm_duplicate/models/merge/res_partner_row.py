from odoo import models
from odoo.exceptions import UserError

from ..entry.crm_duplicate_analysis import ID_LIMIT

# the group on whose screen a row is
GROUP = "jl_crm_duplicate_group"


class ResPartner(models.Model):
    """A customer on the screen of its group: each row is decided by itself (DUP-6)."""

    _name = "res.partner"
    _inherit = "res.partner"

    def action_duplicate_row_merge(self):
        """Open the merge of this customer with the one that is proposed to remain.

        :raise AccessError: the user may not decide on duplicates
        :raise UserError: it is in no open group
        """
        group = self._get_row_group()
        return (group.survivor_id | self).action_merge_customers()

    def action_duplicate_row_apart(self):
        """Ask why this customer is no duplicate of the others in its group.

        :raise AccessError: the user may not decide on duplicates
        :raise UserError: it is in no open group
        """
        group = self._get_row_group()
        return self.env["crm.duplicate.decision"]._open_for(
            "not_duplicate",
            group_ids=group.ids,
            partner_ids=group.partner_ids.ids,
            split_ids=self.ids,
        )

    def action_duplicate_row_pool(self):
        """Ask why this customer goes into the duplicate pool.

        :raise AccessError: the user may not decide on duplicates
        :raise UserError: it is in no open group
        """
        group = self._get_row_group()
        return self._open_duplicate_pooling(group.survivor_id)

    def action_duplicate_row_later(self):
        """Leave this customer out when its group is merged, or take it up again.

        :raise AccessError: the user may not decide on duplicates
        :raise UserError: it is in no open group
        """
        group = self._get_row_group().sudo()
        kept = group.later_ids & group.partner_ids
        group.later_ids = kept - self if self in kept else kept | self

    def _get_row_group(self):
        self.ensure_one()
        groups = self.env["crm.duplicate.group"]
        groups.check_access("write")
        id_ = self.env.context.get(GROUP)
        is_id = type(id_) is int and 0 < id_ < ID_LIMIT
        group = groups.browse(id_ if is_id else ()).exists()
        if self not in group.partner_ids:
            raise UserError(
                self.env._(
                    "%(customer)s is no longer in this group. Open the group again.",
                    customer=self.display_name,
                )
            )
        group._ensure_open()
        return group
