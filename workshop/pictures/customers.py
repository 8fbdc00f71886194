"""Pictures of customers: the list, the profile, who sees them, contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.pictures.studio import PHONE, open_customer

if TYPE_CHECKING:
    from workshop.pictures.studio import Studio

CUSTOMER = "广州越海玻璃有限公司"


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
        page.click(".o_group_header >> nth=0")
        page.wait_for_selector(".o_data_row")
        studio.take(page, "subordinates-customers")


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
        page.goto("/odoo/new-customer")
        card = {
            "name": "厦门市鹭江幕墙工程有限公司",
            "entry_contact_name": "林鹭",
            "entry_contact_mobile": "139 5925 8801",
            "phone": "0592-512 8801",
        }
        for name, value in card.items():
            page.fill(f".o_field_widget[name={name}] :is(input, textarea)", value)
        page.click("button[name=register]")
        page.click(".nav-link[name=customer]")
        studio.take(page, "customer-registered")


def analyse(studio: Studio) -> None:
    with studio.person("director") as page:
        page.goto("/odoo/all-customers")
        page.click(".o_switch_view.o_pivot")
        page.wait_for_selector(".o_pivot table")
        studio.take(page, "customers-pivot")
