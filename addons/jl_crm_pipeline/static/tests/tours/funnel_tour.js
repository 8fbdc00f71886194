import {NO_DIALOG, openMenu} from "./tour_steps";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_pipeline_funnel", {
    steps: () => [
        ...openMenu("crm.crm_menu_report", "jl_crm_pipeline.crm_funnel_menu"),
        {
            content: "The funnel has its stages",
            trigger: ".o_funnel .o_funnel_stage:contains(Tour First) svg",
        },
        {
            content: "Group the table by industry",
            trigger: ".o_funnel_table button[data-group=industry]",
            run: "click",
        },
        {
            content: "The industry has its row",
            trigger: ".o_funnel_table tbody tr:contains(Tour Docks)",
        },
        {
            content: "Of all the time",
            trigger: ".o_funnel_period",
            run: "select all",
        },
        {
            content: "Open those that reached the first stage",
            trigger: ".o_funnel_stage:contains(Tour First) .o_funnel_reached",
            run: "click",
        },
        {
            content: "They are listed",
            trigger: `${NO_DIALOG} .o_list_view .o_data_row:contains(Tour Cranes)`,
        },
        {
            content: "Go back to the funnel",
            trigger: ".o_control_panel .breadcrumb-item a, .o_back_button",
            run: "click",
        },
        {
            content: "It is as it was",
            trigger: ".o_funnel_table button.btn-primary[data-group=industry]",
        },
        {
            content: "Open the pivot",
            trigger: ".o_funnel_pivot",
            run: "click",
        },
        {
            content: "It counts the same opportunities",
            trigger: ".o_pivot_view .o_pivot table:contains(Tour First)",
        },
    ],
});
