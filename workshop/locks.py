"""Two `./jl` at once: who comes second waits, and nothing is built twice."""

from __future__ import annotations

import fcntl
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workshop.console import say
from workshop.paths import CACHE, make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MARKER = ".complete"


@contextmanager
def exclusive(name: str, folder: Path = CACHE) -> Iterator[None]:
    """Hold the lock `name`; the kernel frees it however the process ends."""
    path = make_folder(folder / "locks") / f"{name}.lock"
    with path.open("w") as stream:
        if not try_lock(stream, fcntl.LOCK_EX):
            say(f"- Waiting for another ./jl that is busy with {name} …")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def try_lock(stream, kind: int) -> bool:
    try:
        fcntl.flock(stream, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def build_once(target: Path, key: str, build: Callable[[Path], None]) -> Path:
    """Return `target`, built by `build(target)` unless that was done for `key`.

    A build that was interrupted is thrown away and begun anew.
    """
    if not is_complete(target, key):
        with exclusive(target.name):
            if not is_complete(target, key):
                shutil.rmtree(target, ignore_errors=True)
                make_folder(target)
                build(target)
                (target / MARKER).write_text(key)
    return target


def is_complete(target: Path, key: str) -> bool:
    marker = target / MARKER
    return marker.is_file() and marker.read_text() == key
