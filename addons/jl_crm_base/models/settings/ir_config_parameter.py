from odoo import api, models


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model
    def _get_number(self, name, default):
        """Return a whole number of the settings, whoever asks.

        :param str name: of the parameter
        :param int default: what counts where it is not set
        :rtype: int
        """
        return int(self.sudo().get_param(name) or default)
