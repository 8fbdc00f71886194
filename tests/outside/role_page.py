"""The page `docs/roles.md`: the tables of `roles.py`, and what the registry says.

python3 -m tests.outside.role_page URL DATABASE    asks a server with demo data, and
                                                   writes the page anew
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from tests.client import Client
from tests.outside.role_registry import read_models
from tests.outside.roles import RECORDS, ROLES, STEPS
from workshop.paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.outside.role_registry import Model

PAGE = PROJECT / "docs" / "roles.md"
TEXT = """\
# Roles and rights

What the roles of JL CRM may do: `tests/outside/test_roles.py` compares each table with
what a running server answers over the web API. `python3 -m tests.outside.role_page`
asks it and writes the page.

## Steps

{steps}

## Records

c create · r read · w change · d delete; empty: nothing. Create is the right to make
records of the kind. Whatever the rights say, nobody writes the fields that the system
keeps, such as the customer's status and code; and a request that was sent is changed by
nobody, only the steps above move it on.

{records}

## Models

Every model of ours, and those of Odoo on which we lay rules: the most that a role does
with any record. The rules below say with which.

{models}

## Record rules

Rules for everybody hold one and all. Of those for groups one is enough, of whichever
group of a user. A model of ours without a line here has none: its
rights are those above.

{rules}
"""


def render(models: Iterable[Model]) -> str:
    """The page as it has to be.

    :param models: what the registry says
    """
    models = list(models)
    rights = {f"`{one.name}`: {one.label}": [*one.rights] for one in models}
    return TEXT.format(
        **render_tables(),
        models=_render_table("Model", rights),
        rules=_render_rules(models),
    )


def render_tables() -> dict[str, str]:
    """The tables of the page that stand here."""
    steps = {name: ["yes" if may else "" for may in row] for name, row in STEPS.items()}
    records = {f"`{model}`: {which}": row for (model, which), row in RECORDS.items()}
    return {
        "steps": _render_table("Step", steps),
        "records": _render_table("Record", records),
    }


def list_logins() -> list[str]:
    """One for each role, in the order of the columns."""
    return [logins[0] for logins in ROLES.values()]


def _render_table(title: str, rows: dict[str, list[str]]) -> str:
    return _align([[title, *ROLES], *([name, *cells] for name, cells in rows.items())])


def _render_rules(models: list[Model]) -> str:
    rows = [
        [f"`{model.name}`", rule.whom, rule.letters, rule.words]
        for model in models
        for rule in model.rules
    ]
    return _align([["Model", "For whom", "What", "Which records"], *rows])


def _align(table: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    head, *body = (
        [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        for row in table
    )
    rule = ["-" * width for width in widths]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))


def _write(url: str, database: str) -> None:
    user = cache(lambda login: Client(url, database, login, login))
    PAGE.write_text(render(read_models(user, list_logins())))


if __name__ == "__main__":
    _write(*sys.argv[1:])
