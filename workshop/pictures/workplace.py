"""Pictures of the workplace: of a salesperson, of a director, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.pictures.studio import PHONE, clear_toasts

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from workshop.pictures.studio import Studio


def show_workplace(studio: Studio) -> None:
    """What people see after login: nothing is clicked."""
    with studio.person("sales") as page:
        _take(studio, page, "workplace")
    with studio.person("director") as page:
        _take(studio, page, "workplace-director")
    with studio.person("sales", PHONE) as page:
        _take(studio, page, "workplace-phone")


def _take(studio: Studio, page: Page, name: str) -> None:
    page.wait_for_selector(".o_workplace_figures")
    clear_toasts(page)
    studio.take(page, name)
