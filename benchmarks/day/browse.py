"""Do the tasks of a day in Chromium, and leave what each took.

`./jl bench day` calls it with a server of its own.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.day.desk import Desk
from benchmarks.day.tasks import TASKS


def main() -> None:
    args = parse()
    rows = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=args.chromium, args=["--no-sandbox"]
        )
        desk = Desk(browser, args.url, args.rounds)
        for name, task in TASKS.items():
            rows[name] = task(desk)
        browser.close()
    text = json.dumps({"tasks": rows}, ensure_ascii=False, indent=2)
    args.result.write_text(text + "\n", encoding="utf-8")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("result", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    return parser.parse_args()


if __name__ == "__main__":
    main()
