import {openMenu, registerCustomer} from "./tour_steps";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("jl_crm_pipeline_complete", {
    steps: () => [
        ...registerCustomer("Tour Completed"),
        {
            content: "The contact and the phone are there",
            trigger:
                ".o_missing_data:not(:has([data-name=contact])):not(:has([data-name=phone]))",
        },
        {
            content: "The street is a click away",
            trigger: ".o_missing_data [data-name=street]",
            run: "click",
        },
        {
            content: "The click leads to it",
            trigger: ".o_field_widget[name=street] input:focus",
            run: "edit Kanghua Road 8",
        },
        ...stepUtils.saveForm(),
        {
            content: "It is filled in",
            trigger: ".o_missing_data:not(:has([data-name=street]))",
        },
        {
            content: "A field on another page",
            trigger: ".o_missing_data [data-name=industry_id]",
            run: "click",
        },
        {
            content: "Its page is opened",
            trigger: ".o_field_widget[name=industry_id] input:focus",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_completeness_board", {
    steps: () => [
        ...openMenu(
            "crm.crm_menu_report",
            "jl_crm_pipeline.customer_completeness_report_menu"
        ),
        {
            content: "Open what is incomplete",
            trigger: ".o_kanban_record:contains(Seller Tester)",
            run: "click",
        },
        {
            content: "The customer is there",
            trigger: ".o_data_row .o_data_cell:contains(Tour Pumps)",
        },
    ],
});
