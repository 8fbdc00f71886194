from odoo import models
from odoo.exceptions import AccessError


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
        record = super()._find_record(xmlid, res_model, res_id, access_token, field)
        # a link to a file does not know what became of the offer meanwhile
        if record._name == "ir.attachment" and not self.env.user._is_internal():
            self._ensure_offer_released(record)
        return record

    def _ensure_offer_released(self, files):
        """:raise AccessError: it is the file of an offer that may not leave (K3Q-4)"""
        if held := files._find_held_orders():
            raise AccessError(held._get_outside_message())
