from odoo import models

# what the editor's link to a picture of a held paper has in the place of a token
NOTHING = "False"


class IrBinary(models.AbstractModel):
    _name = "ir.binary"
    _inherit = "ir.binary"

    def _find_record(
        self,
        xmlid=None,
        res_model="ir.attachment",
        res_id=None,
        access_token=None,
        field=None,
    ):
        access_token = access_token if access_token != NOTHING else None
        record = super()._find_record(xmlid, res_model, res_id, access_token, field)
        # asked before the size of a picture is, which is told without its bytes
        if record._name == "ir.attachment" and not self.env.user._is_internal():
            record._ensure_released()
        return record
