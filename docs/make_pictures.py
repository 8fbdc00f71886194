"""Take the handbook's pictures: a browser walks through the story of a conversion.

`./jl pictures` calls it with a server of its own; by hand it takes the address of any
JL CRM with demo data, whose data it changes:

    python -m docs.make_pictures http://localhost:8069 jl_crm zh_CN docs/images/zh_CN
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from docs.order_pictures import ORDER_STORY  # noqa: E402
from docs.studio import PHONE, Studio  # noqa: E402
from tests.client import Client  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

MESSAGES = ".o_menu_systray button:has(.fa-comments)"
CONVERT_MANY = (
    ".o-dropdown--menu .o-dropdown-item"
    ":text-matches('转为交易客户|Convert to transacting')"
)
PEOPLE = ("sales", "general", "clerk", "director")
CUSTOMER = "广州越海玻璃有限公司"
OPPORTUNITY = "粤海-栏板立柱-滨海步道"
LATER_STAGE = (
    ".o_statusbar_status button.o_arrow_button:not(.o_arrow_button_current)"
    " >> visible=true"
)
OTHERS = ("佛山市南海恒煜门窗有限公司", "杭州绿垣建筑科技股份有限公司")


def open_customer(page: Page, name: str) -> None:
    page.goto("/odoo/all-customers")
    page.click(f".o_data_row td[name=name]:has-text('{name}')")
    page.wait_for_selector(".o_form_view")


def show_customers(studio: Studio) -> None:
    with studio.person("sales") as page:
        page.goto("/odoo/all-customers")
        page.wait_for_selector(".o_data_row")
        studio.take(page, "customers-list")
        page.click(".o_switch_view.o_kanban")
        page.wait_for_selector(".o_kanban_record")
        studio.take(page, "customers-kanban")
    with studio.person("sales", PHONE) as page:
        page.goto("/odoo/all-customers")
        page.wait_for_selector(".o_kanban_record, .o_data_row")
        studio.take(page, "customers-phone")


def show_profile(studio: Studio) -> None:
    with studio.person("sales") as page:
        page.goto("/odoo/maturity-board")
        page.wait_for_selector(".o_kanban_record")
        studio.take(page, "maturity-board")
        open_customer(page, CUSTOMER)
        page.click(".nav-link[name=customer]")
        studio.take(page, "customer-profile")
    with studio.person("director") as page:
        page.goto("/odoo/data-completeness")
        page.wait_for_selector(".o_action .o_content")
        studio.take(page, "data-completeness")


def show_access(studio: Studio) -> None:
    with studio.person("sales") as page:
        open_customer(page, CUSTOMER)
        page.click(".nav-link[name=access]")
        page.click("button[name=action_share] >> visible=true")
        page.wait_for_selector(".modal .o_form_view")
        studio.take(page, "customer-share")
    with studio.person("general") as page:
        open_customer(page, CUSTOMER)
        page.click(".nav-link[name=access]")
        page.click(".tab-pane button[name=action_view_access]")
        page.wait_for_selector(".o_data_row")
        studio.take(page, "customer-viewers")
    with studio.person("director") as page:
        page.goto("/odoo/subordinates-customers")
        page.wait_for_selector(".o_list_view")
        studio.take(page, "subordinates-customers")


def show_opportunities(studio: Studio) -> None:
    with studio.person("sales") as page:
        page.goto("/odoo/crm")
        page.wait_for_selector(".o_kanban_record")
        studio.take(page, "opportunities-board")
        page.click(f".o_kanban_record:has-text('{OPPORTUNITY}')")
        page.wait_for_selector(".o_form_view .o_statusbar_status")
        studio.take(page, "opportunity")
        later = page.locator(LATER_STAGE)
        later.first.click()
        page.wait_for_selector(".o_stage_dialog")
        studio.take(page, "stage-dialog")
    with studio.person("director") as page:
        page.goto("/odoo/sales-funnel")
        page.wait_for_selector(".o_funnel_shape, .o_funnel")
        studio.take(page, "sales-funnel")


def record_contact(studio: Studio) -> None:
    with studio.person("sales") as page:
        open_customer(page, CUSTOMER)
        page.click("button[name=action_record_contact] >> visible=true")
        page.wait_for_selector(".modal .o_form_view")
        studio.take(page, "contact-record")
    with studio.person("sales", PHONE) as page:
        page.goto("/odoo/all-customers")
        page.click(f".o_kanban_record:has-text('{CUSTOMER}')")
        page.wait_for_selector(".o_form_view")
        studio.take(page, "customer-phone")


def register(studio: Studio) -> None:
    with studio.person("clerk") as page:
        page.goto("/odoo/potential-customers/new")
        page.fill(
            ".o_field_widget[name=name] :is(input, textarea)",
            "厦门市鹭江幕墙工程有限公司",
        )
        page.fill(".o_field_widget[name=phone] input >> visible=true", "0592-512 8801")
        page.click(".o_form_button_save")
        # the contact person is asked for at once; not now
        page.click(".modal .btn-close")
        page.wait_for_selector(".modal", state="detached")
        page.click(".nav-link[name=customer]")
        studio.take(page, "customer-registered")


def analyse_duplicates(studio: Studio) -> None:
    with studio.person("clerk") as page:
        page.goto("/odoo/potential-customers/new")
        name = page.locator(".o_field_widget[name=name] :is(input, textarea)")
        name.first.fill("深圳鹏辉幕墙有限公司")
        phone = page.locator(".o_field_widget[name=phone] input").first
        phone.fill("(0760) 88613301")
        phone.press("Tab")
        page.wait_for_selector(".o_duplicate_hit >> nth=1")
        studio.take(page, "duplicate-band")
    with studio.person("sales") as page:
        page.goto("/odoo/duplicate-analysis")
        page.fill(".o_field_widget[name=name] input", "天成")
        page.fill(".o_field_widget[name=phone] input", "+86 27 8335 6601")
        page.click("button[name=action_search]")
        page.wait_for_selector(".o_data_row")
        studio.take(page, "duplicate-window")


def refuse_duplicate(studio: Studio) -> None:
    with studio.person("sales") as page:
        page.goto("/odoo/potential-customers/new")
        name = page.locator(".o_field_widget[name=name] :is(input, textarea)")
        name.first.fill("中山合谊门窗科技")
        page.locator(".o_field_widget[name=phone] input").first.press("Tab")
        page.wait_for_selector(".o_duplicate_hit")
        page.click(".o_form_button_save")
        page.wait_for_selector(".o_duplicate_dialog")
        studio.take(page, "duplicate-refused")


def work_on_groups(studio: Studio) -> None:
    with studio.person("general") as page:
        page.goto("/odoo/duplicate-groups")
        page.wait_for_selector(".o_data_row")
        studio.take(page, "duplicate-groups")
        page.click(".o_data_row:has-text('锦铰') .o_data_cell[name=display_name]")
        page.wait_for_selector(".o_duplicate_comparison")
        studio.take(page, "duplicate-group")
        page.click("button[name=action_merge]")
        page.wait_for_selector(".o_merge_choices th")
        studio.take(page, "customer-merge")
        page.click(".nav-link[name=plan]")
        studio.take(page, "customer-merge-plan")
    with studio.person("general", PHONE) as page:
        page.goto("/odoo/duplicate-groups")
        page.wait_for_selector(".o_data_row, .o_kanban_record")
        studio.take(page, "duplicate-groups-phone")


def request(studio: Studio) -> None:
    with studio.person("sales") as page:
        open_customer(page, CUSTOMER)
        studio.take(page, "customer-potential")
        page.click("button[name=action_request_conversion]")
        page.wait_for_selector(".modal button[name=action_request]")
        studio.take(page, "conversion-request")
        page.click(".modal button[name=action_request]")
        page.wait_for_selector(".o_notification")
        studio.take(page, "conversion-sent")


def decide(studio: Studio) -> None:
    with studio.person("general") as page:
        page.click(MESSAGES)
        page.wait_for_selector(".o-mail-NotificationItem")
        studio.take(page, "conversion-message")
        page.goto("/odoo/conversions-to-decide")
        page.wait_for_selector(".o_data_row")
        studio.take(page, "conversion-work-list")
        page.click(f".o_data_row td[name=partner_id]:has-text('{CUSTOMER}')")
        page.wait_for_selector("button[name=action_approve]")
        studio.take(page, "conversion-evidence")
        page.click("button[name=action_approve]")
        page.wait_for_selector(".o_notification")
        studio.take(page, "conversion-done")


def see_result(studio: Studio) -> None:
    with studio.person("sales") as page:
        page.click(MESSAGES)
        page.wait_for_selector(".o-mail-NotificationItem")
        studio.take(page, "conversion-answer")
        open_customer(page, CUSTOMER)
        page.click(".nav-link[name=customer]")
        studio.take(page, "customer-transacting")


def convert_many(studio: Studio) -> None:
    with studio.person("general") as page:
        page.goto("/odoo/potential-customers")
        for name in OTHERS:
            page.click(f".o_data_row:has-text('{name}') .o_list_record_selector")
        page.click(".o_cp_action_menus .dropdown-toggle, .o_control_panel_main .fa-cog")
        studio.take(page, "conversion-many-menu")
        page.click(CONVERT_MANY)
        page.wait_for_selector(".modal button[name=action_convert]")
        studio.take(page, "conversion-many")
        page.click(".modal button[name=action_convert]")
        page.wait_for_selector(".modal .alert:visible")
        studio.take(page, "conversion-many-result")


def analyse(studio: Studio) -> None:
    with studio.person("director") as page:
        page.goto("/odoo/all-customers")
        page.click(".o_switch_view.o_pivot")
        page.wait_for_selector(".o_pivot table")
        studio.take(page, "customers-pivot")


STORY = (
    show_customers,
    show_profile,
    show_access,
    show_opportunities,
    record_contact,
    register,
    analyse_duplicates,
    refuse_duplicate,
    work_on_groups,
    request,
    decide,
    see_result,
    convert_many,
    analyse,
    *ORDER_STORY,
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
        studio = Studio(browser, args.url, args.folder)
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
