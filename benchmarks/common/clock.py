"""Clock a piece of work, and tell how many such took how long."""

from __future__ import annotations

import resource
import statistics
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

KILOBYTE = 1024
SHARES = (50, 95)


def clock(env: Any, work: Callable[[], Any]) -> float:
    """Milliseconds, with Odoo's caches of records empty."""
    env.invalidate_all()
    return 1000 * clock_seconds(work)


def clock_seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(
    times: list[float], prefix: str = "", shares: tuple[int, ...] = SHARES
) -> dict[str, float]:
    """The time that so many of a hundred did not exceed: the middle one is p50."""
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
    return {f"{prefix}p{share}": cuts[share - 1] for share in shares}


def peak_memory() -> int:
    """The most bytes that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
