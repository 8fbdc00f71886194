from odoo import api, fields, models


class CrmCustomerConversionBatch(models.TransientModel):
    """Converts many customers, each for itself, with a result line for each (K3C-6)."""

    _name = "crm.customer.conversion.batch"
    _description = "Convert Many Customers"

    line_ids = fields.One2many(
        comodel_name="crm.customer.conversion.batch.line",
        inverse_name="batch_id",
    )
    is_done = fields.Boolean(compute="_compute_counts")
    done_count = fields.Integer(compute="_compute_counts")
    failed_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.result")
    def _compute_counts(self):
        for batch in self:
            results = batch.line_ids.mapped("result")
            batch.done_count = results.count("done")
            batch.failed_count = results.count("failed")
            batch.is_done = "pending" not in results

    @api.model
    def _open_for(self, partners):
        self.env["crm.customer.conversion"]._ensure_general_affairs()
        customers = partners.commercial_partner_id
        batch = self.create(
            {"line_ids": [(0, 0, {"partner_id": partner.id}) for partner in customers]}
        )
        return batch._reopen()

    def action_convert(self):
        """Convert what is pending; a line that fails holds up no other (K3C-6)."""
        self.ensure_one()
        self.env["crm.customer.conversion"]._ensure_general_affairs()
        for line in self.line_ids.filtered(lambda line: line.result == "pending"):
            line._convert()
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Convert to Transacting Customers"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
