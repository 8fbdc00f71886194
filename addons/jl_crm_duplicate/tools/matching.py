"""What an office says about how its customers are matched, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from odoo.addons.jl_crm_base.tools.arrays import as_array

from . import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

# what the points of a rule belong to
FIELDS = {
    "name": ("related",),
    "tax_id": ("tax_id", "other_tax_id"),
    "phone": ("phone", "other_phone"),
    "mail": ("mail",),
    "domain": ("domain", "spoken_domain", "trade_domain", "other_domain"),
    "address": ("address", "other_address"),
    "contact": ("contact",),
}
NAME_FIELD = "name"
# in percent of what the engine was measured with
USUAL_WEIGHT, MOST_WEIGHT = 100, 300
# what a field that is certain alone comes to, and what doubtful ones come to at most
SURE = rules.CERTAIN + 4
DOUBTFUL = rules.CERTAIN - 0.5
VERDICTS = ("certain", "likely")


class FieldRule(NamedTuple):
    """How one field is matched."""

    is_used: bool = True
    weight: int = USUAL_WEIGHT
    # "certain": a customer that agrees in it is one; "likely": that alone is no proof
    alone: str = ""


USUAL = dict.fromkeys(FIELDS, FieldRule())


def matching_parameters(
    matching: Mapping[str, FieldRule], doubtful: float = DOUBTFUL
) -> dict[str, object]:
    """What the statements ask for because of the fields.

    `doubtful` are the most points of customers that agree in fields alone that are no
    proof.
    """
    parameters: dict[str, object] = {"sure": SURE, "doubtful": doubtful}
    for field, names in FIELDS.items():
        rule = matching.get(field, FieldRule())
        parameters |= {
            f"use_{field}": rule.is_used,
            f"sure_{field}": rule.alone == "certain",
            f"free_{field}": rule.alone != "likely",
            **{f"points_{one}": _weigh(rule, rules.FIELD_POINTS[one]) for one in names},
        }
    parameters["points_other_city"] = rules.FIELD_POINTS["other_city"]
    return parameters | _weigh_names(matching.get(NAME_FIELD, FieldRule()))


def _weigh_names(rule: FieldRule) -> dict[str, object]:
    points = [
        _weigh(rule, one) for name in rules.NameRule for one in rules.NAME_POINTS[name]
    ]
    common = [_weigh(rule, one) for one in rules.COMMON_POINTS]
    return {"points_name": as_array(points), "points_common": as_array(common)}


def _weigh(rule: FieldRule, points: float) -> float:
    return points * rule.weight / USUAL_WEIGHT
