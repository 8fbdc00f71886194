from odoo import models


class MailTemplatePreview(models.TransientModel):
    """A letter that is shown tells what it is filled with: that is noted (CAR-7)."""

    _name = "mail.template.preview"
    _inherit = "mail.template.preview"

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        for preview in self if not self.env.su else ():
            if record := preview.sudo().resource_ref:
                partners = record._mail_get_partners()[record.id]
                partners.sudo(flag=False)._note_access()
        return rows
