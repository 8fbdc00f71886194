from odoo import models

HANDBOOK = "jl_crm_pipeline.handbook_url"


class IrHttp(models.AbstractModel):
    _name = "ir.http"
    _inherit = "ir.http"

    def session_info(self):
        """Tell the web client what it hides, and where Help leads.

        :rtype: dict
        """
        info = super().session_info()
        info["jl_shows_offers"] = self.env["ir.ui.menu"]._shows_offers()
        info["support_url"] = self.env["ir.config_parameter"].sudo().get_param(HANDBOOK)
        return info
