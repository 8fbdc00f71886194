import base64

from odoo import models


class MailTemplate(models.Model):
    _name = "mail.template"
    _inherit = "mail.template"

    def _generate_template_attachments(
        self, res_ids, render_fields, render_results=None
    ):
        """Bring the offer's file along: on the quotation only an item stands for it.

        A copy, as the composer deletes what is taken off there.
        """
        results = super()._generate_template_attachments(
            res_ids, render_fields, render_results
        )
        custom = self.env.ref("jl_crm_quote.mail_template_custom_work", False)
        if self == custom and "attachment_ids" in render_fields:
            for order in self.env["sale.order"].browse(res_ids):
                results[order.id].setdefault("attachments", []).extend(
                    (file.name, base64.b64encode(content))
                    for file in order.offer_file_ids
                    if (content := file._read_content())
                )
        return results
