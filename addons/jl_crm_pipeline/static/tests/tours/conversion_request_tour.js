import {DONE, NO_DIALOG, openCustomerMenu, openRow} from "./tour_steps";
import {registry} from "@web/core/registry";

const CUSTOMER = "Tour Pumps";

const requestSteps = [
    {
        content: "Ask for the conversion",
        trigger: "button[name=action_request_conversion]",
        run: "click",
    },
    {
        content: "The customer is filled in",
        trigger: `.modal .o_field_widget[name=partner_id]:contains(${CUSTOMER})`,
    },
    {
        content: "So is its code",
        trigger: ".modal .o_field_widget[name=customer_code]:contains(/^C[0-9]{9,}$/)",
    },
    {
        content: "So are the receivers",
        trigger: ".modal .o_field_widget[name=receiver_ids]:contains(Office Tester)",
    },
    {
        content: "So is the title",
        trigger: `.modal .o_field_widget[name=name] input:value(${CUSTOMER})`,
    },
    {
        content: "So are the details",
        trigger: `.modal .o_field_widget[name=message] textarea:value(${CUSTOMER})`,
    },
    {
        content: "Send it",
        trigger: ".modal footer button[name=action_request]",
        run: "click",
    },
    {
        content: "It was sent",
        trigger: DONE,
    },
    {
        content: "Nobody is asked twice",
        trigger: `${NO_DIALOG} .o_form_view:not(:has(button[name=action_request_conversion]))`,
    },
];

registry.category("web_tour.tours").add("jl_crm_pipeline_request", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_potential"),
        ...openRow(CUSTOMER),
        ...requestSteps,
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_request_on_form", {
    steps: () => [
        {
            content: "The buttons that a phone has no room for",
            trigger: ".o_statusbar_buttons button:has(.oi-ellipsis-v)",
            run: "click",
        },
        ...requestSteps,
    ],
});
