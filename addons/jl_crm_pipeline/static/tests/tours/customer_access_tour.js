import {NO_DIALOG, openCustomerMenu, openRow} from "./tour_steps";
import {registry} from "@web/core/registry";

function choosePerson(name) {
    return [
        {
            content: `Look for ${name}`,
            trigger: ".modal .o_field_widget[name=user_ids] input",
            run: `edit ${name}`,
        },
        {
            content: `Choose ${name}`,
            trigger: `.o-autocomplete--dropdown-item:contains(${name})`,
            run: "click",
        },
        {
            content: `${name} is chosen`,
            trigger: ".modal .o_field_widget[name=user_ids] .o_tag",
        },
    ];
}

function press(name) {
    return {
        content: `Press ${name}`,
        trigger: `.modal footer button[name=${name}]`,
        run: "click",
    };
}

registry.category("web_tour.tours").add("jl_crm_pipeline_share", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...openRow("Tour Pumps"),
        {
            content: "Look who has access",
            trigger: ".o_notebook .nav-link[name=access]",
            run: "click",
        },
        {
            content: "Share",
            trigger: ".tab-pane.active button[name=action_share]",
            run: "click",
        },
        ...choosePerson("Other Seller"),
        press("action_share"),
        {
            content: "The colleague is listed",
            trigger: `${NO_DIALOG} .o_field_widget[name=customer_grant_ids] .o_data_row:contains(Other Seller)`,
        },
        {
            content: "Ask who sees the customer",
            trigger: ".oe_stat_button[name=action_view_access]",
            run: "click",
        },
        {
            content: "Responsible, and why the others",
            trigger:
                ".o_list_view:has(.o_data_row:contains(Responsible)) .o_data_row:contains(Other Seller):contains(Shared)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_assign", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_subordinate"),
        {
            content: "One's people are the groups",
            trigger: ".o_group_header:contains(Seller Tester)",
            run: "click",
        },
        {
            content: "Select the customer",
            trigger: ".o_data_row:contains(Tour Pumps) .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Assign it",
            trigger: "button[name=action_assign]",
            run: "click",
        },
        ...choosePerson("Other Seller"),
        press("action_assign"),
        {
            content: "It is with the colleague now",
            trigger: `${NO_DIALOG} .o_group_header:contains(Other Seller Tester)`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_bin", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...openRow("Tour Pumps"),
        {
            content: "The form is open",
            trigger: ".o_form_view .o_notebook",
        },
        {
            content: "Open the actions",
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {
            content: "Put it into the bin",
            trigger: ".o-dropdown--menu .o_menu_item:contains(Recycle Bin)",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit Closed down",
        },
        press("action_bin"),
        {
            content: "The form says so",
            trigger: `${NO_DIALOG} .alert:contains(Closed down)`,
        },
        ...openCustomerMenu("res_partner_menu_bin"),
        {
            content: "Take it out",
            trigger:
                ".o_data_row:contains(Tour Pumps):contains(Closed down) button[name=action_restore]",
            run: "click",
        },
        {
            content: "The bin is empty",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(Tour Pumps)))",
        },
    ],
});
