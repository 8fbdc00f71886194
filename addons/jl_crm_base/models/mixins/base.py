from odoo import models


class Base(models.AbstractModel):
    _inherit = "base"

    def _valid_field_parameter(self, field, name):
        # system: kept by the system, as system.field.mixin says
        return name == "system" or super()._valid_field_parameter(field, name)
