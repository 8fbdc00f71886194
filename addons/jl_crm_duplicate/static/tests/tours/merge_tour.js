import {registry} from "@web/core/registry";

const ROW = (unit) => `.o_merge_choices tr[data-unit=${unit}]`;

registry.category("web_tour.tours").add("jl_crm_duplicate_merge", {
    steps: () => [
        {
            content: "The members stand side by side",
            trigger: ".o_merge_choices th.o_merge_member .badge",
        },
        {
            content: "The plan says what moves",
            trigger: ".nav-link[name=plan]",
            run: "click",
        },
        {
            content: "The opportunity is in it",
            trigger:
                ".o_field_widget[name=plan_ids] .o_data_row button[name=action_open]",
        },
        {
            content: "Back to the values",
            trigger: ".nav-link[name=values]",
            run: "click",
        },
        {
            content: "Take the other's phone",
            trigger: `${ROW("phone")} td:contains(0760-88120002) input`,
            run: "click",
        },
        {
            content: "It is chosen",
            trigger: `${ROW("phone")} td.table-success:contains(0760-88120002)`,
        },
        {
            content: "Merge",
            trigger: "button[name=action_merge]",
            run: "click",
        },
        {
            content: "Yes",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "It is done",
            trigger: ".o_form_view button[name=action_undo]",
        },
        {
            content: "Open the survivor",
            trigger: "button[name=action_open_survivor]",
            run: "click",
        },
        {
            content: "The phone that was chosen",
            trigger: ".o_field_widget[name=phone] input:value(0760-88120002)",
        },
        {
            content: "Wait for the chatter, then to the merges of this customer",
            trigger: ".o-mail-Chatter",
        },
        {
            content: "Its merges",
            trigger: "button[name=action_view_merges]",
            run: "click",
        },
        {
            content: "The merge",
            trigger: ".o_list_view .o_data_row .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "Undo",
            trigger: "button[name=action_undo]",
            run: "click",
        },
        {
            content: "Yes, undo",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "It is undone",
            trigger:
                ".o_form_view:has(.o_field_widget[name=undo_date]):not(:has(button[name=action_undo]))",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_merged_redirect", {
    steps: () => [
        {
            content: "The old address shows the customer that remained",
            trigger: ".o_breadcrumb:contains(Remaining Customer)",
        },
        {
            content: "And says where one came from",
            trigger: ".o_notification:contains(Vanishing Customer)",
        },
        {
            content: "Nothing is under way any more",
            trigger: ".o_form_view .o-mail-Chatter",
        },
    ],
});
