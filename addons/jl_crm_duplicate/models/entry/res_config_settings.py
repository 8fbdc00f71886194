from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .crm_duplicate_policy import (
    CERTAIN_CONSEQUENCE,
    CERTAIN_SCORE,
    LIKELY_CONSEQUENCE,
    LIKELY_SCORE,
)


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    duplicate_certain_score = fields.Integer(
        string="Certain from a Score of",
        default=CERTAIN_SCORE,
        config_parameter="jl_crm_duplicate.certain_score",
    )
    duplicate_certain_consequence = fields.Selection(
        selection=[
            ("refuse", "Refuse to save"),
            ("ask", "Ask for a reason"),
            ("show", "Only show it"),
        ],
        string="Customer Certainly in the System",
        default=CERTAIN_CONSEQUENCE,
        config_parameter="jl_crm_duplicate.certain_consequence",
        help="Users with the right “Create in Spite of Duplicates” can go on with a "
        "reason where others are refused.",
    )
    duplicate_likely_score = fields.Integer(
        string="Likely from a Score of",
        default=LIKELY_SCORE,
        config_parameter="jl_crm_duplicate.likely_score",
    )
    duplicate_likely_consequence = fields.Selection(
        selection=[("ask", "Ask for a reason"), ("show", "Only show it")],
        string="Customer Likely in the System",
        default=LIKELY_CONSEQUENCE,
        config_parameter="jl_crm_duplicate.likely_consequence",
    )

    @api.constrains("duplicate_certain_score", "duplicate_likely_score")
    def _check_duplicate_scores(self):
        for page in self:
            likely, certain = page.duplicate_likely_score, page.duplicate_certain_score
            if not 0 < likely < certain <= 100:
                raise ValidationError(
                    self.env._(
                        "Scores run from 1 to 100, and a likely duplicate has a lower "
                        "one than a certain duplicate."
                    )
                )

    def action_open_duplicate_matching(self):
        """Open the window in which matching is set per field (DUP-3)."""
        return self.env["crm.duplicate.matching"].action_open()

    def set_values(self):
        matching = self.env["crm.duplicate.matching.rules"]
        before = matching._get_parameters()
        result = super().set_values()
        # how many points make no certain hit yet depends on the scores
        if matching._get_parameters() != before:
            matching._write_functions()
        return result
