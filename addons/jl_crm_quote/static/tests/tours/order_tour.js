import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_quote_promise", {
    steps: () => [
        {
            content: "Another delivery date",
            trigger: ".o_execution button[name=action_open_promise]",
            run: "click",
        },
        {
            content: "For which day",
            trigger: ".modal .o_field_widget[name=day] input",
            run: "edit 03/20/2031",
        },
        {
            content: "Why",
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit No glass yet",
        },
        {
            content: "Promise it",
            trigger: ".modal button[name=action_promise]",
            run: "click",
        },
        {
            content: "It is promised for that day",
            trigger:
                "body:not(:has(.modal)) .o_execution .o_field_widget[name=promised_date]:contains(20)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_contract_order", {
    steps: () => [
        {
            content: "Order from the contract",
            trigger: ".o_statusbar_buttons button[name=action_order]",
            run: "click",
        },
        {
            content: "Less of the first row",
            trigger:
                ".modal .o_field_widget[name=line_ids] .o_data_row:first td[name=quantity]",
            run: "click",
        },
        {
            content: "Four pieces",
            trigger: ".modal .o_selected_row [name=quantity] input",
            run: "edit 4",
        },
        {
            content: "Look at the sum",
            trigger: ".modal .o_field_widget[name=client_order_ref] input",
            run: "click",
        },
        {
            content: "What it comes to",
            trigger: ".modal .oe_subtotal_footer:contains(640)",
        },
        {
            content: "Make the order",
            trigger: ".modal button[name=action_order]",
            run: "click",
        },
        {
            content: "It is a confirmed order",
            trigger:
                ".o_form_view .o_field_widget[name=state] .o_arrow_button_current[data-value=sale]",
        },
    ],
});
