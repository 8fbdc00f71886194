from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.sealing import FILE, is_file_link

# whose writing makes another content of it
CONTENT = frozenset({"raw", "datas", "db_datas", "name", "type", "url"})


class IrAttachment(models.Model):
    _name = "ir.attachment"
    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._touch_reviews()
        return attachments

    def write(self, vals):
        self._touch_reviews()
        if not CONTENT.isdisjoint(vals):
            self._note_as_work()
        result = super().write(vals)
        self._touch_reviews()
        return result

    def unlink(self):
        self._touch_reviews()
        self._note_as_work()
        return super().unlink()

    def _adopt(self, document):
        """Let who sees a document see the files that were uploaded before it."""
        loose = self.sudo().filtered(
            lambda file: not file.res_id and file.create_uid == self.env.user
        )
        loose.write({"res_model": document._name, "res_id": document.id})

    def _read_content(self):
        """Return the file itself; forms ask for its size in its place."""
        return self.with_context(bin_size=False, bin_size_raw=False).raw

    def _note_as_work(self):
        """Who changes a file that is reviewed with a paper wrote the paper (K3Q-4)."""
        for name in self.ids and self.env["crm.review.mixin"]._get_review_models():
            papers = self.env[name].sudo().with_context(active_test=False)
            named = [
                Domain(one, "in", self.ids)
                for one in papers._get_sealing().fields[name]
                if is_file_link(self.env, field := papers._fields[one])
                and field.comodel_name == FILE
            ]
            if named:
                papers.search(Domain.OR(named))._touch_review()

    def _touch_reviews(self):
        """Files may be a part of what was offered: have their documents looked at."""
        reviewed = self.env["crm.review.mixin"]._get_review_models()
        for name, files in self.sudo().grouped("res_model").items():
            if name in reviewed:
                ids = {file.res_id for file in files if file.res_id}
                self.env[name].browse(ids).exists()._look_again()
