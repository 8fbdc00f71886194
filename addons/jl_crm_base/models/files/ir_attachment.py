from odoo import api, models
from odoo.exceptions import UserError

from ...tools.permit import Permit

# a named act replaces or removes what is sealed
SEALED_FILES = Permit("jl_crm_base_sealed_files")
# whose writing makes another file of it, or shows it to others
KEPT = frozenset(
    {
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
)


class IrAttachment(models.Model):
    """Files of papers that were reviewed, signed or archived stay as they are."""

    _name = "ir.attachment"
    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        files._ensure_not_given_away()
        return files

    def write(self, vals):
        if not KEPT.isdisjoint(vals):
            self._ensure_not_sealed()
        result = super().write(vals)
        if any(vals.get(name) for name in ("public", "access_token")):
            self._ensure_not_given_away()
        return result

    def copy_data(self, default=None):
        self.check_access("read")
        self._ensure_not_sealed()
        return super().copy_data(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sealed(self):
        self._ensure_not_sealed()

    def _find_sealed_files(self):
        """Return those that belong to a sealed paper; a hook."""
        return self.browse()

    def _find_held_files(self):
        """Return those whose bytes may not leave the house yet; a hook."""
        return self.browse()

    def _ensure_not_sealed(self):
        """:raise UserError: one of the files belongs to a sealed paper"""
        if not self.ids or SEALED_FILES.holds(self.env):
            return
        if sealed := self.sudo()._find_sealed_files():
            raise UserError(
                self.env._(
                    "“%(name)s” belongs to a paper that is under review, approved, "
                    "signed or archived, and stays as it is. Take the paper back "
                    "first, or attach another file.",
                    name=sealed[0].name,
                )
            )

    def _ensure_not_given_away(self):
        """:raise UserError: anybody could fetch what may not leave the house yet"""
        shown = self.sudo().filtered(lambda file: file.public or file.access_token)
        if shown and (held := shown._find_held_files()):
            raise UserError(
                self.env._(
                    "“%(name)s” is the file of an offer that was not approved yet: it "
                    "cannot be made public. Have the offer reviewed first.",
                    name=held[0].name,
                )
            )
