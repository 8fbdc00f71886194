from odoo.http import request, route

from odoo.addons.web.controllers.report import ReportController

from ..models.review.crm_review_mixin_prints import PREVIEW


class ReviewReportController(ReportController):
    @route()
    def report_routes(self, reportname, docids=None, converter=None, **data):
        """Print, what is under review too for who reviews it (K3Q-4).

        The print goes to the reviewer who asks for it, and nothing of it is kept.
        """
        report = request.env["ir.actions.report"]._get_report_from_name(reportname)
        if report.model in request.env["crm.review.mixin"]._get_review_models():
            ids = [int(one) for one in (docids or "").split(",") if one.isdigit()]
            documents = request.env[report.model].browse(ids).exists()
            # whose turn it is, is nothing that a customer reads
            is_inside = request.env.user._is_internal() and documents.has_access("read")
            if documents and is_inside and all(documents.mapped("can_review")):
                quiet = documents.with_context(report_pdf_no_attachment=True)
                request.update_env(context=PREVIEW.give(quiet).env.context)
        return super().report_routes(
            reportname, docids=docids, converter=converter, **data
        )
