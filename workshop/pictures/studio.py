"""A browser at one server that takes pictures of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
SETTLE_MS = 800
# where the people of the demo work
ZONE = "Asia/Shanghai"


class Studio:
    """A browser at one server, and the folder that its pictures go to."""

    def __init__(self, browser: Browser, url: str, folder: Path, language: str) -> None:
        self._browser = browser
        self._url = url
        self._folder = folder
        self._locale = language.replace("_", "-")

    @contextmanager
    def person(self, login: str, size: dict[str, int] = DESKTOP) -> Iterator[Page]:
        """A window in which somebody has logged in."""
        context = self._browser.new_context(
            base_url=self._url,
            viewport=size,
            timezone_id=ZONE,
            # the browser's own words, as on the button that chooses a file
            locale=self._locale,
        )
        page = context.new_page()
        page.goto("/web/login")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", login)
        page.click(".oe_login_form button[type=submit]")
        page.wait_for_selector(".o_main_navbar")
        yield page
        context.close()

    def take(self, page: Page, name: str) -> None:
        settle(page)
        page.screenshot(path=self._folder / f"{name}.png")


def clear_toasts(page: Page) -> None:
    """Close the messages that came while nobody was there."""
    page.wait_for_timeout(SETTLE_MS)
    # in the page at once: some go by themselves meanwhile
    page.locator(".o_notification_close").evaluate_all(
        "buttons => buttons.forEach((button) => button.click())"
    )


def settle(page: Page) -> None:
    """Wait until nothing is loading or fading any more."""
    page.wait_for_function("!document.querySelector('.o_loading_indicator')")
    page.wait_for_function(
        "[...document.images].every((i) => i.complete || i.loading === 'lazy')"
    )
    page.wait_for_timeout(SETTLE_MS)


def open_customer(page: Page, name: str) -> None:
    page.goto("/odoo/all-customers")
    page.click(f".o_data_row td[name=name]:has-text('{name}')")
    page.wait_for_selector(".o_form_view")
