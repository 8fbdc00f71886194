"""Pictures of what follows an opportunity: quotations, contracts, orders, handovers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.pictures.studio import PHONE, clear_toasts, settle

if TYPE_CHECKING:
    from workshop.pictures.studio import Studio

TO_REVIEW = "/odoo/action-jl_crm_quote.sale_order_action_review"
CONTRACTS = "/odoo/action-jl_crm_quote.crm_contract_action"
MY_ORDERS = "/odoo/action-jl_crm_quote.sale_order_action_my_execution"


def review(studio: Studio) -> None:
    with studio.person("director") as page:
        page.goto(TO_REVIEW)
        page.wait_for_selector(".o_data_row")
        studio.take(page, "quotations-to-review")
        page.click(".o_data_row .o_data_cell[name=name]")
        page.wait_for_selector("button[name=action_review_approve]")
        studio.take(page, "quotation-review")


def follow_orders(studio: Studio) -> None:
    with studio.person("sales") as page:
        page.goto(MY_ORDERS)
        page.wait_for_selector(".o_data_row, .o_kanban_record")
        clear_toasts(page)
        studio.take(page, "my-orders")
        page.goto(CONTRACTS)
        page.wait_for_selector(".o_data_row")
        studio.take(page, "contracts")
        page.click(".o_data_row .o_data_cell[name=name]")
        page.wait_for_selector(".o_form_view .o_statusbar_status")
        studio.take(page, "contract")
    with studio.person("sales", PHONE) as page:
        page.goto(MY_ORDERS)
        page.wait_for_selector(".o_data_row, .o_kanban_record")
        clear_toasts(page)
        studio.take(page, "my-orders-phone")


def hand_over(studio: Studio) -> None:
    with studio.person("director") as page:
        page.goto("/odoo/handovers")
        page.wait_for_selector(".o_data_row, .o_kanban_record")
        studio.take(page, "handovers")
        page.click(":is(.o_data_row .o_data_cell, .o_kanban_record) >> nth=0")
        page.wait_for_selector(".o_form_view .o_statusbar_status")
        # the demo's list is made before the translations are there
        page.click("button[name=action_refresh] >> visible=true")
        settle(page)
        studio.take(page, "handover")
        page.click(".nav-link[name=checklist]")
        studio.take(page, "handover-checklist")
