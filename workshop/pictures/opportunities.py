"""Pictures of opportunities: the board, a stage with conditions, the funnel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.pictures.studio import Studio

OPPORTUNITY = "粤海-栏板立柱-滨海步道"
LATER_STAGE = (
    ".o_statusbar_status button.o_arrow_button:not(.o_arrow_button_current)"
    " >> visible=true"
)


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
