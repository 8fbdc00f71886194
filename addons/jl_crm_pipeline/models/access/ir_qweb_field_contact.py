from odoo import api, models

from .res_partner_name import PRINTED


class IrQwebFieldContact(models.AbstractModel):
    _name = "ir.qweb.field.contact"
    _inherit = "ir.qweb.field.contact"

    @api.model
    def value_to_html(self, value, options):
        # whoever may print a document prints the address on it
        return super().value_to_html(value and PRINTED.give(value), options)
