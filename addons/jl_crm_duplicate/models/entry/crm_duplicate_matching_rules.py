import json

from odoo import api, models

from ...tools.matching import (
    DOUBTFUL,
    FIELDS,
    MOST_WEIGHT,
    USUAL_WEIGHT,
    VERDICTS,
    FieldRule,
    matching_parameters,
)
from ...tools.scoring import create_check

PARAMETER = "jl_crm_duplicate.matching"


class CrmDuplicateMatchingRules(models.AbstractModel):
    """How each field is matched, as the administrators have set it (DUP-3).

    What is set is written into the functions of the check, so that a check costs
    nothing more; a run asks for it when it begins.
    """

    _name = "crm.duplicate.matching.rules"
    _description = "Matching per Field"

    def init(self):
        self._write_functions()

    @api.model
    def _read_rules(self):
        """Return {field of the engine: its FieldRule}, what cannot be read as usual."""
        kept = self._read_kept()
        return {field: self._make_rule(kept.get(field)) for field in FIELDS}

    @api.model
    def _read_kept(self):
        text = self.env["ir.config_parameter"].sudo().get_param(PARAMETER) or "{}"
        try:
            kept = json.loads(text)
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    @api.model
    def _make_rule(self, kept):
        if not isinstance(kept, dict):
            return FieldRule()
        weight, alone = kept.get("weight"), kept.get("alone")
        is_weight = type(weight) is int and 0 < weight <= MOST_WEIGHT
        return FieldRule(
            bool(kept.get("is_used", True)),
            weight if is_weight else USUAL_WEIGHT,
            alone if alone in VERDICTS else "",
        )

    @api.model
    def _get_parameters(self, matching=None):
        """Return what the statements of the engine ask for.

        :param matching: {field: FieldRule}; what is in force if left out
        """
        return matching_parameters(
            matching or self._read_rules(),
            min(DOUBTFUL, self.env["crm.duplicate.policy"]._get_doubtful_points()),
        )

    @api.model
    def _write_functions(self):
        """Have the checks judge by what is in force."""
        self.env.cr.execute(create_check(self._get_parameters()))

    @api.model
    def _put_in_force(self, matching):
        """Judge by these rules from now on, and look at all customers anew.

        :param matching: {field: FieldRule}
        """
        kept = {field: rule._asdict() for field, rule in matching.items()}
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(PARAMETER, json.dumps(kept))
        self._write_functions()
        self.env["crm.duplicate.run"].sudo()._request("whole")
