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

registry.category("web_tour.tours").add("jl_crm_quote_offer_submit", {
    steps: () => [
        {
            content: "Submit custom work without its file",
            trigger: ".o_form_view button[name=action_submit_offer]",
            run: "click",
        },
        {
            content: "The dialogue asks for the file",
            trigger: ".modal .o_offer_missing",
        },
        {
            content: "Choose it",
            trigger: ".modal .o_field_widget[name=upload]",
            async run() {
                const answer = await fetch("/jl_crm_quote/static/tests/offer.xlsx");
                const input = ".modal .o_field_widget[name=upload] input[type=file]";
                const file = new File([await answer.blob()], "offer.xlsx");
                await inputFiles(input, [file]);
            },
        },
        {
            content: "It is there",
            trigger: ".modal .o_field_widget[name=upload] .o_clear_file_button",
        },
        {
            content: "Read it",
            trigger: ".modal button[name=action_preview]",
            run: "click",
        },
        {
            content: "All rows fit, without any product",
            trigger: ".modal .o_offer_result:contains(60)",
        },
        {
            content: "Take over and submit",
            trigger: ".modal button[name=action_take_over_and_submit]",
            run: "click",
        },
        {
            content: "The rows are a table on the quotation",
            trigger:
                "body:not(:has(.modal)) .o_field_widget[name=order_line] .o_data_row:contains(Window 1)",
        },
        {
            content: "It is under review",
            trigger: ".o_field_widget[name=review_state]:contains(Under Review)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_offer_review", {
    steps: () => [
        {
            content: "The reviewer is asked, with the rows below",
            trigger: ".o_review_asking:contains(Please review this quotation)",
        },
        {
            content: "The rows are there",
            trigger: ".o_field_widget[name=order_line] .o_data_row:contains(Window 1)",
        },
        {
            content: "Refuse stands beside it",
            trigger: ".o_review_asking button[name=action_open_review_refuse]",
        },
        {
            content: "Approve",
            trigger: ".o_review_asking button[name=action_review_approve]",
            run: "click",
        },
        {
            content: "One more waits",
            trigger: ".o_review_next button[name=action_open_next_review]",
            run: "click",
        },
        {
            content: "It is opened",
            trigger: ".o_review_asking, .o_form_view:contains(Second Facades)",
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
