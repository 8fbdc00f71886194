import hashlib

from odoo import api, fields, models
from odoo.tools import get_lang

PAPER = "jl_crm_handover.crm_handover_report"


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
    document_digest = fields.Char(
        string="Hash of the Signed Checklist",
        readonly=True,
        copy=False,
        system=True,
        help="SHA-256 of the file: another file has another hash.",
    )

    @api.model
    def _cron_make_documents(self, batch_size=5):
        """Keep the signed checklists as PDF, some at a time; the scheduler goes on."""
        # one that was undone was signed all the same
        domain = [("date_done", "!=", False), ("document_id", "=", False)]
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
        content, kind = report._render_qweb_pdf(PAPER, self.ids)
        attachment = self.env["ir.attachment"].create(
            {
                "name": f"{self.name}.{kind}",
                "raw": content,
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        digest = hashlib.sha256(content).hexdigest()
        self._write_system({"document_id": attachment.id, "document_digest": digest})

    def action_print(self):
        """Print the checklist: as it is now, or as it was signed and is kept (HUA-5).

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        if self.date_done and not self.document_id:
            self.sudo()._make_document()
        if not self.document_id:
            return self.env.ref(PAPER).sudo().report_action(self, config=False)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.sudo().document_id.id}?download=true",
            "target": "download",
        }

    def _get_printed_customers(self):
        """Return all customers, key ones first: the paper says who changed hands."""
        rows = self.env["crm.handover.customer"]
        return rows.search([("handover_id", "=", self.id)])

    def _get_printed_lines(self):
        """Return [(heading, items)] in the order of the procedure (HUA-3)."""
        labels = self.env["crm.handover.line"]._fields["heading"]
        groups = self.line_ids.grouped("heading")
        return [
            (label, groups[heading])
            for heading, label in labels._description_selection(self.env)
            if heading in groups
        ]
