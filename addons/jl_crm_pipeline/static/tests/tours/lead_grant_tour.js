import {NO_DIALOG, openMenu} from "./tour_steps";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_pipeline_lead_share", {
    steps: () => [
        {
            content: "Turn to the page of the sharing",
            trigger: ".o_form_view .nav-link[name=sharing]",
            run: "click",
        },
        {
            content: "Share it",
            trigger: ".o_form_view button[name=action_share]",
            run: "click",
        },
        {
            content: "With a colleague",
            trigger: ".modal .o_field_widget[name=user_ids] input",
            run: "edit Other Seller",
        },
        {
            content: "Choose them",
            trigger: ".o-autocomplete--dropdown-item a:contains(Other Seller)",
            run: "click",
        },
        {
            content: "Share",
            trigger: ".modal footer button[name=action_share]",
            run: "click",
        },
        {
            content: "The colleague stands in the list",
            trigger: `${NO_DIALOG} .o_field_widget[name=lead_grant_ids] .o_data_row:contains(Other Seller)`,
        },
        ...openMenu(
            "jl_crm_pipeline.opportunity_menu",
            "jl_crm_pipeline.crm_lead_grant_menu"
        ),
        {
            content: "And among the shared opportunities",
            trigger: ".o_list_view .o_data_row:contains(Tour Valves)",
        },
    ],
});
