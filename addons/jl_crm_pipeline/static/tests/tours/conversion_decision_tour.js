import {DONE, expectStatus, giveReason, openCustomerMenu, openRow} from "./tour_steps";
import {registry} from "@web/core/registry";

const CUSTOMER = "Tour Pumps";

const convertSteps = [
    {
        content: "What was ordered is shown",
        trigger: ".o_field_widget[name=order_amount]:contains(1,500)",
    },
    {
        content: "So is how complete the record is",
        trigger: ".o_field_widget[name=completeness]:contains(%)",
    },
    {
        content: "Convert",
        trigger: "button[name=action_approve]",
        run: "click",
    },
    {
        content: "It is said that it worked",
        trigger: DONE,
    },
    {
        content: "The customer is transacting, and there is nothing left to decide",
        trigger:
            ".o_form_view:not(:has(button[name=action_approve])) .o_field_widget[name=customer_status]:contains(Transacting)",
    },
];

registry.category("web_tour.tours").add("jl_crm_pipeline_convert", {
    steps: () => [
        {
            content: "Open the activities",
            trigger: ".o_menu_systray button:has(.fa-clock-o)",
            run: "click",
        },
        {
            content: "Open the conversions among them",
            trigger: ".o-mail-ActivityGroup[data-model_name='crm.customer.conversion']",
            run: "click",
        },
        {
            content: "Only what is to be decided is listed",
            trigger: ".o_list_view:has(.o_searchview_facet):not(:has(.text-bg-danger))",
        },
        {
            content: "Open the request",
            trigger: `.o_data_row .o_data_cell:contains(${CUSTOMER})`,
            run: "click",
        },
        {
            content: "The orders are behind a button",
            trigger: "button[name=action_view_orders]:contains(1)",
        },
        ...convertSteps,
        expectStatus("approved"),
        {
            content: "Open the customer",
            trigger: ".o_field_widget[name=partner_id] a",
            run: "click",
        },
        expectStatus("transacting"),
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_convert_on_form", {
    steps: () => convertSteps,
});

registry.category("web_tour.tours").add("jl_crm_pipeline_refuse", {
    steps: () => [
        ...openCustomerMenu("crm_customer_conversion_menu_open"),
        ...openRow(CUSTOMER),
        {
            content: "Refuse",
            trigger: "button[name=action_open_refuse]",
            run: "click",
        },
        ...giveReason("The order was cancelled"),
        expectStatus("refused"),
        {
            content: "The reason is shown",
            trigger: ".o_field_widget[name=reason]:contains(The order was cancelled)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_withdraw", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_transacting"),
        ...openRow(CUSTOMER),
        expectStatus("transacting"),
        {
            content: "Withdraw the conversion",
            trigger: "button[name=action_withdraw_conversion]",
            run: "click",
        },
        ...giveReason("Converted the wrong customer"),
        expectStatus("potential"),
    ],
});
