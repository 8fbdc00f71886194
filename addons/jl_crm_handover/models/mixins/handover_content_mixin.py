from odoo import api, models
from odoo.exceptions import UserError

# what says nothing about what was agreed
SILENT_FIELDS = frozenset(
    {
        "is_reserved",
        "first_contact_date",
        "contact_days",
        "is_contact_late",
        "orders_before",
        "orders_after",
        "amount_before",
        "amount_after",
        "is_lost",
    }
)


class HandoverContentMixin(models.AbstractModel):
    """A row of what is signed: a change of it voids the signatures (HUA-4)."""

    _name = "handover.content.mixin"
    _description = "What Is Signed"

    @api.model
    def _list_readable_parents(self):
        # the parties add items to a handover that a planner alone changes
        return super()._list_readable_parents() | {"handover_id", "row_id"}

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.handover_id._content_changed()
        return rows

    def write(self, vals):
        if "handover_id" in vals and self.filtered(
            lambda row: row.handover_id.id != vals["handover_id"]
        ):
            raise UserError(
                self.env._("A row stays in its handover. Make a new one instead.")
            )
        result = super().write(vals)
        if not SILENT_FIELDS.issuperset(vals):
            self.handover_id._content_changed()
        return result

    def unlink(self):
        handovers = self.handover_id
        result = super().unlink()
        handovers.exists()._content_changed()
        return result
