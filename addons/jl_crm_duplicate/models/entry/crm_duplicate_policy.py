import math

from odoo import api, models

from ..roles import DUPLICATE_OVERRIDE
from ..tools.rules import LIKELY, STEEPNESS
from .duplicate_scope import RANKS

CERTAIN_SCORE, LIKELY_SCORE = 88, 50
CERTAIN_CONSEQUENCE, LIKELY_CONSEQUENCE = "refuse", "ask"
CONSEQUENCES = ("refuse", "ask", "show")


class CrmDuplicatePolicy(models.AbstractModel):
    """From which score a hit is certain or likely, and what follows (DUP-3)."""

    _name = "crm.duplicate.policy"
    _description = "Consequences of Duplicates"

    @api.model
    def _judge(self, matches):
        """Return the engine's matches with the verdicts of the office's thresholds."""
        thresholds = self._get_thresholds()
        return [
            match._replace(verdict=self._get_verdict(match, *thresholds))
            for match in matches
        ]

    @api.model
    def _get_verdict(self, match, certain, likely):
        if match.verdict == "related":
            return "related"
        if match.score >= certain:
            return "certain"
        if match.score >= likely:
            return "likely"
        return "unlikely" if match.verdict == "unlikely" else "possible"

    @api.model
    def _get_thresholds(self):
        """Return the least scores of a certain and of a likely hit."""
        certain = self._read_score("certain_score", CERTAIN_SCORE)
        return certain, min(certain, self._read_score("likely_score", LIKELY_SCORE))

    @api.model
    def _get_consequence(self, verdict):
        """Return ``refuse``, ``ask`` (for a reason) or ``show``."""
        if verdict not in RANKS:
            return "show"
        default = CERTAIN_CONSEQUENCE if verdict == "certain" else LIKELY_CONSEQUENCE
        consequence = self._read(f"{verdict}_consequence")
        return consequence if consequence in CONSEQUENCES else default

    @api.model
    def _get_least_points(self):
        """Return the engine's points below which no hit stops anything."""
        certain, likely = self._get_thresholds()
        stops = self._get_consequence("likely") != "show"
        # scores are rounded
        score = (likely if stops else certain) - 0.5
        return LIKELY - STEEPNESS * math.log(100 / score - 1)

    @api.model
    def _may_override(self):
        """Whether the user may save what is certainly in the base already."""
        return self.env.user.has_group(DUPLICATE_OVERRIDE)

    @api.model
    def _read_score(self, name, default):
        score = self._read(name) or ""
        return int(score) if score.isdecimal() and 0 < int(score) <= 100 else default

    @api.model
    def _read(self, name):
        parameters = self.env["ir.config_parameter"].sudo()
        return parameters.get_param(f"jl_crm_duplicate.{name}")
