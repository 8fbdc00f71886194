from odoo import models


class IrActionsReport(models.Model):
    _name = "ir.actions.report"
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        # a file that was printed before is handed out without rendering anything
        self._ensure_reviewed(self._get_report(report_ref), res_ids)
        return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)

    def _get_rendering_context(self, report, docids, data):
        self._ensure_reviewed(report, docids)
        return super()._get_rendering_context(report, docids, data)

    def _ensure_reviewed(self, report, docids):
        """:raise UserError: what is printed was not approved (K3Q-4)"""
        if report.model in self.env["crm.review.mixin"]._get_review_models():
            documents = self.env[report.model].browse(docids or []).exists()
            # who may not see it is not told its state
            documents.check_access("read")
            documents._ensure_released()
