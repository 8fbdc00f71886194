import {NO_DIALOG, openMenu} from "./tour_steps";
import {registry} from "@web/core/registry";

const SUMMARY = ".modal .o_field_widget[name=summary] textarea";

// one click, one field, one click
function record(words) {
    return [
        {
            content: "Press the button of the contact record",
            trigger: `${NO_DIALOG} [name=action_record_contact]:visible:first`,
            run: "click",
        },
        {
            content: "Write down what was said",
            trigger: SUMMARY,
            run: `edit ${words}`,
        },
        {
            content: "Save",
            trigger: ".modal footer button.btn-primary",
            run: "click",
        },
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_contact_record", {
    steps: () => [
        ...record("They want to see a sample"),
        {
            content: "It is counted on the customer",
            trigger: `${NO_DIALOG} button[name=action_view_contact_records]:contains(1)`,
            run: "click",
        },
        {
            content: "And listed",
            trigger:
                ".o_list_view .o_data_row .o_data_cell:contains(They want to see a sample)",
            run: "click",
        },
        {
            content: "Its number was given",
            trigger: ".o_form_view .nav-link[name=record]",
            run: "click",
        },
        {
            content: "by the system",
            trigger: ".o_field_widget[name=number]:contains(JL-)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_contact_record_full", {
    steps: () => [
        {
            content: "Open the dialogue",
            trigger: `${NO_DIALOG} button[name=action_record_contact]`,
            run: "click",
        },
        {
            content: "It was a visit",
            trigger: ".modal .o_field_widget[name=way_id] span:contains(Visit)",
            run: "click",
        },
        {content: "Write", trigger: SUMMARY, run: "edit Met the owner"},
        {
            content: "Promise something",
            trigger:
                ".modal .o_field_widget[name=todo_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "What was promised",
            trigger: ".modal .o_field_widget[name=todo_ids] div[name=summary] input",
            run: "edit Send the report",
        },
        {
            content: "Turn to what was learned",
            trigger: ".modal .nav-link[name=details]",
            run: "click",
        },
        {
            content: "An objection",
            trigger: ".modal .o_field_widget[name=objections] textarea",
            run: "edit Too dear",
        },
        {
            content: "The sample is sent: the opportunity advances",
            trigger: ".modal .o_field_widget[name=step_stage_id] input",
            run: "edit Tour Sampled",
        },
        {
            content: "To this stage",
            trigger: ".o-autocomplete--dropdown-item:contains(Tour Sampled)",
            run: "click",
        },
        {
            content: "The next contact is tomorrow",
            trigger: ".modal [data-choice=tomorrow]",
            run: "click",
        },
        {
            content: "Save",
            trigger: ".modal footer button.btn-primary",
            run: "click",
        },
        {
            content: "It is said what was kept",
            trigger:
                ".o_notification:contains(Contact recorded.):contains(Tour Sampled) button:contains(Open Record)",
        },
        {content: "The dialogue is closed", trigger: NO_DIALOG},
        ...openMenu(
            "jl_crm_pipeline.opportunity_menu",
            "jl_crm_pipeline.mail_activity_menu_promised"
        ),
        {
            content: "The promise is listed",
            trigger: ".o_list_view .o_data_row:contains(Send the report)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_pending", {
    steps: () => [
        ...openMenu(
            "jl_crm_pipeline.opportunity_menu",
            "jl_crm_pipeline.mail_activity_menu_pending"
        ),
        {
            content: "The call is pending: record it from the list",
            trigger:
                ".o_data_row:contains(Ask for the drawing) button[name=action_record_contact]",
            run: "click",
        },
        {content: "Write", trigger: SUMMARY, run: "edit The drawing comes tomorrow"},
        {
            content: "Save",
            trigger: ".modal footer button.btn-primary",
            run: "click",
        },
        {
            content: "It is not pending any more",
            trigger: `${NO_DIALOG} .o_list_view:not(:has(.o_data_row:contains(Ask for the drawing)))`,
        },
        {
            content: "Open the calendar",
            trigger: ".o_switch_view.o_calendar",
            run: "click",
        },
        {
            content: "What is planned stands in it",
            trigger: ".o_calendar_view .fc-event:contains(Show the sample)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_contact_record_phone", {
    steps: () => [
        {
            content: "Open the menu of the buttons, or see the button itself",
            trigger: ".o_form_view .o_form_statusbar",
        },
        ...record("Spoke on the building site"),
        {
            content: "The dialogue is closed",
            trigger: `${NO_DIALOG} .o_form_view`,
        },
    ],
});
