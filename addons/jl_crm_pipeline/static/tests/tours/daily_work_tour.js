import {NO_DIALOG, openCustomerMenu, searchFor} from "./tour_steps";
import {registry} from "@web/core/registry";

function chooseFilter(title) {
    return [
        {
            content: "Open the filters",
            trigger: ".o_list_view:has(.o_data_row) .o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: `Choose ${title}`,
            trigger: `.o_filter_menu .o_menu_item:contains(${title})`,
            run: "click",
        },
        {
            content: "Close the filters",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: `It is filtered by ${title}`,
            trigger: `.o_searchview_facet:contains(${title})`,
        },
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_search", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...searchFor("松大"),
        {
            content: "Two characters are enough",
            trigger:
                ".o_list_view:not(:has(.o_data_row:nth-child(2))) .o_data_row:contains(中山市松大电子)",
        },
        {
            content: "Forget it",
            trigger: ".o_searchview_facet .o_facet_remove",
            run: "click",
        },
        ...searchFor("6669"),
        {
            content: "So is a part of a number",
            trigger:
                ".o_list_view:not(:has(.o_data_row:nth-child(2))) .o_data_row:contains(中山市松大电子)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_next_contacts", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_customer"),
        ...chooseFilter("No Contact for 30 Days"),
        {
            content: "Who was not spoken to is there",
            trigger: ".o_data_row:contains(Silent Pumps)",
        },
        {
            content: "And nobody else",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(Tour Pumps)))",
        },
        {
            content: "Forget it",
            trigger: ".o_searchview_facet .o_facet_remove",
            run: "click",
        },
        ...chooseFilter("Mine, Without Next Plan"),
        {
            content: "Whom nothing is planned with",
            trigger:
                ".o_list_view:not(:has(.o_data_row:contains(Tour Pumps))) .o_data_row:contains(Silent Pumps)",
        },
        ...openCustomerMenu("res_partner_menu_next_contact"),
        {
            content: "The plan stands on its day",
            trigger: ".o_calendar_view .o_event:contains(Tour Pumps)",
            run: "click",
        },
        {
            content: "What it is about",
            trigger: ".o_cw_popover:contains(Ask for the drawings)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_privacy", {
    steps: () => [
        {
            content: "Open the actions of the contact",
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {
            content: "Look up what is kept",
            trigger: ".o-dropdown--menu .o_menu_item:contains(Privacy Lookup)",
            run: "click",
        },
        {
            content: "The number was filled in",
            trigger: ".o_field_widget[name=phone] input",
        },
        {
            content: "Look up",
            trigger: "button[name=action_lookup]",
            run: "click",
        },
        {
            content: "What was found is grouped by kind",
            trigger: ".o_list_view .o_group_header:contains(Contact)",
            run: "click",
        },
        {
            content: "Nothing is deleted one by one",
            trigger: ".o_list_view .o_data_row:not(:has(button[name=action_unlink]))",
        },
        {
            content: "Back",
            trigger: ".o_breadcrumb .o_back_button",
            run: "click",
        },
        {
            content: "See what erasing changes",
            trigger: "button[name=action_preview]",
            run: "click",
        },
        {
            content: "The text as it is and as it will be",
            trigger:
                ".modal .o_field_widget[name=text_ids] .o_data_row:contains(Gate for Mei Lin):contains(Gate for ***)",
        },
        {
            content: "Erase",
            trigger: ".modal footer button[name=action_erase]",
            run: "click",
        },
        {
            content: "For good",
            trigger:
                ".modal:has(main:contains(Nothing brings back)) footer .btn-primary:contains(Erase)",
            run: "click",
        },
        {
            content: "The log says that it was done, not of whom",
            trigger: `${NO_DIALOG} .o_form_view .o_field_widget[name=anonymized_name]:contains(M** L**)`,
        },
    ],
});
