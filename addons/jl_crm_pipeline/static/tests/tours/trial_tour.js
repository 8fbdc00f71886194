import {expectStatus, openCustomerMenu, openRow} from "./tour_steps";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_pipeline_trial_apply", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...openRow("Tour Pumps"),
        {
            content: "Apply for a trial",
            trigger: "button[name=action_request_trial]",
            run: "click",
        },
        {
            content: "What is tried",
            trigger:
                ".o_form_view:has([name=date_until]) .o_field_widget[name=name] input",
            run: "edit Two pumps",
        },
        {
            content: "Why",
            trigger: ".o_field_widget[name=reason] textarea",
            run: "edit Compare them",
        },
        {
            content: "It is held for oneself",
            trigger: ".o_field_widget[name=user_id]:has(input)",
        },
        {
            content: "Apply",
            trigger: "button[name=action_request]",
            run: "click",
        },
        expectStatus("requested"),
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_trial_decide", {
    steps: () => [
        ...openCustomerMenu("crm_customer_trial_menu"),
        {
            content: "The application is in the list",
            trigger:
                ".o_data_row:contains(Tour Pumps) .o_data_cell:contains(Two pumps)",
            run: "click",
        },
        {
            content: "Approve",
            trigger: "button[name=action_approve]",
            run: "click",
        },
        expectStatus("running"),
        {
            content: "Give it to somebody else",
            trigger: "button[name=action_open_step]:contains(Give)",
            run: "click",
        },
        {
            content: "Look for the colleague",
            trigger: ".modal .o_field_widget[name=user_id] input",
            run: "edit Other Seller",
        },
        {
            content: "Choose the colleague",
            trigger: ".o-autocomplete--dropdown-item:contains(Other Seller)",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Lives near by",
        },
        {
            content: "Assign",
            trigger: ".modal footer button[name=action_decide]:visible",
            run: "click",
        },
        {
            content: "The trial is the colleague's",
            trigger:
                ".o_form_view .o_field_widget[name=user_id]:contains(Other Seller)",
        },
        {
            content: "Open the customer",
            trigger: ".o_field_widget[name=partner_id] a",
            run: "click",
        },
        {
            content: "It says until when it is on trial",
            trigger: ".badge:contains(On trial until)",
        },
    ],
});
