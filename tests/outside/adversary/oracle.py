"""Judge an attempt by all invariants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.outside.adversary import keeping, reading, writing
from tests.outside.adversary.accepted import ACCEPTED
from tests.outside.adversary.finding import Finding
from tests.outside.adversary.papers import Papers
from tests.outside.adversary.sent import find_sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside.adversary.player import Outcome
    from tests.outside.adversary.world import World

HANDOVER = "crm.handover"
MOVING = frozenset({"user_id", "customer_holder", "active"})


class Oracle:
    def __init__(self, world: World) -> None:
        self.world = world
        self.papers = Papers(world)

    def judge(self, outcome: Outcome) -> list[Finding]:
        """Each door once, in a fixed order."""
        found = {finding.key: finding for finding in self._judge(outcome)}
        return [
            found[key]
            for key in sorted(found)
            if (found[key].invariant, found[key].subject) not in ACCEPTED
        ]

    def _judge(self, outcome: Outcome) -> Iterator[Finding]:
        yield from reading.judge(self.world, outcome)
        if outcome.changes:
            outcome.sent = find_sent(self.world, outcome.answers)
            yield from writing.judge(self.world, outcome)
            yield from keeping.judge(self.world, outcome)
            yield from self.papers.judge(outcome)
            yield from self._judge_people(outcome)
            yield from self._judge_reserved(outcome)

    def _judge_people(self, outcome: Outcome) -> Iterator[Finding]:
        """Who leaves holds nothing any more."""
        holders = {self.world.uid("salesperson"), self.world.uid("colleague")}
        for change in outcome.changes:
            if change.table == "res_users" and change.id in holders:
                new = change.new or {}
                if not new.get("active") or new.get("share"):
                    yield Finding("left with open work", change.op)

    def _judge_reserved(self, outcome: Outcome) -> Iterator[Finding]:
        """What is being handed over is moved by its handover alone."""
        if any(model == HANDOVER for model, _method in outcome.attempt.methods):
            return
        reserved = self.world.records.get("reserved.customer", ("", 0))[1]
        for change in outcome.changes:
            is_it = change.table == "res_partner" and change.id == reserved
            if is_it and not MOVING.isdisjoint(change.columns):
                model, _method = min(outcome.attempt.methods)
                yield Finding("moved while reserved", model)
