from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# whose writing makes another file of it, or shows it to others
FILE_FIELDS = {
    "raw",
    "datas",
    "db_datas",
    "name",
    "type",
    "url",
    "mimetype",
    "res_model",
    "res_id",
    "res_field",
    "public",
}


class IrAttachment(models.Model):
    """The signed checklist of a handover stays as it is (HUA-5, security.md 12b)."""

    _name = "ir.attachment"
    _inherit = "ir.attachment"

    def write(self, vals):
        if not FILE_FIELDS.isdisjoint(vals):
            self._ensure_no_checklist()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_checklist(self):
        self._ensure_no_checklist()

    def _ensure_no_checklist(self):
        """:raise UserError: one of them is a signed checklist, whoever asks"""
        kept = Domain("document_id", "in", self.ids)
        if handover := self.env["crm.handover"].sudo().search(kept, limit=1):
            raise UserError(
                self.env._(
                    "This is the signed checklist of %(handover)s. It is neither "
                    "changed nor deleted.",
                    handover=handover.display_name,
                )
            )
