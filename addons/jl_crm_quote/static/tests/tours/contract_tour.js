import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_quote_contract_apply", {
    steps: () => [
        {
            content: "Apply for a contract",
            trigger: ".o_statusbar_buttons button[name=action_contract]",
            run: "click",
        },
        {
            content: "It is filled in from the opportunity",
            trigger: ".o_form_view .o_field_widget[name=title] input:value(Tower A)",
        },
        {
            content: "Submit",
            trigger: ".o_statusbar_buttons button[name=action_review_submit]",
            run: "click",
        },
        {
            content: "It is under review",
            trigger: ".o_field_widget[name=review_state]:contains(Under Review)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_contract_approve", {
    steps: () => [
        {
            content: "Approve",
            trigger: ".o_statusbar_buttons button[name=action_review_approve]",
            run: "click",
        },
        {
            content: "It is approved",
            trigger: ".o_field_widget[name=review_state]:contains(Approved)",
        },
        {
            content: "It can be printed now",
            trigger: ".o_statusbar_buttons button[name=action_print]",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_contract_change", {
    steps: () => [
        {
            content: "Change it",
            trigger: ".o_statusbar_buttons button[name=action_change]",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".o_field_widget[name=reason] textarea",
            run: "edit More glass",
        },
        {
            content: "Edit the service",
            trigger: ".o_field_widget[name=line_ids] .o_data_row td[name=amount]",
            run: "click",
        },
        {
            content: "Another amount",
            trigger:
                ".o_field_widget[name=line_ids] .o_selected_row [name=amount] input",
            run: "edit 1500",
        },
        {
            content: "Save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "It is saved",
            trigger: ".o_form_saved",
        },
        {
            content: "Before and after",
            trigger: ".o_notebook .nav-link[name=difference]",
            run: "click",
        },
        {
            content: "Side by side",
            trigger: ".o_review_difference:contains(1,500)",
        },
        {
            content: "Submit",
            trigger: ".o_statusbar_buttons button[name=action_review_submit]",
            run: "click",
        },
        {
            content: "It is under review",
            trigger: ".o_arrow_button_current:contains(Under Review)",
        },
    ],
});
