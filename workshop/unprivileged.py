"""PostgreSQL refuses to run as root: here is who runs it then."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING

from workshop import process

if TYPE_CHECKING:
    from pathlib import Path


def server_user() -> str:
    """Whom PostgreSQL runs as: never root, which it refuses."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_server_user() -> list[str]:
    """Words before a command that make root run it as `server_user`."""
    if os.geteuid():
        return []
    entry = pwd.getpwnam(server_user())
    identity = ["--reuid", str(entry.pw_uid), "--regid", str(entry.pw_gid)]
    return ["setpriv", *identity, "--clear-groups", "--inh-caps=-all", "--"]


def can_enter(folder: Path) -> bool:
    command = [*as_server_user(), "test", "-w", folder, "-a", "-x", folder]
    return process.attempt(command).returncode == 0
