from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import SQL

# where somebody uploads what belongs to nothing yet
LOOSE = ("mail.compose.message", "mail.scheduled.message")

# The papers that a file is of: it is attached to one, it came with a message about one,
# or it has the bytes of a file that was first seen on one.
PAPERS = """
    SELECT a.res_model, a.res_id
      FROM ir_attachment a
     WHERE a.id = ANY(%(ids)s)
       AND a.res_model = ANY(%(models)s)
       AND a.res_id > 0
     UNION
    SELECT m.model, m.res_id
      FROM ir_attachment a
      JOIN message_attachment_rel r ON r.attachment_id = a.id
      JOIN mail_message m ON m.id = r.message_id
     WHERE a.id = ANY(%(ids)s)
       AND (COALESCE(a.res_model, '') = '' OR a.res_model = ANY(%(loose)s))
       AND m.model = ANY(%(models)s)
       AND m.res_id > 0
     UNION
    SELECT first.res_model, first.res_id
      FROM ir_attachment a
      JOIN LATERAL (
           SELECT f.id, f.res_model, f.res_id
             FROM ir_attachment f
            WHERE f.checksum = a.checksum AND f.res_field IS NULL
            ORDER BY f.id
            LIMIT 1) first ON first.id <> a.id
     WHERE a.id = ANY(%(ids)s)
       AND a.file_size > 0
       AND first.res_model = ANY(%(models)s)
       AND first.res_id > 0
"""


class IrAttachment(models.Model):
    """Which files are of a paper that may not leave yet (K3Q-4)."""

    _name = "ir.attachment"
    _inherit = "ir.attachment"

    _same_bytes_idx = models.Index("(checksum) WHERE res_field IS NULL")

    def _find_held_files(self):
        return super()._find_held_files() | self.filtered(
            lambda file: file._find_held_papers()
        )

    def _find_held_papers(self):
        """Return the papers of one model that have such a file and may not leave.

        A brochure that was in the house before it came to a paper is no file of it.

        :return: quotations, or else contracts or changes of them; empty where the files
            may go outside
        """
        files = self._filter_unapproved()
        if held := files._find_held_orders():
            return held
        for name, ids in files._list_papers().items():
            if held := self.env[name].sudo().browse(ids).exists()._filter_blocked():
                return held
        return self.env["sale.order"]

    def _filter_unapproved(self):
        """Return those whose bytes no quotation that may leave was approved with."""
        sums = [one for one in self.sudo().mapped("checksum") if one]
        domain = [
            ("offer_file_ids.checksum", "in", sums),
            ("review_state", "=", "approved"),
        ]
        orders = self.env["sale.order"].sudo().search(domain) if sums else ()
        approved = {
            file.checksum
            for order in orders
            if order._is_released()
            for file in order.offer_file_ids
        }
        return self.filtered(lambda file: file.sudo().checksum not in approved)

    def _list_papers(self):
        """Return {model: ids} of the papers that the files are of."""
        if not self.ids:
            return {}
        self.flush_model(["res_model", "res_id", "res_field", "checksum", "file_size"])
        self.env["mail.message"].flush_model(["model", "res_id", "attachment_ids"])
        query = SQL(
            PAPERS,
            ids=self.ids,
            models=list(self.env["crm.review.mixin"]._get_review_models()),
            loose=list(LOOSE),
        )
        papers = {}
        for name, res_id in self.env.execute_query(query):
            papers.setdefault(name, []).append(res_id)
        return papers

    def _find_held_orders(self):
        """Return the quotations that have such a file, or a copy, and may not leave."""
        sums = [one for one in self.sudo().mapped("checksum") if one]
        if not sums:
            return self.env["sale.order"]
        domain = [("offer_file_ids.checksum", "in", sums)]
        return self.env["sale.order"].sudo().search(domain)._filter_blocked()

    def _to_http_stream(self):
        # a link to a file does not know what became of the paper meanwhile
        if not self.env.user._is_internal():
            self._ensure_released()
        return super()._to_http_stream()

    def _ensure_released(self):
        """:raise AccessError: it is a file of a paper that may not leave (K3Q-4)"""
        if self._find_held_papers():
            raise AccessError(self.env["sale.order"]._get_outside_message())
