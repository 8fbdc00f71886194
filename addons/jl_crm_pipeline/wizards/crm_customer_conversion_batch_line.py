from odoo import fields, models
from odoo.exceptions import UserError


class CrmCustomerConversionBatchLine(models.TransientModel):
    """One customer of a batch, with the evidence before and the result after."""

    _name = "crm.customer.conversion.batch.line"
    _description = "Customer to Convert"
    _inherit = ["trade.evidence.mixin"]

    batch_id = fields.Many2one(
        comodel_name="crm.customer.conversion.batch",
        required=True,
        ondelete="cascade",
        index=True,
    )
    partner_id = fields.Many2one(required=True, ondelete="cascade")
    result = fields.Selection(
        selection=[("pending", "Pending"), ("done", "Converted"), ("failed", "Failed")],
        default="pending",
        required=True,
        readonly=True,
    )
    result_message = fields.Char(string="Remark", readonly=True)

    def _convert(self):
        """Convert this customer, or keep the sentence that says why not."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self.partner_id.action_convert()
        except UserError as error:
            self.write({"result": "failed", "result_message": str(error)})
        else:
            self.result = "done"
