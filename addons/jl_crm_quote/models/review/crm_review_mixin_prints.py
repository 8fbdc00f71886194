from odoo import api, fields, models

from odoo.addons.jl_crm_base.tools.permit import Permit

from ...tools.watermark import make_style

# to print what is to be reviewed, with its watermark
PREVIEW = Permit("jl_crm_quote_preview")


class CrmReviewMixin(models.AbstractModel):
    """What is printed: for reviewers with a watermark, for the customer to be kept."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    # external id of the print that reviewers get
    _review_report = ""

    sent_version_count = fields.Integer(
        string="Went out",
        compute="_compute_sent_version_count",
        help="Versions of which the PDF that went out is kept.",
    )

    @api.depends("review_decision_ids.print_ids")
    def _compute_sent_version_count(self):
        for document in self:
            document.sent_version_count = len(document._find_sent())

    def _find_sent(self):
        """Return the decisions after which a PDF went out, the latest first."""
        rows = self.sudo().review_decision_ids
        return rows.filtered("print_ids").sorted("id", reverse=True)

    def action_open_sent_versions(self):
        """Open what went out: versions, who let them go, their PDFs (K3Q-5).

        :rtype: dict
        :raise AccessError: the user may not read the document
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Went out of %(name)s", name=self.display_name),
            "res_model": "crm.review.decision",
            "views": [
                (
                    self.env.ref("jl_crm_quote.crm_review_decision_view_sent").id,
                    "list",
                ),
                (
                    self.env.ref("jl_crm_quote.crm_review_decision_view_kanban").id,
                    "kanban",
                ),
                (False, "form"),
            ],
            "domain": [("id", "in", self._find_sent().ids)],
        }

    def action_review_print(self):
        """Print what is to be reviewed, with its watermark (K3Q-4).

        :rtype: dict
        :raise AccessError: the user may not read it
        """
        self.check_access("read")
        return self.env.ref(self._review_report).report_action(self, config=False)

    def _ensure_printable(self):
        """Called before documents are printed.

        Who is asked to review them may print them, as long as the print stays here.

        :raise UserError: one of them was not approved as it is now
        """
        self.check_access("read")
        if PREVIEW.holds(self.env):
            blocked = self._filter_blocked()
            (blocked - blocked.filtered("can_review"))._ensure_released()
        else:
            self._ensure_released()

    def _get_watermark(self):
        """Return the text across a print that is not to go out, or nothing."""
        self.ensure_one()
        return self.env._("Not approved") if self.is_blocked else ""

    def _get_watermark_style(self):
        text = self._get_watermark()
        return make_style(text) if text else False

    def _keep_print(self, report, content):
        """Keep the PDF that goes out with the decision that let it go (K3Q-4).

        The first of a version counts: what is printed again says the same.

        :param report: ir.actions.report
        :param bytes content: the PDF
        """
        document = self.sudo()
        if document.review_state != "approved":
            return
        decided = document._find_decisions(("approved", "carried"), limit=1)
        key = f"{report.report_name} {self.env.context.get('lang') or ''}".strip()
        if key in decided.print_ids.mapped("description"):
            return
        self.env["ir.attachment"].sudo().create(
            {
                "name": f"{document.display_name} V{decided.version}.pdf",
                "description": key,
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": decided._name,
                "res_id": decided.id,
            }
        )
        decided.invalidate_recordset(["print_ids"])
