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
        # Odoo writes what it is just creating, for somebody else too
        return owned.filtered(
            lambda one: one._is_just_entered() or one._may_change_owner(names)
        )

    def _may_change_owner(self, names):
        """Whether the user may change what says whose customer it is.

        Whether it is a company decides who is a customer: once entered, that is
        General Affairs' to correct.
        """
        user, partner = self.env.user, self.sudo()
        if "is_company" in names and partner.customer_holder:
            return user._sees_every_customer()
        return user._owns_customer(partner)

    @api.model
    def _get_owner_refusal(self, record, names):
        if "is_company" in names:
            return self.env._(
                "Whether %(record)s is a company or a person: corrected by General "
                "Affairs. Ask them.",
                record=record.sudo().display_name,
            )
        return super()._get_owner_refusal(record, names)
