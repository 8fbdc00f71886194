import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_quote_legal_day", {
    steps: () => [
        {
            content: "A contract is under review",
            trigger: ".o_workplace [data-figure=legal_contracts] .o_workplace_number",
            run: "click",
        },
        {
            content: "Open it",
            trigger:
                ".o_data_row:contains(Tower) .o_data_cell[name=title], .o_kanban_record:contains(Tower)",
            run: "click",
        },
        {
            content: "All of it is there to be read, and nothing to be changed",
            trigger:
                ".o_form_view .o_field_widget[name=title]:not(:has(input)):contains(Tower)",
        },
    ],
});
