from odoo import api, fields, models
from odoo.tools import get_lang

# customers that the paper names
PRINTED = 500


class CrmHandover(models.Model):
    """The signed checklist is kept as PDF (HUA-5)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    document_id = fields.Many2one(
        comodel_name="ir.attachment",
        string="Signed Checklist",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        system=True,
    )

    @api.model
    def _cron_make_documents(self, batch_size=5):
        """Keep the signed checklists as PDF, some at a time; the scheduler goes on."""
        domain = [("state", "=", "done"), ("document_id", "=", False)]
        handovers = self.search(domain, order="id", limit=batch_size)
        for handover in handovers:
            handover._make_document()
        remaining = self.search_count(domain)
        self.env["ir.cron"]._commit_progress(len(handovers), remaining=remaining)

    def _make_document(self):
        """Keep the checklist with its signatures as PDF (HUA-5)."""
        planner = self.planner_id
        # the scheduler's own clock is no one's: who signed at nine reads nine
        report = self.env["ir.actions.report"].with_context(
            lang=get_lang(self.env, planner.lang).code,
            tz=planner.tz or self.env.user.tz,
        )
        content, kind = report._render_qweb_pdf(
            "jl_crm_handover.crm_handover_report", self.ids
        )
        attachment = self.env["ir.attachment"].create(
            {
                "name": f"{self.name}.{kind}",
                "raw": content,
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        self._write_system({"document_id": attachment.id})

    def _get_printed_customers(self):
        """Return the customers that the paper names: key ones first, not thousands."""
        return self.env["crm.handover.customer"].search(
            [("handover_id", "=", self.id)], limit=PRINTED
        )

    def _get_printed_lines(self):
        """Return [(heading, items)] in the order of the procedure (HUA-3)."""
        labels = self.env["crm.handover.line"]._fields["heading"]
        groups = self.line_ids.grouped("heading")
        return [
            (label, groups[heading])
            for heading, label in labels._description_selection(self.env)
            if heading in groups
        ]
