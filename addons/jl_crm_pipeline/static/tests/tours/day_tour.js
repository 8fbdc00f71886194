import {NO_DIALOG, openMenu} from "./tour_steps";
import {registry} from "@web/core/registry";

const CARD = ".o_kanban_quick_create";

registry.category("web_tour.tours").add("jl_crm_pipeline_board_card", {
    steps: () => [
        ...openMenu(
            "jl_crm_pipeline.opportunity_menu",
            "jl_crm_pipeline.opportunity_menu_pipeline"
        ),
        {
            content: "Add a card to the first column",
            trigger: ".o_kanban_group:first .o_kanban_quick_add",
            run: "click",
        },
        {
            content: "Ask for the customer",
            trigger: `${CARD} .o_field_widget[name=partner_id] input`,
            run: "edit Tour Pumps",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(Tour Pumps)",
            run: "click",
        },
        {
            content: "Say what it is about",
            trigger: `${CARD} .o_field_widget[name=task] input`,
            run: "edit Pump house && press Tab",
        },
        {
            content: "The subject says both",
            trigger: `${CARD} .o_field_widget[name=name] input:value(Pump house)`,
        },
        {
            content: "Add it",
            trigger: `${CARD} .o_kanban_add`,
            run: "click",
        },
        {
            content: "It stands on the board",
            trigger: ".o_kanban_record:contains(Pump house)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_record_from_workplace", {
    steps: () => [
        {
            content: "Record a contact",
            trigger: ".o_workplace_button_contact",
            run: "click",
        },
        {
            content: "The list of customers is open, and typed into at once",
            trigger: ".modal .o_searchview_input",
            run: "edit Tour Pumps",
        },
        {
            content: "Look for it",
            trigger: ".modal .o_searchview_input",
            run: "press Enter",
        },
        {
            content: "Choose it",
            trigger: ".modal .o_kanban_record:contains(Tour Pumps)",
            run: "click",
        },
        {
            content: "Say what was said",
            trigger: ".modal:not(:has(.o_kanban_view)) [name=summary] textarea:focus",
            run: "edit They come on Monday",
        },
        {
            content: "Tomorrow again",
            trigger: ".modal [data-choice=tomorrow]",
            run: "click",
        },
        {
            content: "Save",
            trigger: ".modal footer .btn-primary",
            run: "click",
        },
        {
            content: "It is kept",
            trigger: `${NO_DIALOG} .o_notification`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_list_on_phone", {
    steps: () => [
        {
            content: "A row is a card that says what each number is",
            trigger: ".o_list_view .o_data_row td[data-heading]:contains(Rival)",
            run: () => {
                const list = document.querySelector(".o_list_renderer");
                if (list.scrollWidth > list.clientWidth) {
                    throw new Error("The list lies sideways");
                }
            },
        },
    ],
});
