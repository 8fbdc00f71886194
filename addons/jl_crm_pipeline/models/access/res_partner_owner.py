from odoo import api, models


class ResPartner(models.Model):
    """Whose customer it is changes by named acts, not by who may edit it (RES-1).

    The responsible person is assigned; see ``_ensure_may_assign``.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    _guarded = True

    @api.model
    def _list_owner_fields(self):
        return super()._list_owner_fields() | {
            "active",
            "company_id",
            "is_company",
            "parent_id",
        }

    def _filter_owned(self, names):
        owned = super()._filter_owned(names)
        user = self.env.user
        # Odoo writes what it is just creating, for somebody else too
        return owned.filtered(
            lambda one: one._is_just_entered() or user._owns_customer(one.sudo())
        )
