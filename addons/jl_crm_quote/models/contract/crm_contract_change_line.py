from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class CrmContractChangeLine(models.Model):
    """A service as it will be after the change (CON-2).

    Which service of the contract it changes, and what that came to, the system says
    when the change order is opened; a service that is added has none.
    """

    _name = "crm.contract.change.line"
    _description = "Service of a Change Order"
    _inherit = ["system.field.mixin"]
    _order = "id"

    change_id = fields.Many2one(
        comodel_name="crm.contract.change",
        required=True,
        ondelete="cascade",
        index=True,
    )
    line_id = fields.Many2one(
        comodel_name="crm.contract.line",
        ondelete="set null",
        readonly=True,
        copy=False,
        system=True,
    )
    kind_id = fields.Many2one(
        comodel_name="crm.service.kind",
        string="Kind of Service",
        required=True,
        ondelete="restrict",
    )
    name = fields.Char(string="Description")
    partner_id = fields.Many2one(related="change_id.partner_id")
    opportunity_id = fields.Many2one(
        comodel_name="crm.lead",
        ondelete="restrict",
        domain="[('type', '=', 'opportunity'), ('partner_id', 'child_of', partner_id)]",
    )
    currency_id = fields.Many2one(related="change_id.currency_id")
    amount_before = fields.Monetary(
        string="Before", readonly=True, copy=False, system=True
    )
    amount = fields.Monetary(string="After")

    @api.constrains("line_id", "change_id")
    def _check_contract(self):
        for line in self.sudo():
            if line.line_id.contract_id - line.change_id.contract_id:
                raise ValidationError(
                    self.env._(
                        "A change order changes the services of its own contract alone."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_written_by_system():
            vals_list = self._clean_values(vals_list)
        lines = super(CrmContractChangeLine, self._strip_defaults()).create(vals_list)
        lines = lines.with_env(self.env)
        lines._ensure_open()
        lines.change_id._touch_review()
        return lines

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
        values = {
            "kind_id": self.kind_id.id,
            "name": self.name,
            "opportunity_id": self.opportunity_id.id,
            "amount": self.amount,
        }
        return {"id": self.line_id.id or -self.id, **values}

    def _prepare_command(self):
        values = self._describe_after()
        values.pop("id")
        if self.line_id:
            return Command.update(self.line_id.id, values)
        return Command.create(values)
