"""What the reader alone takes: run in a process of its own, without Odoo.

python3 -m benchmarks.offer_import.reader < FILE
prints seconds and the most megabytes
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from workshop.addon_tools import load_tools


def main() -> None:
    load_tools("jl_crm_quote", "offer_reader")
    from offer_reader.offer_sheet import read_offer

    content = sys.stdin.buffer.read()
    start = time.perf_counter()
    offer = read_offer(content)
    figures = {
        "rows": len(offer.rows),
        "seconds": time.perf_counter() - start,
        "megabytes": read_peak(),
    }
    print(json.dumps(figures))  # noqa: T201


def read_peak() -> float:
    """The most memory of this program; getrusage counts that of who started it too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    [line] = [one for one in status.splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
