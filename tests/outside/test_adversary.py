"""Some thousand forged calls, and nothing that anybody has to keep is broken."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.outside.adversary.arena import open_arena
from tests.outside.adversary.attempt import Attempt, Step
from tests.outside.adversary.hunt import Hunt
from tests.outside.adversary.known import find_news, read_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop.runtime import Runtime

FIXED_SEED, FIXED_CALLS = 16, 5000
FRESH_CALLS = 1000
LARGEST_SEED = 1_000_000
# what a salesperson writes on an ordinary day, to what is theirs
OWN_WORK = (
    ("res.partner", "@own.customer", "street"),
    ("res.partner", "@own.contact", "function"),
    ("crm.lead", "@own.lead", "description"),
    ("sale.order", "@own.draft", "client_order_ref"),
    ("crm.contract", "@own.application", "title"),
)


@pytest.fixture(scope="module")
def hunt(
    runtime: Runtime,
    fresh_database: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Hunt]:
    """A base and a server of its own, without the clock of the others' coverage.

    Its log is not among those that are read: it is full of what forgers are told.
    """
    folder: Path = tmp_path_factory.mktemp("adversary")
    database = fresh_database("adversary")
    with open_arena(runtime, database, folder) as world:
        yield Hunt(world)


def test_world_is_whole(hunt):
    """Issue 16, 8: a paper that could not be made is a door that nobody tries."""
    assert not hunt.world.missing


def test_known_doors_are_open(hunt):
    """Issue 16, 8: what was closed leaves the list, which only shrinks."""
    closed = [
        one.pattern
        for one in read_known()
        if not any(one.covers(found.key) for found in hunt.try_once(one.attempt))
    ]
    assert not closed, "\n".join(["Take these out of known.txt:", *closed])


@pytest.mark.parametrize("kind", ["fixed", "fresh"])
def test_no_door_is_open(hunt, kind):
    """Issue 16, 8: security.md, and whatever nobody has thought of."""
    seed, calls = FIXED_SEED, FIXED_CALLS
    if kind == "fresh":
        seed, calls = random.SystemRandom().randrange(LARGEST_SEED), FRESH_CALLS
    hunt.run(seed, calls)

    news = find_news(hunt.doors, read_known())
    said = [hunt.doors[key].to_line() for key in news]
    assert not news, "\n".join([f"Seed {seed}:", *said])


@pytest.mark.parametrize("via", ["session", "key"])
@pytest.mark.parametrize(("model", "name", "field"), OWN_WORK)
def test_owners_work(hunt, via, model, name, field):
    """Issue 16, 8: the adversary would find nothing where every call is refused."""
    step = Step(model, "write", ([name], {field: "plain words"}))
    outcome = hunt.player.play(Attempt("salesperson", (step,), "write", via))
    hunt.player.undo(outcome)

    [answer] = outcome.answers
    assert answer.went_through, answer.error
    assert any(field in change.columns for change in outcome.changes)
