import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_quote_offer", {
    steps: () => [
        {
            content: "Read the offer",
            trigger: ".o_statusbar_buttons button[name=action_import_offer]",
            run: "click",
        },
        {
            content: "The file is chosen already",
            trigger: ".modal button[name=action_preview]",
            run: "click",
        },
        {
            content: "One row does not fit, and says why",
            trigger: ".modal .o_data_row:contains(No product has the code)",
        },
        {
            content: "Take it now",
            trigger: ".modal .o_field_widget[name=moment] input[data-value=now]",
            run: "click",
        },
        {
            content: "Leave that row out",
            trigger: ".modal .o_field_widget[name=is_partial] input",
            run: "click",
        },
        {
            content: "Take over",
            trigger: ".modal button[name=action_take_over]",
            run: "click",
        },
        {
            content: "The line is there",
            trigger: "body:not(:has(.modal)) .o_data_row:contains(七字型)",
        },
    ],
});
