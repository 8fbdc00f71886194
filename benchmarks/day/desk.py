"""Where somebody works: a browser in which they have logged in, and their tally."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks.day.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

DESKTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
SETTLE_MS = 500
WORKPLACE = ".o_workplace_figures"


class Desk:
    """A browser at one server; searches are asked `rounds` times."""

    def __init__(self, browser: Browser, url: str, rounds: int) -> None:
        self._browser = browser
        self._url = url
        self.rounds = rounds

    @contextmanager
    def person(self, login: str, *, phone: bool = False) -> Iterator[Worker]:
        """Somebody in front of the login page."""
        context = self._browser.new_context(
            base_url=self._url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **(PHONE if phone else DESKTOP),
        )
        worker = Worker(context.new_page(), Tally(context), phone=phone)
        worker.log_in(login)
        yield worker
        context.close()


class Worker:
    """Somebody who clicks, or taps, and types; it is counted."""

    def __init__(self, page: Page, tally: Tally, *, phone: bool) -> None:
        self.page = page
        self.tally = tally
        self._phone = phone

    def log_in(self, login: str) -> None:
        """What follows the Enter key of the login page is the task."""
        self.page.goto("/web/login")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", login)
        self.tally.begin()
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_selector(WORKPLACE)

    def go_to(self, address: str, ready: str) -> None:
        """Be there; the task begins when the page is."""
        self.page.goto(address)
        self.page.wait_for_selector(ready)
        self.rest()
        self.tally.begin()

    def rest(self) -> None:
        """Let the page load what it still asks for; one connection stays open."""
        self.page.wait_for_function("!document.querySelector('.o_loading_indicator')")
        self.page.wait_for_timeout(SETTLE_MS)

    def click(self, selector: str) -> None:
        if self._phone:
            self.page.tap(selector)
        else:
            self.page.click(selector)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)
        self.tally.count("fields")

    def tab_to(self, field: str) -> None:
        """Come to a field by the Tab key, as who copies a card does."""
        here = f".o_field_widget[name={field}]"
        for _step in range(30):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(
                "(field) => Boolean(document.activeElement.closest(field))", here
            ):
                return
        message = f"The Tab key does not lead to {field}"
        raise LookupError(message)

    def wait(self, selector: str) -> None:
        self.page.wait_for_selector(selector)
