from odoo import models

from ..review.crm_review_mixin_prints import PREVIEW


class IrActionsReport(models.Model):
    _name = "ir.actions.report"
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        # a file that was printed before is handed out without rendering anything
        self._ensure_reviewed(report, res_ids)
        streams = super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)
        if self._is_reviewed(report) and not PREVIEW.holds(self.env):
            self._keep_prints(report, streams)
        return streams

    def _get_rendering_context(self, report, docids, data):
        self._ensure_reviewed(report, docids)
        return super()._get_rendering_context(report, docids, data)

    def _is_reviewed(self, report):
        return report.model in self.env["crm.review.mixin"]._get_review_models()

    def _ensure_reviewed(self, report, docids):
        """:raise UserError: what is printed was not approved (K3Q-4)"""
        if self._is_reviewed(report):
            documents = self.env[report.model].browse(docids or []).exists()
            documents._ensure_printable()

    def _keep_prints(self, report, streams):
        documents = self.env[report.model]
        for res_id, found in streams.items():
            if res_id and found["stream"]:
                content = found["stream"].getvalue()
                documents.browse(res_id)._keep_print(report, content)
