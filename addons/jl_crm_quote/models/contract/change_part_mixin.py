from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class ChangePartMixin(models.AbstractModel):
    """A row as it will be after the change (CON-2).

    Which row of the contract it changes, and what that came to, the system says when
    the change order is opened; a row that is added has none.
    """

    _name = "change.part.mixin"
    _description = "Row of a Change Order"
    _inherit = ["system.field.mixin"]

    # the field that leads to the row of the contract
    _changed_field = None

    change_id = fields.Many2one(
        comodel_name="crm.contract.change",
        required=True,
        ondelete="cascade",
        index=True,
    )
    currency_id = fields.Many2one(related="change_id.currency_id")
    amount_before = fields.Monetary(
        string="Before", readonly=True, copy=False, system=True
    )

    @api.constrains("change_id")
    def _check_contract(self):
        for row in self.sudo():
            changed = row[self._changed_field]
            if changed.contract_id - row.change_id.contract_id:
                raise ValidationError(
                    self.env._(
                        "A change order changes the services of its own contract alone."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_written_by_system():
            vals_list = self._clean_values(vals_list)
        rows = super(ChangePartMixin, self._strip_defaults()).create(vals_list)
        rows = rows.with_env(self.env)
        rows._ensure_open()
        rows.change_id._touch_review()
        return rows

    def write(self, vals):
        self._ensure_open()
        result = super().write(vals)
        self._ensure_open()
        self.change_id._touch_review()
        return result

    def unlink(self):
        self._ensure_open()
        self.change_id._touch_review()
        return super().unlink()

    def _ensure_open(self):
        self.change_id._ensure_open()

    def _describe_after(self):
        """Return the row as the contract's content has it once it is in force."""
        changed = self[self._changed_field]
        return {"id": changed.id or -self.id, **self._describe()}

    def _prepare_command(self):
        values = self._prepare_copy()
        if changed := self[self._changed_field]:
            return Command.update(changed.id, values)
        return Command.create(values)
