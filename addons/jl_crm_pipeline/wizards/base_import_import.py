from odoo import models

from ..tools.import_headings import find_field


class BaseImportImport(models.TransientModel):
    """The columns of a customer list are recognized by what offices call them."""

    _name = "base_import.import"
    _inherit = "base_import.import"

    def _get_mapping_suggestion(
        self, header, fields_tree, header_types, mapping_fields
    ):
        # what the user has chosen once for this heading stands
        is_chosen = header.lower() in mapping_fields
        is_open = self.res_model == "res.partner" and not is_chosen
        if is_open and (field := find_field(header)):
            # nearer than any likeness of letters
            return {"field_path": field.split("/"), "distance": -1}
        return super()._get_mapping_suggestion(
            header, fields_tree, header_types, mapping_fields
        )
