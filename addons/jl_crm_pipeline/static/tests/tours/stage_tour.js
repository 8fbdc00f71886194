import {NO_DIALOG, openMenu} from "./tour_steps";
import {registry} from "@web/core/registry";

const CARD = ".o_kanban_record:contains(Pump Station)";

function column(name) {
    return `.o_kanban_group:has(.o_column_title:contains(${name}))`;
}

function drag(target) {
    return {
        content: `Drag the card to ${target}`,
        trigger: CARD,
        run: `drag_and_drop(${column(target)})`,
    };
}

function openPipeline() {
    return [
        ...openMenu(
            "jl_crm_pipeline.opportunity_menu",
            "jl_crm_pipeline.opportunity_menu_pipeline"
        ),
        {content: "The pipeline is shown", trigger: CARD},
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_drag", {
    steps: () => [
        ...openPipeline(),
        drag("Offer"),
        {
            content: "What is missing is listed",
            trigger: ".o_stage_dialog .o_stage_item[data-kind=quotation]",
        },
        {
            content: "Leave it",
            trigger: ".o_stage_dialog .o_stage_back",
            run: "click",
        },
        {
            content: "The card is back where it was",
            trigger: `${NO_DIALOG} ${column("Talk")} ${CARD}`,
        },
        drag("Offer"),
        {
            content: "Answer the question",
            trigger: ".o_stage_dialog .o_stage_yes",
            run: "click",
        },
        {
            content: "Go on without the quotation",
            trigger: ".o_stage_dialog .o_stage_go_on",
            run: "click",
        },
        {
            content: "Only the quotation is missing now",
            trigger: ".o_stage_dialog:not(:has(.o_stage_yes)) .o_stage_quotation",
            run: "click",
        },
        {
            content: "Write the quotation",
            trigger: ".modal .o_form_view .o_field_widget[name=partner_id]",
        },
        {
            content: "Save it",
            trigger: ".modal:has(.o_form_view) .o_form_button_save",
            run: "click",
        },
        {
            content: "Go on",
            trigger:
                "body:not(:has(.modal .o_form_view)) .o_stage_dialog .o_stage_go_on",
            run: "click",
        },
        {
            content: "The card has moved",
            trigger: `${NO_DIALOG} ${column("Offer")} ${CARD}`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_form", {
    steps: () => [
        {
            content: "Choose the stage on the status bar",
            trigger: ".o_statusbar_status button:contains(Offer)",
            run: "click",
        },
        {
            content: "Leave it",
            trigger: ".o_stage_dialog .o_stage_back",
            run: "click",
        },
        {
            content: "The stage is what it was",
            trigger: `${NO_DIALOG} .o_arrow_button_current:contains(Talk)`,
        },
        {
            content: "Choose the stage again",
            trigger: ".o_statusbar_status button:contains(Offer)",
            run: "click",
        },
        {
            content: "The director waives it with a reason",
            trigger: ".o_stage_dialog #o_stage_waiver",
            run: "edit Old friend",
        },
        {
            content: "Go on",
            trigger: ".o_stage_dialog .o_stage_go_on",
            run: "click",
        },
        {
            content: "It is in the stage",
            trigger: `${NO_DIALOG} .o_arrow_button_current:contains(Offer)`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_definition", {
    steps: () => [
        ...openMenu("crm.crm_menu_config", "jl_crm_pipeline.crm_stage_menu"),
        {
            content: "Open one",
            trigger: ".o_data_row .o_data_cell:contains(Offer)",
            run: "click",
        },
        {
            content: "Add a condition",
            trigger:
                ".o_field_widget[name=requirement_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "Choose the kind",
            trigger: ".modal .o_field_widget[name=kind] input",
            run: "click",
        },
        {
            content: "A confirmed order or contract",
            trigger: ".o_select_menu_item:contains(Confirmed order)",
            run: "click",
        },
        {
            content: "Save the condition",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "It is in the table",
            trigger: `${NO_DIALOG} .o_field_widget[name=requirement_ids] .o_data_row:contains(Confirmed order)`,
        },
        {
            content: "Save the stage",
            trigger: ".o_form_button_save:visible",
            run: "click",
        },
        {
            content: "The change is in the log",
            trigger: ".o-mail-Message:contains(Condition added)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_ask", {
    steps: () => [
        ...openPipeline(),
        drag("Offer"),
        {
            content: "Ask the director",
            trigger: ".o_stage_dialog .o_stage_ask",
            run: "click",
        },
        {
            content: "It is said that the director knows",
            trigger: ".o_stage_dialog .o_stage_asked",
        },
        {
            content: "Leave it",
            trigger: ".o_stage_dialog .o_stage_back",
            run: "click",
        },
        {
            content: "The card has not moved",
            trigger: `${NO_DIALOG} ${column("Talk")} ${CARD}`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_decide", {
    steps: () => [
        {
            content: "The workplace says that a step waits",
            trigger: ".o_workplace [data-figure=stages_for_me]:contains(1)",
            run: "click",
        },
        {
            content: "Open the opportunity",
            trigger: ".o_list_view .o_data_cell:contains(Pump Station)",
            run: "click",
        },
        {
            content: "Decide",
            trigger: ".o_stage_approval:contains(Offer) [name=action_decide_stage]",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=note] textarea",
            run: "edit A good customer",
        },
        {
            content: "Approve",
            trigger: ".modal footer [name=action_approve]",
            run: "click",
        },
        {
            content: "It is in the stage, and nobody is asked any more",
            trigger: `${NO_DIALOG}:not(:has(.o_stage_approval)) .o_arrow_button_current:contains(Offer)`,
        },
    ],
});
