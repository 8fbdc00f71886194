import {registry} from "@web/core/registry";

const READY = ".o_form_view:not(:has(.o_form_button_save:visible))";

function press(name, content) {
    return {
        content,
        trigger: `.o_form_view .o_statusbar_buttons button[name=${name}]`,
        run: "click",
    };
}

function openPage(name) {
    return {
        content: `Open the page ${name}`,
        trigger: `.o_notebook .nav-link[name=${name}]`,
        run: "click",
    };
}

function expectState(value) {
    return {
        content: `The state is ${value}`,
        trigger: `${READY} .o_arrow_button_current[data-value=${value}]`,
    };
}

const confirm = {
    content: "Confirm",
    trigger: ".modal footer .btn-primary",
    run: "click",
};

registry.category("web_tour.tours").add("jl_crm_handover_plan", {
    steps: () => [
        {
            content: "Put the person's customers on the list",
            trigger: "button[name=action_fill]",
            run: "click",
        },
        {
            content: "They are there, the key one as such",
            trigger:
                ".o_field_widget[name=customer_ids] .o_data_row:contains(Key Pumps):contains(Key)",
        },
        {
            content: "Propose the receivers",
            trigger: "button[name=action_propose]",
            run: "click",
        },
        {
            content: "Each customer has one",
            trigger:
                ".o_field_widget[name=customer_ids] .o_data_row:contains(Plain Pumps):contains(Other Seller)",
        },
        {
            content: "Look at what moves",
            trigger: "button[name=action_preview]",
            run: "click",
        },
        openPage("scope"),
        {
            content: "Opportunities are counted with their money",
            trigger:
                ".o_field_widget[name=scope_ids] .o_data_row:contains(Opportunities):contains(750)",
        },
        press("action_plan", "Plan it"),
        expectState("planned"),
        press("action_start", "Start it"),
        expectState("in_progress"),
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_phone", {
    steps: () => [
        openPage("checklist"),
        {
            content: "The checklist is a pile of cards",
            trigger:
                ".o_field_widget[name=line_ids] .o_kanban_record:contains(Key Pumps) .badge:contains(Given)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_attend", {
    steps: () => [
        {
            content: "The first tab is the checklist, and being there the next step",
            trigger:
                ".o_notebook .nav-item:first-child .nav-link.active[name=checklist]",
        },
        {
            content: "Be there",
            trigger: ".o_statusbar_buttons .btn-primary[name=action_attend]",
            run: "click",
        },
        {
            content: "It is said",
            trigger: ".o_form_view .alert-success:contains(Director)",
        },
    ],
});

const ROW_STEP =
    ".o_field_widget[name=line_ids] .o_data_row:contains(Key Pumps) .o_list_button .btn-primary";

registry.category("web_tour.tours").add("jl_crm_handover_one_by_one", {
    steps: () => [
        {
            content: "Two items are for me to do: the first",
            trigger: `.o_field_widget[name=line_ids]:has(.btn-primary)`,
            run() {
                const buttons = document.querySelectorAll(
                    ROW_STEP.replace(/:contains\(.*?\)/, "")
                );
                if (buttons.length !== 2) {
                    throw new Error(`There are ${buttons.length} next steps`);
                }
            },
        },
        {content: "Mark it", trigger: ROW_STEP, run: "click"},
        {
            content: "One is left",
            trigger: ".o_field_widget[name=line_ids]",
            async run() {
                const rows = ".o_field_widget[name=line_ids] .o_data_row .btn-primary";
                while (document.querySelectorAll(rows).length !== 1) {
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }
            },
        },
        {content: "Mark the other", trigger: ROW_STEP, run: "click"},
        {
            content: "None is left",
            trigger:
                ".o_field_widget[name=line_ids]:not(:has(.o_data_row .btn-primary))",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_give", {
    steps: () => [
        press("action_confirm_general", "Hand the general customers over together"),
        openPage("checklist"),
        {
            content: "They are handed over",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row:contains(Write-off requests) [name=is_given] input:checked",
        },
        {
            content: "Hand an item of the key customer over",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row:contains(Key Pumps) button[name=action_give]",
            run: "click",
        },
        {
            content: "It is handed over",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row:contains(Key Pumps) [name=is_given] input:checked",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_send_back", {
    steps: () => [
        openPage("checklist"),
        {
            content: "Send an item back",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row:contains(Write-off requests) button[name=action_object]",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Two requests are missing",
        },
        {
            content: "Send it",
            trigger: ".modal footer button[name=action_send_back]",
            run: "click",
        },
        {
            content: "It is told on top",
            trigger: ".o_form_view .alert-warning:contains(sent back)",
        },
        press("action_confirm_general", "Receive the others together"),
        openPage("checklist"),
        {
            content: "They are received",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row:contains(Business cards) [name=is_received] input:checked",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_witness", {
    steps: () => [
        openPage("checklist"),
        {
            content: "Witness the last item of the key customer",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row:contains(Key Pumps) button[name=action_witness]",
            run: "click",
        },
        {
            content: "None is left",
            trigger:
                ".o_field_widget[name=line_ids]:not(:has(button[name=action_witness]))",
        },
        press("action_to_signing", "Ask the parties to sign"),
        expectState("signing"),
        {
            content: "It says who has to sign",
            trigger: ".o_form_view .alert-info:contains(Director)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_sign", {
    steps: () => [
        press("action_sign", "Sign"),
        confirm,
        {
            content: "There is nothing left to sign for me",
            trigger: ".o_form_view:not(:has(button[name=action_sign]))",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_cards", {
    steps: () => [
        {
            content: "Look at the cards",
            trigger: ".o_control_panel .o_switch_view.o_kanban",
            run: "click",
        },
        {
            content: "Who hands over to whom, and how far it is",
            trigger:
                ".o_kanban_record:not(.o_kanban_ghost) .o_field_widget[name=receiver_ids]",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_handover_assess", {
    steps: () => [
        expectState("done"),
        openPage("signatures"),
        {
            content: "Three have signed",
            trigger:
                ".o_field_widget[name=signature_ids] .o_data_row:nth-child(3):contains(Director)",
        },
        openPage("assessment"),
        {
            content: "Remark on it",
            trigger: ".o_field_widget[name=remarks] textarea",
            run: "edit Complete and in time",
        },
        {
            content: "Save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Who assessed it is kept",
            trigger: ".o_field_widget[name=assessor_id]:contains(Manager)",
        },
        {
            content: "Look how the customers do",
            trigger: "button[name=action_open_watch]",
            run: "click",
        },
        {
            content: "They are listed by receiver",
            trigger: ".o_list_view .o_group_name:contains(Other Seller)",
        },
    ],
});
