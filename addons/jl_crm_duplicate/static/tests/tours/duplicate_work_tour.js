import {registry} from "@web/core/registry";

const GROUP = ".o_data_row:contains(中山市松大电子科技有限公司)";

registry.category("web_tour.tours").add("jl_crm_duplicate_not_one", {
    steps: () => [
        {
            content: "Open the group",
            trigger: `${GROUP} .o_data_cell[name=display_name]`,
            run: "click",
        },
        {
            content: "The members stand side by side, the same number is marked",
            trigger: ".o_duplicate_comparison td.table-success",
        },
        {
            content: "One of them is left for later",
            trigger: ".o_data_row button[name=action_duplicate_row_later]",
            run: "click",
        },
        {
            content: "… and taken up again",
            trigger: ".o_data_row.text-muted button:contains(Take Up Again)",
            run: "click",
        },
        {
            content: "All can be decided on",
            trigger: ".o_field_widget[name=partner_ids]:not(:has(.text-muted button))",
        },
        {
            content: "They are no duplicates",
            trigger: "button[name=action_not_duplicate]",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit 两家公司，问过王总",
        },
        {
            content: "Decide",
            trigger: ".modal footer button[name=action_decide]",
            run: "click",
        },
        {
            content: "The group is done",
            trigger:
                ".o_statusbar_status button.o_arrow_button_current[data-value=done]",
        },
        {
            content: "Back to the list",
            trigger: ".o_back_button, .breadcrumb-item a",
            run: "click",
        },
        {
            content: "It is not there any more",
            trigger: `.o_list_view:not(:has(${GROUP}))`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_group_gone", {
    steps: () => [
        {
            content: "After another analysis the group stays away",
            trigger: `.o_list_view:not(:has(${GROUP}))`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_group_back", {
    steps: () => [
        {content: "A number has changed: the group is back", trigger: GROUP},
        {
            content: "Open it",
            trigger: `${GROUP} .o_data_cell[name=display_name]`,
            run: "click",
        },
        {
            content: "Its links",
            trigger: ".o_notebook .nav-link[name=links]",
            run: "click",
        },
        {
            content: "The reason of the earlier decision is there still",
            trigger: ".o_data_row:contains(两家公司，问过王总)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_pool_put", {
    steps: () => [
        {
            content: "The actions of the customer",
            trigger: ".o_cp_action_menus button:has(.fa-cog)",
            run: "click",
        },
        {
            content: "Put it into the duplicate pool",
            trigger: ".o-dropdown--menu .o-dropdown-item:contains(Duplicate Pool)",
            run: "click",
        },
        {
            content:
                "The customer with which it collides is filled in, and whose it is",
            trigger: ".modal .o_field_widget[name=holder_id]:contains(dup_tour_holder)",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit 同一家公司",
        },
        {
            content: "Put",
            trigger: ".modal footer button[name=action_put]",
            run: "click",
        },
        {
            content: "The form is red and says why",
            trigger: ".alert-danger:contains(同一家公司)",
        },
        {content: "It has a ribbon", trigger: ".ribbon:contains(Duplicate Pool)"},
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_pool_restore", {
    steps: () => [
        {
            content: "The entry is red",
            trigger: ".o_data_row.text-danger:contains(同一家公司)",
        },
        {
            content: "Restore it",
            trigger: ".o_data_row:contains(同一家公司) button[name=action_restore]",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit 查过了，是两家",
        },
        {
            content: "Decide",
            trigger: ".modal footer button[name=action_decide]",
            run: "click",
        },
        {
            content: "The pool does not hold it any more",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(同一家公司)))",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_run", {
    steps: () => [
        {
            content: "Analyse the whole base",
            trigger: "button:contains(Analyse All Customers)",
            run: "click",
        },
        {
            content: "The run waits for the scheduler",
            trigger:
                ".o_statusbar_status button.o_arrow_button_current[data-value=waiting]",
        },
        {
            content: "Cancel it",
            trigger: "button[name=action_cancel]",
            run: "click",
        },
        {
            content: "It is cancelled",
            trigger:
                ".o_statusbar_status button.o_arrow_button_current[data-value=cancelled]",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_related", {
    steps: () => [
        {
            content: "Set the parent of a branch",
            trigger: ".o_data_row:contains(珠海分公司) button[name=action_related]",
            run: "click",
        },
        {
            content: "The head office is proposed",
            trigger:
                ".modal .o_field_widget[name=parent_id] input:value(中山市松大电子科技有限公司)",
        },
        {
            content: "Set it",
            trigger: ".modal footer button[name=action_decide]:visible",
            run: "click",
        },
        {
            content: "The suggestion is gone",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(珠海分公司)))",
        },
    ],
});
