"""Pictures of duplicates: the band, the refusal, groups and a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.pictures.studio import PHONE

if TYPE_CHECKING:
    from workshop.pictures.studio import Studio


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
