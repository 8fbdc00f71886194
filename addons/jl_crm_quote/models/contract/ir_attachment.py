from odoo import models
from odoo.tools.mimetypes import guess_mimetype


class IrAttachment(models.Model):
    _name = "ir.attachment"
    _inherit = "ir.attachment"

    def _is_scan(self):
        """Whether it is a PDF or a picture; some pictures only their name tells."""
        self.ensure_one()
        kind = guess_mimetype(self._read_content() or b"")
        if kind == "application/octet-stream":
            kind = self.mimetype or ""
        return kind == "application/pdf" or kind.startswith("image/")
