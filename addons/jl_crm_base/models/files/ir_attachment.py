from odoo import api, models
from odoo.exceptions import UserError

from ...tools.guard import is_person
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


# by which anybody can fetch a file
SHOWING = ("public", "access_token")
# where a file belongs
PLACE = frozenset({"res_model", "res_id", "res_field"})


class IrAttachment(models.Model):
    """Files of papers that were reviewed, signed or archived stay as they are."""

    _name = "ir.attachment"
    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        self._ensure_origin_readable(vals_list)
        files = super().create(vals_list)
        files._ensure_not_given_away()
        return files

    def write(self, vals):
        self._ensure_origin_readable([vals])
        if not KEPT.isdisjoint(vals):
            self._ensure_not_sealed()
        is_shown = any(vals.get(name) for name in SHOWING)
        if is_shown:
            # looked at where it is, and where it goes
            self._ensure_not_held()
        result = super().write(vals)
        # a file may have had its link before it came to a paper
        is_moved = not PLACE.isdisjoint(vals) and not self.env.user.share
        if is_shown or is_moved:
            self._ensure_not_given_away()
        return result

    def generate_access_token(self):
        """Give no link to what may not leave the house; a colleague needs none.

        :return: a token for each file, an empty one where there is none
        :rtype: list[str]
        :raise AccessError: the user may not write one of them
        """
        self.check_access("write")
        held = self.sudo()._find_held_files()
        return [
            ""
            if file.id in held._ids
            else super(IrAttachment, file).generate_access_token()[0]
            for file in self
        ]

    @api.model
    def _ensure_origin_readable(self, vals_list):
        """:raise AccessError: a file is said to be made of one that is hidden"""
        if not is_person(self.env):
            return
        ids = {vals.get("original_id") for vals in vals_list} - {None, False}
        self.browse(ids)._ensure_readable()

    def copy_data(self, default=None):
        self.check_access("read")
        self._ensure_not_sealed()
        if any((default or {}).get(name) for name in SHOWING):
            self._ensure_not_held()
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
        self.filtered(lambda file: file.public or file.access_token)._ensure_not_held()

    def _ensure_not_held(self):
        if self.ids and (held := self.sudo()._find_held_files()):
            raise UserError(
                self.env._(
                    "“%(name)s” is the file of an offer that was not approved yet: it "
                    "cannot be made public. Have the offer reviewed first.",
                    name=held[0].name,
                )
            )
