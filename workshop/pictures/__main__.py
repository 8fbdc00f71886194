"""Take the handbook's pictures: a browser walks through the story of a conversion.

`./jl pictures` calls it with a server of its own; by hand it takes the address of any
JL CRM with demo data, whose data it changes:

    python -m workshop.pictures http://localhost:8069 jl_crm zh_CN docs/images/zh_CN
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.client import Client
from workshop.pictures import (
    conversion,
    customers,
    duplicates,
    opportunities,
    orders,
    workplace,
)
from workshop.pictures.studio import Studio

PEOPLE = ("sales", "general", "clerk", "director")
# each chapter finds what those before it have left
STORY = (
    workplace.show_workplace,
    customers.show_customers,
    customers.show_profile,
    customers.show_access,
    opportunities.show_opportunities,
    customers.record_contact,
    customers.register,
    duplicates.analyse_duplicates,
    duplicates.refuse_duplicate,
    duplicates.work_on_groups,
    conversion.request,
    conversion.decide,
    conversion.see_result,
    conversion.convert_many,
    customers.analyse,
    orders.review,
    orders.follow_orders,
    orders.hand_over,
)


def main() -> None:
    args = parse()
    args.folder.mkdir(parents=True, exist_ok=True)
    admin = Client(args.url, args.database, "admin", "admin")
    prepare(admin, args.language)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=args.chromium, args=["--no-sandbox"]
        )
        studio = Studio(browser, args.url, args.folder, args.language)
        for chapter in STORY:
            chapter(studio)
        browser.close()


def prepare(admin: Client, language: str) -> None:
    """Have everybody speak the language, and no robot greet them in between."""
    people = admin.call("res.users", "search", [("login", "in", PEOPLE)])
    values = {"lang": language, "odoobot_state": "disabled"}
    admin.call("res.users", "write", people, values)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("database")
    parser.add_argument("language")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    return parser.parse_args()


if __name__ == "__main__":
    main()
