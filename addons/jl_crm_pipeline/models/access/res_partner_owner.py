from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_base.tools.guard import is_person
from odoo.addons.jl_crm_base.tools.permit import Permit

from ...tools.holder import decode, is_unassigned

# to write whether a customer is archived, which its buttons do alone
ARCHIVING = Permit("jl_crm_pipeline_archiving")


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
        holder = partner.customer_holder
        if "is_company" in names and holder:
            return user._sees_every_customer()
        is_moved = "company_id" in names or (
            "parent_id" in names and partner.customer_status
        )
        if is_moved and holder and not is_unassigned(holder):
            # to another company, or under another customer, it goes by who has it, not
            # by their office
            return user._sees_every_customer() or decode(holder) == user.id
        return user._owns_customer(partner)

    def _ensure_owned(self, vals):
        result = super()._ensure_owned(vals)
        if "active" in vals and is_person(self.env) and not ARCHIVING.holds(self.env):
            self._ensure_not_archived_by_value(vals["active"])
        return result

    def _ensure_not_archived_by_value(self, active):
        """:raise UserError: a customer or contact is archived by writing the field"""
        held = self.sudo().filtered("customer_holder")
        if not held._is_same("active", active):
            raise UserError(
                self.env._(
                    "Customers and their contacts are archived, or taken back, by the "
                    "action of that name. Leave “Active” out."
                )
            )

    def action_archive(self):
        """Archive the partners, as Odoo does.

        :raise AccessError: one is not the user's to give away
        """
        return super(ResPartner, ARCHIVING.give(self)).action_archive()

    def action_unarchive(self):
        """Take the partners out of the archive, as Odoo does.

        :raise AccessError: one is not the user's to give away
        """
        return super(ResPartner, ARCHIVING.give(self)).action_unarchive()

    @api.model
    def _get_owner_refusal(self, record, names):
        if "is_company" in names:
            return self.env._(
                "Whether %(record)s is a company or a person: corrected by General "
                "Affairs. Ask them.",
                record=record.sudo().display_name,
            )
        return super()._get_owner_refusal(record, names)
