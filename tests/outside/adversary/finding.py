"""An invariant that an attempt broke."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """`invariant` and `subject` say which door it is, `stance` to whom it is open."""

    invariant: str
    subject: str
    stance: str = ""
    detail: str = ""

    @property
    def key(self) -> str:
        """The same for all attempts that go through one door."""
        return f"{self.invariant}: {self.subject} ({self.stance})"
