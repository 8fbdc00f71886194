"""Forged calls over the web API, judged by invariants: which doors are open.

`docs/adversary.md` says how it works. Targets: no door but the known ones, and 50 calls
a second where nothing else runs.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common.base import Base
from benchmarks.common.report import conclude
from tests.outside.adversary.attempt import Attempt
from tests.outside.adversary.arena import open_arena
from tests.outside.adversary.hunt import Hunt
from tests.outside.adversary.known import find_news, read_known
from workshop.addons import find_addons
from workshop.console import say
from workshop.testing.scratch import LANGUAGES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from workshop.runtime import Runtime

CALLS = 100_000
LEAST_PACE = 50.0
LARGEST_SEED = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--seed", type=int, help="a fresh one unless given")
    parser.add_argument(
        "--attempt", default="", help="one line of a reproduction, to be tried again"
    )


def run(runtime: Runtime, args: argparse.Namespace) -> int:
    template = runtime.template("adversary", find_addons(), LANGUAGES, demo=True)
    with (
        Base.open(runtime, __name__, source=template) as base,
        tempfile.TemporaryDirectory() as folder,
        open_arena(runtime, base.database, Path(folder)) as world,
    ):
        hunt = Hunt(world, say)
        for missing in world.missing:
            say(f"! the world lacks {missing}")
        if args.attempt:
            found = hunt.try_once(Attempt.from_line(args.attempt))
            return conclude([finding.key for finding in found])
        return _hunt(hunt, args)


def _hunt(hunt: Hunt, args: argparse.Namespace) -> int:
    seed = args.seed
    if seed is None:
        seed = random.SystemRandom().randrange(LARGEST_SEED)
    say(f"Seed {seed}")
    hunt.run(seed, args.calls)
    for route, number in sorted(hunt.routes.items()):
        say(f"  {route:<14} {number:6} tried  {hunt.passed[route]:6} went through")
    pace = hunt.player.calls / hunt.seconds
    say(f"  {hunt.player.calls} calls, {pace:.0f} a second, {len(hunt.doors)} doors")
    return conclude(find_misses(hunt.doors, pace))


def find_misses(doors: Iterable[str], pace: float) -> list[str]:
    """What was missed, as sentences.

    :param doors: keys of what was found open
    :param pace: calls a second
    """
    misses = [f"Open: {key}" for key in find_news(doors, read_known())]
    if pace < LEAST_PACE:
        misses.append(f"{pace:.0f} calls a second only")
    return misses
