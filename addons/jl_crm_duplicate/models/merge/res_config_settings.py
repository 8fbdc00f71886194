from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .crm_merge_automatic import LEAST_SCORE
from .crm_partner_merge import UNDO_DAYS


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    merge_undo_days = fields.Integer(
        string="Days to Undo a Merge",
        default=UNDO_DAYS,
        config_parameter="jl_crm_duplicate.undo_days",
        help="The data needed to undo a merge are kept this long.",
    )
    duplicate_auto_merge = fields.Boolean(
        string="Merge Customers with the Same Tax ID",
        config_parameter="jl_crm_duplicate.auto_merge",
        help="Every night. Each merge is in the log and can be undone; those who "
        "decide on duplicates are told.",
    )
    duplicate_auto_score = fields.Integer(
        string="From a Score of",
        default=LEAST_SCORE,
        config_parameter="jl_crm_duplicate.auto_merge_score",
    )

    @api.constrains("duplicate_auto_score")
    def _check_duplicate_auto_score(self):
        if any(not 0 < page.duplicate_auto_score <= 100 for page in self):
            raise ValidationError(
                self.env._("The score of an automatic merge runs from 1 to 100.")
            )
