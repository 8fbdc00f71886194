"""What a call did to the database, row by row, and the way back.

Triggers note each changed row in a table of their own, so what is judged is all that
happened and costs as little as it was; the rows are put back afterwards.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.postgres import Postgres

SETUP = Path(__file__).with_name("ledger.sql")
END = "--adversary--"
# one object a line; psql must not break or align them
FLAGS = ("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1")
TAKE = (
    "SELECT json_build_object('table', tab, 'op', op, 'old', old, 'new', new)"
    " FROM adversary.change ORDER BY n"
)


@dataclass(frozen=True)
class Change:
    """A row that was inserted, updated or deleted."""

    table: str
    op: str
    old: dict[str, Any] | None = None
    new: dict[str, Any] | None = None
    columns: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        old, new = self.old or {}, self.new or {}
        names = {name for name in old | new if old.get(name) != new.get(name)}
        object.__setattr__(self, "columns", frozenset(names))

    @property
    def row(self) -> dict[str, Any]:
        return self.new or self.old or {}

    @property
    def id(self) -> int:
        return self.row.get("id", 0)


class Ledger:
    """One connection to the database of the server that is tried."""

    def __init__(self, postgres: Postgres, database: str) -> None:
        self._process = subprocess.Popen(
            [*map(str, postgres.psql(database)), *FLAGS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=postgres.client_env(),
        )

    def install(self) -> None:
        """From now on each change of a row is noted."""
        self.ask(SETUP.read_text(encoding="utf-8"))
        self.forget()

    def take(self) -> list[Change]:
        """What has changed since the last `undo` or `forget`."""
        return [Change(**json.loads(line)) for line in self.ask(TAKE)]

    def undo(self) -> None:
        """Put all of it back."""
        self.ask("SELECT adversary.undo()")

    def forget(self) -> None:
        """Leave it as it is now."""
        self.ask("DELETE FROM adversary.change")

    def ask(self, statement: str) -> list[str]:
        """The lines that psql answers; ends with an error where PostgreSQL does."""
        self._process.stdin.write(f"{statement};\n\\echo {END}\n")
        self._process.stdin.flush()
        lines = []
        for line in self._process.stdout:
            if line.rstrip("\n") == END:
                return lines
            if line := line.rstrip("\n"):
                lines.append(line)
        raise RuntimeError(f"PostgreSQL refused: {statement[:200]}")

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()
