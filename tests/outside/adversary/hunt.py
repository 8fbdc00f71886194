"""Try so many calls, and keep the smallest reproduction of each door that is open."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.outside.adversary.oracle import Oracle
from tests.outside.adversary.player import Player
from tests.outside.adversary.routes import draw_attempts
from tests.outside.adversary.shrinking import shrink

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.outside.adversary.attempt import Attempt
    from tests.outside.adversary.finding import Finding
    from tests.outside.adversary.world import World


@dataclass
class Door:
    """An open one, and the shortest way through it that was found."""

    finding: Finding
    attempt: Attempt

    def to_line(self) -> str:
        return f"{self.finding.key}\t{self.attempt.to_line()}"


@dataclass
class Hunt:
    """`say` is told of each door when it is found."""

    world: World
    say: Callable[[str], None] = print
    doors: dict[str, Door] = field(default_factory=dict)
    routes: Counter = field(default_factory=Counter)
    passed: Counter = field(default_factory=Counter)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.player = Player(self.world)
        self.oracle = Oracle(self.world)

    def run(self, seed: int, calls: int) -> None:
        """Draw attempts from a seed until so many calls were made."""
        start, last = time.monotonic(), self.player.calls + calls
        for attempt in draw_attempts(random.Random(seed), self.world):
            if self.player.calls >= last:
                break
            self.routes[attempt.route] += 1
            for finding in self.try_once(attempt):
                self._open(finding, attempt)
        self.seconds += time.monotonic() - start

    def try_once(self, attempt: Attempt) -> list[Finding]:
        """What the attempt breaks; the world is as before afterwards."""
        outcome = self.player.play(attempt)
        try:
            return self.oracle.judge(outcome)
        finally:
            self.player.undo(outcome)
            self.passed[attempt.route] += all(
                answer.went_through for answer in outcome.answers
            )
            self.world.forget_refusals()

    def _open(self, finding: Finding, attempt: Attempt) -> None:
        if finding.key in self.doors:
            return
        smallest = shrink(attempt, lambda one: self._is_open(finding, one))
        self.doors[finding.key] = Door(finding, smallest)
        self.say(self.doors[finding.key].to_line())

    def _is_open(self, finding: Finding, attempt: Attempt) -> bool:
        return finding.key in {one.key for one in self.try_once(attempt)}
