from odoo import models


class CrmDuplicatePool(models.Model):
    """A customer in the duplicate pool is merged with the one it collides with."""

    _name = "crm.duplicate.pool"
    _inherit = "crm.duplicate.pool"

    def action_merge(self):
        """Open the merge of a customer with the one with which it collides (DUP-5).

        :raise AccessError: the user may not decide on duplicates
        :raise UserError: it is in the pool no more
        """
        self._ensure_in_pool()
        self.ensure_one()
        return self._get_partners().action_merge_customers()
