"""Count what a person does in a page, and what the page asks of the server."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Request

# in the page, in front of everything else: a key on a button is no click
LISTEN = """
    window.addEventListener(
        "pointerdown", (event) => event.isTrusted && jlCount("clicks"), true
    );
    const WINDOWS = ".o_dialog, .o-mail-ChatWindow";
    const seen = new WeakSet();
    new MutationObserver(() => {
        for (const one of document.querySelectorAll(WINDOWS)) {
            if (!seen.has(one)) {
                seen.add(one);
                jlCount("windows");
            }
        }
    }).observe(document, {childList: true, subtree: true});
"""
SAVES = ("web_save", "create", "web_create", "name_create", "web_save_multi")
CALL = re.compile(r"/web/dataset/call_(?:kw|button)/[\w.]+/(\w+)")


class Tally:
    """Clicks, fields, saves, windows, seconds and the server's time of one task."""

    def __init__(self, context: BrowserContext) -> None:
        self._counts: dict[str, int] = {}
        self._times: dict[str, list[float]] = {}
        self._start = 0.0
        self.begin()
        context.expose_binding("jlCount", lambda _source, what: self.count(what))
        context.add_init_script(LISTEN)
        context.on("requestfinished", self._note)

    def begin(self) -> None:
        """Forget what was before: the task begins now."""
        self._counts = dict.fromkeys(("clicks", "fields", "saves", "windows"), 0)
        self._times = defaultdict(list)
        self._start = time.monotonic()

    def count(self, what: str) -> None:
        self._counts[what] += 1

    def tell(self, method: str = "") -> dict[str, float]:
        """What the task took; the server's time of all calls, or of one method's."""
        seconds = time.monotonic() - self._start
        methods = [method] if method else list(self._times)
        server = sum(sum(self._times[name]) for name in methods)
        return {**self._counts, "seconds": seconds, "server ms": server}

    def _note(self, request: Request) -> None:
        call = CALL.search(request.url)
        if not call:
            return
        timing = request.timing
        self._times[call[1]].append(timing["responseStart"] - timing["requestStart"])
        if call[1] in SAVES:
            self.count("saves")
