from odoo import api, fields, models


class CrmContractChangeLine(models.Model):
    """A service as it will be after the change (CON-2)."""

    _name = "crm.contract.change.line"
    _description = "Service of a Change Order"
    _inherit = ["contract.row.mixin", "change.part.mixin"]
    # the order in which they were sealed before they had a sequence
    _order = "id"

    _changed_field = "line_id"

    line_id = fields.Many2one(
        comodel_name="crm.contract.line",
        ondelete="set null",
        readonly=True,
        copy=False,
        system=True,
    )
    partner_id = fields.Many2one(related="change_id.partner_id")
    company_id = fields.Many2one(related="change_id.company_id")
    amount = fields.Monetary(string="After")

    @api.constrains("line_id", "change_id")
    def _check_contract(self):
        return super()._check_contract()
