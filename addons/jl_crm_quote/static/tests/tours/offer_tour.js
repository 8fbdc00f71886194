import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_quote_offer_too_big", {
    steps: () => [
        {
            content: "Read the offer",
            trigger: ".o_statusbar_buttons button[name=action_import_offer]",
            run: "click",
        },
        {
            content: "Choose a file that is larger than anything the server takes",
            trigger: ".modal .o_field_widget[name=upload]",
            async run() {
                const bytes = new Uint8Array(101 * 1024 * 1024);
                const input = ".modal .o_field_widget[name=upload] input[type=file]";
                await inputFiles(input, [new File([bytes], "big.xlsx")]);
            },
        },
        {
            content: "The reason is said at once",
            trigger: ".o_notification:contains(20 MB)",
        },
        {
            content: "Nothing was taken",
            trigger: ".modal .o_field_widget[name=upload]:not(:contains(big.xlsx))",
        },
    ],
});

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
            trigger: ".modal .o_data_row td[name=problem]:contains(QT-NONE)",
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
