from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .crm_partner_merge import GRANT_DAYS, PARAMETER
from .res_users import UNASSIGNED


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    unassigned_customers = fields.Selection(
        selection=[
            ("office", "Their office's clerks and director, and who registered them"),
            ("everyone", "Everyone"),
        ],
        string="Customers without a Responsible Person",
        default="office",
        config_parameter=UNASSIGNED,
        help="Who sees customers that nobody is responsible for.",
    )
    merge_grant_days = fields.Integer(
        string="Days to Read a Merged Customer",
        default=GRANT_DAYS,
        config_parameter=PARAMETER,
        help="So long the salesperson of a customer that was merged into another one "
        "reads that one. 0: not at all.",
    )

    @api.constrains("merge_grant_days")
    def _check_merge_grant_days(self):
        if any(page.merge_grant_days < 0 for page in self):
            raise ValidationError(
                self.env._("The days to read a merged customer are 0 or more.")
            )

    def set_values(self):
        result = super().set_values()
        if not self.merge_grant_days:
            # Odoo keeps no 0, and takes the default then
            self.env["ir.config_parameter"].sudo().set_param(PARAMETER, "0")
        return result
