import {openCustomerMenu, searchFor} from "./tour_steps";
import {registry} from "@web/core/registry";

const ALONE = ".o_list_view:not(:has(.o_data_row:nth-child(2))) .o_data_row";

function forget() {
    return {
        content: "Forget it",
        trigger: ".o_searchview_facet .o_facet_remove",
        run: "click",
    };
}

registry.category("web_tour.tours").add("jl_crm_pipeline_search_contact", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...searchFor("18676543210"),
        {
            content:
                "A contact's mobile finds the customer, and the list says whose it is",
            trigger: `${ALONE}:contains(海天门窗):contains(冯丽娟 186 7654 3210)`,
        },
        forget(),
        {
            content: "Without a search there is no such column",
            trigger: ".o_list_view:not(:has(th[data-name=found_by])) .o_data_row",
        },
        ...searchFor("冯丽娟"),
        {
            content: "So does the contact's name",
            trigger: `${ALONE}:contains(海天门窗):contains(186 7654 3210)`,
        },
        forget(),
        ...searchFor("0391-7654321"),
        {
            content: "Nothing is found, and what was typed goes on to the analysis",
            trigger: ".o_customer_not_found:contains(0391-7654321)",
        },
        {
            content: "Who may register is offered it",
            trigger: ".o_register_typed",
        },
        {
            content: "Look for duplicates with it",
            trigger: ".o_analyse_typed",
            run: "click",
        },
        {
            content: "The number is filled in",
            trigger:
                ".o_form_view .o_field_widget[name=phone] input:value(0391-7654321)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_search_register", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...searchFor("从来没有的门窗厂"),
        {
            content: "Register with what was typed",
            trigger: ".o_register_typed",
            run: "click",
        },
        {
            content: "The name is filled in",
            trigger:
                ".o_form_view .o_field_widget[name=name] input:value(从来没有的门窗厂)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_search_palette", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        {
            content: "Open the palette",
            trigger: ".o_list_view .o_data_row",
            run: "press control+k",
        },
        {
            content: "Ask for a customer by a contact's mobile",
            trigger: ".o_command_palette_search input",
            run: "edit =186 7654 3210",
        },
        {
            content: "Choose it",
            trigger: ".o_command:contains(海天门窗):contains(冯丽娟)",
            run: "click",
        },
        {
            content: "It is open",
            trigger: ".o_form_view .o_field_widget[name=name] input:value(海天门窗)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_search_field", {
    steps: () => [
        {
            content: "Ask for the customer of an opportunity by a contact's mobile",
            trigger: ".o_form_view .o_field_widget[name=partner_id] input",
            run: "edit 18676543210",
        },
        {
            content: "It is offered",
            trigger: ".o-autocomplete--dropdown-item:contains(海天门窗):first",
            run: "click",
        },
        {
            content: "It is chosen",
            trigger:
                ".o_form_view .o_field_widget[name=partner_id] input:value(海天门窗)",
        },
        {
            content: "Leave it",
            trigger: ".o_form_button_cancel",
            run: "click",
        },
        {
            content: "Nothing is left to be saved",
            trigger: "body:not(:has(.o_form_button_save:visible))",
        },
    ],
});
