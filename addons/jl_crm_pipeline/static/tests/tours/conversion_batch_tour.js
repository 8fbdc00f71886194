import {NO_DIALOG, openCustomerMenu, searchFor} from "./tour_steps";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_pipeline_batch", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...searchFor("Tour Batch"),
        {
            content: "Three customers are found",
            trigger: ".o_list_view:has(.o_data_row:eq(2)):not(:has(.o_data_row:eq(3)))",
        },
        {
            content: "Select them",
            trigger: "thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Open the actions",
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {
            content: "Convert them all",
            trigger: ".o-dropdown--menu .o_menu_item:contains(Convert to transacting)",
            run: "click",
        },
        {
            content: "Nothing has happened yet",
            trigger: ".modal:not(:has(.text-bg-danger, .text-bg-success)) .o_data_row",
        },
        {
            content: "Convert",
            trigger: ".modal footer button[name=action_convert]",
            run: "click",
        },
        {
            content: "The one that failed says why",
            trigger:
                ".modal .o_data_row:contains(Tour Batch Done):has(.text-bg-danger) [name=result_message]:contains(already)",
        },
        {
            content: "The two others are converted",
            trigger:
                ".modal:has(.o_data_row:contains(Tour Batch One):has(.text-bg-success)) .o_data_row:contains(Tour Batch Two):has(.text-bg-success)",
        },
        {
            content: "Close",
            trigger: ".modal footer button:contains(Close)",
            run: "click",
        },
        {
            content: "Choose those who trade",
            trigger: `${NO_DIALOG} .o_search_panel_category_value header:contains(Transacting)`,
            run: "click",
        },
        {
            content: "They are among them",
            trigger: ".o_data_row:contains(Tour Batch One)",
        },
    ],
});
