import {openCustomerMenu, openMenu} from "./tour_steps";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("jl_crm_pipeline_profile", {
    steps: () => [
        {
            content: "Open the page of the customer",
            trigger: ".o_notebook .nav-link[name=customer]",
            run: "click",
        },
        {
            content: "Accept the grade that is proposed",
            trigger: "button[name=action_accept_grade]",
            run: "click",
        },
        {
            content: "Nothing else is proposed",
            trigger:
                ".o_group:has(.o_field_widget[name=customer_grade_id]):not(:has(button[name=action_accept_grade]))",
        },
        {
            content: "Enter a related company",
            trigger:
                ".o_field_widget[name=relation_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "Type its name",
            trigger: ".o_data_row .o_field_widget[name=related_id] input",
            run: "edit Quay Cranes",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(Quay Cranes)",
            run: "click",
        },
        ...stepUtils.saveForm(),
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_requirements", {
    steps: () => [
        ...openMenu("crm.crm_menu_config", "jl_crm_pipeline.customer_requirement_menu"),
        {
            content: "Refuse customers without a phone",
            trigger: ".o_data_row:first .o_data_cell[name=is_refused] input",
            run: "click",
        },
        {
            content: "It is on",
            trigger: ".o_data_row:first .o_data_cell[name=is_refused] input:checked",
        },
        {
            content: "Save by leaving",
            trigger: ".o_control_panel",
            run: "click",
        },
        ...openCustomerMenu("res_partner_menu_potential"),
        {
            content: "The customers are shown",
            trigger: ".o_list_view .o_list_button_add",
        },
    ],
});
