import {NO_DIALOG, openCustomerMenu, openMenu, registerCustomer} from "./tour_steps";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

function fillIn(name, value) {
    return {
        content: `Fill in ${name}`,
        trigger: `.modal .o_field_widget[name=${name}] input`,
        run: `edit ${value}`,
    };
}

function enterContact() {
    return [
        fillIn("name", "Mei Lin"),
        fillIn("function", "Buyer"),
        fillIn("mobile", "13800138000"),
        {
            content: "The contact is saved",
            trigger:
                ".modal footer .o_form_button_save, .modal footer button[special=save]",
            run: "click",
        },
        {
            content: "It is not missing any more",
            trigger: `${NO_DIALOG} .o_missing_data:not(:has([data-name=contact]))`,
        },
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_complete", {
    steps: () => [
        ...registerCustomer("Tour Completed"),
        ...enterContact(),
        {
            content: "The phone is",
            trigger: ".o_missing_data [data-name=phone]",
            run: "click",
        },
        {
            content: "The click leads to it",
            trigger: ".o_field_widget[name=phone] input:focus",
            run: "edit 0755 8000 1000",
        },
        ...stepUtils.saveForm(),
        {
            content: "It is filled in",
            trigger: ".o_missing_data:not(:has([data-name=phone]))",
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
        ...openCustomerMenu("customer_completeness_report_menu"),
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

registry.category("web_tour.tours").add("jl_crm_pipeline_ask_contact", {
    steps: () => [
        ...openMenu("crm.crm_menu_sales", "crm.res_partner_menu_customer"),
        {
            content: "Enter somebody in Odoo's own list",
            trigger: ".o_control_panel:contains(Customers) .o_list_button_add",
            run: "click",
        },
        {
            content: "It is a company",
            trigger: ".o_field_widget[name=company_type] input[data-value=company]",
            run: "click",
        },
        {
            // a company has a field of its own for the name, with another example
            content: "Give its name",
            trigger: ".o_form_view [name=name] [placeholder*=Lumber]",
            run: "edit Tour Asked",
        },
        {
            content: "Save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        ...enterContact(),
    ],
});
