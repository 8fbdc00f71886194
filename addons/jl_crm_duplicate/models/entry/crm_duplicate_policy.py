import math
from typing import NamedTuple

from odoo import api, models

from ...roles import DUPLICATE_OVERRIDE
from ...tools.rules import LIKELY, STEEPNESS

# the verdicts that may stop somebody, the worse the higher
RANKS = {"likely": 1, "certain": 2}
# as a field offers them
STOPPING_VERDICTS = [("certain", "Certain"), ("likely", "Likely")]
CERTAIN_SCORE, LIKELY_SCORE = 88, 50
CERTAIN_CONSEQUENCE, LIKELY_CONSEQUENCE = "refuse", "ask"
CONSEQUENCES = ("refuse", "ask", "show")
HIT_LIMIT = 10


class Finding(NamedTuple):
    """A customer that looks like others, and what was said to it."""

    customer_id: int
    matches: list
    reason: str
    row: int  # in what was entered, from 1; 0 where it was one alone
    may_go_on: bool  # with a reason

    @property
    def is_allowed(self):
        return self.may_go_on and bool(self.reason)


class CrmDuplicatePolicy(models.AbstractModel):
    """From which score a hit is certain or likely, and what follows (DUP-3)."""

    _name = "crm.duplicate.policy"
    _description = "Consequences of Duplicates"

    @api.model
    def _find_stopping(self, customer_ids, take_turns=False):
        """Return the matches of these customers that have a consequence.

        :param customer_ids: of saved customers
        :param bool take_turns: wait for whoever enters one of them at this moment
        """
        stopping = {one for one in RANKS if self._get_consequence(one) != "show"}
        if not customer_ids or not stopping:
            return []
        index = self.env["crm.duplicate.index"]
        index._refresh_pending()
        if take_turns:
            index._take_turns(customer_ids)
        analysis = self.env["crm.duplicate.analysis"]
        matches = analysis._find_saved(customer_ids, self._get_least_points())
        return [match for match in matches if match.verdict in stopping]

    @api.model
    def _make_finding(self, customer_id, matches, reason, row):
        """Return what the matches of a customer come to, as a Finding."""
        is_refusing = any(
            self._get_consequence(match.verdict) == "refuse" for match in matches
        )
        may_go_on = not is_refusing or self._may_override()
        return Finding(customer_id, matches[:HIT_LIMIT], reason, row, may_go_on)

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
        return self._get_points((likely if stops else certain) - 0.5)

    @api.model
    def _get_doubtful_points(self):
        """Return the most points of a hit that is not certain."""
        certain, _likely = self._get_thresholds()
        return self._get_points(max(certain - 1, 0.5))

    @api.model
    def _get_points(self, score):
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
