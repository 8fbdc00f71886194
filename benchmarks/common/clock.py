"""Clock a piece of work inside `odoo shell`."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def clock(env: Any, work: Callable[[], Any]) -> float:
    """Milliseconds, with Odoo's caches of records empty."""
    env.invalidate_all()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def spread(times: list[float], prefix: str = "") -> dict[str, float]:
    """The middle one and the slowest but one in twenty."""
    cuts = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
    return {f"{prefix}p50": statistics.median(times), f"{prefix}p95": cuts[18]}
