"""Pictures of a conversion: asked for, decided on, and of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.pictures.customers import CUSTOMER
from workshop.pictures.studio import open_customer

if TYPE_CHECKING:
    from workshop.pictures.studio import Studio

MESSAGES = ".o_menu_systray button:has(.fa-comments)"
CONVERT_MANY = (
    ".o-dropdown--menu .o-dropdown-item"
    ":text-matches('转为交易客户|Convert to transacting')"
)
OTHERS = ("佛山市南海恒煜门窗有限公司", "杭州绿垣建筑科技股份有限公司")


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
