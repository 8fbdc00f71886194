import {NO_DIALOG} from "./tour_steps";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_win", {
    steps: () => [
        {
            content: "Win it",
            trigger: "button[name=action_set_won_rainbowman]",
            run: "click",
        },
        {
            content: "An order or a contract is asked for",
            trigger: ".o_stage_dialog .o_stage_item[data-kind=deal] input[type=file]",
            async run() {
                const file = new File(["signed"], "contract.txt", {type: "text/plain"});
                const transfer = new DataTransfer();
                transfer.items.add(file);
                this.anchor.files = transfer.files;
                this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
                await new Promise((resolve) => setTimeout(resolve, 300));
            },
        },
        {
            content: "Go on",
            trigger: ".o_stage_dialog .o_stage_go_on",
            run: "click",
        },
        {
            content: "It is won",
            trigger: `${NO_DIALOG} .ribbon:contains(Won)`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_lose", {
    steps: () => [
        {
            content: "Lose it",
            trigger: ".o_statusbar_buttons button:contains(Lost)",
            run: "click",
        },
        {
            content: "Choose the reason",
            trigger:
                ".modal .o_field_widget[name=lost_reason_id] .o_selection_badge:first",
            run: "click",
        },
        {
            content: "Try without naming who won",
            trigger: ".modal button[name=action_lost_reason_apply]",
            run: "click",
        },
        {
            content: "Who won instead is asked for",
            trigger:
                ".o_stage_dialog .o_stage_item[data-key=lost_competitor_id] .form-check-input",
        },
        {
            content: "Leave it",
            trigger: ".o_stage_dialog .o_stage_back",
            run: "click",
        },
        {
            content: "Nobody has won",
            trigger:
                "body:not(:has(.o_stage_dialog)) .modal .o_field_widget[name=is_lost_to_nobody] input",
            run: "check",
        },
        {
            content: "Lose it now",
            trigger: ".modal button[name=action_lost_reason_apply]",
            run: "click",
        },
        {
            content: "It is lost",
            trigger: `${NO_DIALOG} .ribbon:contains(Lost)`,
        },
    ],
});

function giveReason(button, reason, ribbon) {
    return [
        {
            content: "Open the dialogue",
            trigger: `.o_statusbar_buttons button:contains(${button})`,
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] input",
            run: `edit ${reason}`,
        },
        {
            content: "Do it",
            trigger: `.modal footer button:contains(${button})`,
            run: "click",
        },
        {
            content: "It is done",
            trigger: `${NO_DIALOG} ${ribbon}`,
        },
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_stage_close_and_reopen", {
    steps: () => [
        ...giveReason("Close", "Moved to next year", ".ribbon:contains(Closed)"),
        ...giveReason(
            "Reopen",
            "They ask again",
            ".o_arrow_button_current:contains(Talk)"
        ),
        {
            content: "Look at the history",
            trigger: ".o_notebook_headers a:contains(Stages)",
            run: "click",
        },
        {
            content: "Both stays are there",
            trigger: ".o_field_widget[name=stage_history_ids] .o_data_row:eq(1)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_first_opportunity", {
    steps: () => [
        {
            content: "The customer has no opportunity yet",
            trigger: ".o_first_opportunity button[name=action_first_opportunity]",
            run: "click",
        },
        {
            content: "Name the task",
            trigger: ".o_lead_opportunity_form .o_field_widget[name=task] input",
            run: "edit Dock 3",
        },
        {
            content: "The subject is proposed; save it",
            trigger: ".o_form_button_save:visible",
            run: "click",
        },
        {
            content: "It is saved with its subject",
            trigger:
                ".o_form_view:not(:has(.o_form_button_save:visible)) .o_lead_opportunity_form, .o_form_saved",
        },
    ],
});
