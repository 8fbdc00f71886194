"""The numbers that go into the statements, and what comes out of them."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, NamedTuple

from odoo.addons.jl_crm_base.tools.arrays import as_array

from . import rules
from .keys import Kind, make_keys, normalise
from .matching import USUAL, matching_parameters
from .rules import Line, NameRule, Part, Place, Reason
from .statements import CHECK_FUNCTION, CHECK_SAVED_FUNCTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .keys import Customer

_SOUNDS = (Kind.SOUND, Kind.SOUND_ROOT, Kind.SOUND_CITY)
_DEFAULT_LIMIT = 10
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# of the functions that are declared
_ENTRY_ARGUMENTS = {
    "names": "$1",
    "keys": "$2",
    "exclude": "$3",
    "least": "$4",
    "limit": "$5",
}
_SAVED_ARGUMENTS = {"partner_ids": "$1", "least": "$2"}


class Match(NamedTuple):
    """A row of any of the checks."""

    probe_id: int  # 0 for what is being entered
    partner_id: int
    points: float
    score: int  # 0 to 100, for people
    verdict: str  # certain, likely, possible, unlikely or related
    reasons: int  # of `Reason`
    weights: tuple[float, ...] = ()  # of `Part`, in its order


def read_matches(rows: Iterable[tuple]) -> list[Match]:
    """What a check has returned."""
    return [Match._make((*row[:-1], tuple(row[-1]))) for row in rows]


def list_reasons(mask: int) -> list[Reason]:
    return [reason for reason in Reason if mask & reason]


def share_points(match: Match) -> tuple[dict[Reason, float], dict[Part, float]]:
    """What each reason of a match weighs, and what speaks against it without one.

    A reason that another one already counts for, as a domain beside the mail, weighs
    nothing and is left out.
    """
    left = dict(zip(Part, match.weights, strict=False))
    shared = {}
    for reason in list_reasons(match.reasons):
        points = left.pop(rules.get_part(reason), 0)
        if points:
            shared[reason] = points
    return shared, {part: points for part, points in left.items() if points < 0}


def entry_parameters(
    customer: Customer,
    exclude: Iterable[int] = (),
    limit: int = _DEFAULT_LIMIT,
    least: float = 0.5,
) -> dict[str, object]:
    """What CHECK_ENTRY asks for; `exclude` are customers that are not to be found."""
    normals = normalise(customer)
    names = [{"partner_id": 0, **normal._asdict()} for normal in normals]
    return PARAMETERS | {
        "names": json.dumps(names, ensure_ascii=False),
        "keys": as_array(make_keys(normals)),
        "exclude": as_array(exclude),
        "limit": limit,
        "least": least,
    }


def changed_parameters(
    partner_ids: Iterable[int],
    least: float = rules.POSSIBLE,
    matching: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """What CHECK_CHANGED and CALL_SAVED ask for; `matching` of `matching_parameters`.

    The functions have it in their bodies.
    """
    asked = {"partner_ids": as_array(partner_ids), "least": least}
    return PARAMETERS | (matching or {}) | asked


def whole_parameters(
    first: int,
    last: int,
    least: float = rules.POSSIBLE,
    matching: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """What CHECK_WHOLE asks for, for the pairs whose lower id is in that range."""
    asked = {"first": first, "last": last, "least": least}
    return PARAMETERS | (matching or {}) | asked


def _rarity() -> list[float]:
    """By how much a value counts less when so many share it: 2 log2(n / 2)."""
    most = max(rules.LOOKUP_CAP + 1, *rules.BLOCK_CAPS.values())
    return [2 * math.log2(max(n, 2) / 2) for n in range(1, most + 1)]


def _named(prefix: str, members: Iterable[Kind | NameRule]) -> dict[str, int]:
    return {f"{prefix}_{one.name.lower()}": int(one) for one in members}


PARAMETERS = {
    **_named("kind", Kind),
    **_named("rule", NameRule),
    **_named("line", Line),
    **_named("place", Place),
    **_named("reason", Reason),
    **matching_parameters(USUAL),
    "common": rules.COMMON,
    "reason_name": int(rules.NAME_REASON),
    "kinds_sound": as_array(map(int, _SOUNDS)),
    "caps": as_array(rules.BLOCK_CAPS[kind] for kind in Kind),
    "lookup_cap": rules.LOOKUP_CAP,
    # so many who only sound alike say no more than the first of them
    "sound_cap": rules.BLOCK_CAPS[Kind.SOUND],
    "rarity": as_array(_rarity()),
    "certain": rules.CERTAIN,
    "likely": rules.LIKELY,
    "possible": rules.POSSIBLE,
    "even": rules.LIKELY,
    "steepness": rules.STEEPNESS,
}


def create_check(matching: Mapping[str, object]) -> str:
    """The text that makes the functions, with the office's `matching_parameters`.

    To be run whenever the add-on is installed or updated and whenever the matching is
    changed; takes no parameters.
    """
    return ";".join(
        (
            _render(CHECK_FUNCTION, matching, _ENTRY_ARGUMENTS),
            _render(CHECK_SAVED_FUNCTION, matching, _SAVED_ARGUMENTS),
        )
    )


def _render(
    statement: str, matching: Mapping[str, object], arguments: dict[str, str]
) -> str:
    """The statement with its constants written out, for the body of a function."""
    values = PARAMETERS | matching
    texts = {name: _literal(value) for name, value in values.items()} | arguments
    return _PLACEHOLDER.sub(lambda match: texts[match[1]], statement)


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


# … as the engine was measured
CREATE_CHECK = create_check({})
