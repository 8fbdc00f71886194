import {openCustomerMenu, openMenu, openRow, registerCustomer} from "./tour_steps";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_pipeline_register", {
    steps: () => [
        ...registerCustomer("Tour Newcomer"),
        {
            content: "It is potential",
            trigger: ".o_arrow_button_current[data-value=potential]",
        },
        {
            content: "Look at the registration",
            trigger: ".o_notebook .nav-link[name=customer]",
            run: "click",
        },
        {
            content: "It has a code",
            trigger: ".o_field_widget[name=customer_code]:contains(/^C[0-9]{9,}$/)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_no_decision", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_potential"),
        ...openRow("Tour Pumps"),
        {
            content: "A salesperson asks and does not convert",
            trigger:
                ".o_statusbar_buttons:has(button[name=action_request_conversion]):not(:has(button[name=action_convert]))",
        },
        ...openCustomerMenu("crm_customer_conversion_menu"),
        ...openRow("Tour Valves"),
        {
            content: "Nor decides on the request",
            trigger:
                ".o_statusbar_buttons:has(button[name=action_open_withdraw]):not(:has(button[name=action_approve], button[name=action_open_refuse]))",
        },
        {
            content: "What was sent is not changed",
            trigger: ".o_field_widget[name=message].o_readonly_modifier",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_settings", {
    steps: () => [
        ...openMenu("crm.crm_menu_config", "crm.crm_config_settings_menu"),
        {
            content: "Choose what a confirmed order does",
            trigger: "#conversion_on_order input[data-value=convert]",
            run: "click",
        },
        {
            content: "Save",
            trigger: ".o_form_button_save, button[name=execute]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The choice is kept",
            trigger: "#conversion_on_order input[data-value=convert]:checked",
        },
    ],
});
