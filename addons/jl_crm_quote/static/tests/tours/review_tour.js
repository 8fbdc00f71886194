import {NO_DIALOG, openMenu} from "@jl_crm_pipeline/../tests/tours/tour_steps";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

function expectReview(label) {
    return {
        content: `The review is at ${label}`,
        trigger: `${NO_DIALOG} .o_form_view .o_field_widget[name=review_state]:contains(${label})`,
    };
}

function openToReview(name) {
    return [
        ...openMenu(
            "jl_crm_quote.quotation_menu",
            "jl_crm_quote.sale_order_menu_review"
        ),
        {
            content: "Open the quotation",
            trigger: `.o_list_view .o_data_row .o_data_cell:contains(${name})`,
            run: "click",
        },
        expectReview("Under Review"),
    ];
}

registry.category("web_tour.tours").add("jl_crm_quote_submit", {
    steps: () => [
        {
            content: "It may not be sent yet",
            trigger: ".o_form_view:not(:has(button[name=action_quotation_send]))",
        },
        {
            content: "Submit it",
            trigger: ".o_form_view button[name=action_submit_offer]",
            run: "click",
        },
        expectReview("Under Review"),
        {
            content: "Whose turn it is",
            trigger: ".o_form_view .alert:contains(Director Tester)",
        },
        {
            content: "Look at the course of the review",
            trigger: ".o_form_view .nav-link[name=review]",
            run: "click",
        },
        {
            content: "It has been submitted",
            trigger:
                ".o_field_widget[name=review_decision_ids] .o_data_row:contains(Submitted)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_approve", {
    steps: () => [
        ...openToReview("Tour Facades"),
        {
            content: "Approve it",
            trigger: ".o_form_view button[name=action_review_approve]",
            run: "click",
        },
        expectReview("Approved"),
        {
            content: "Now it may be sent",
            trigger: ".o_form_view button[name=action_quotation_send]",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_refuse", {
    steps: () => [
        ...openToReview("Tour Facades"),
        {
            content: "Refuse it",
            trigger: ".o_form_view button[name=action_open_review_refuse]",
            run: "click",
        },
        {
            content: "Write down why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit The discount is too high",
        },
        {
            content: "Decide",
            trigger: ".modal footer button[name=action_decide]:visible",
            run: "click",
        },
        expectReview("Refused"),
        {
            content: "Look at the course of the review",
            trigger: ".o_form_view .nav-link[name=review]",
            run: "click",
        },
        {
            content: "The reason stands there",
            trigger:
                ".o_field_widget[name=review_decision_ids] .o_data_row:contains(too high)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_compare", {
    steps: () => [
        expectReview("Approval Voided"),
        {
            content: "Look at the course of the review",
            trigger: ".o_form_view .nav-link[name=review]",
            run: "click",
        },
        {
            content: "Compare with what was submitted",
            trigger:
                ".o_field_widget[name=review_decision_ids] .o_data_row:last button[name=action_compare]",
            run: "click",
        },
        {
            content: "The old price beside the new one",
            trigger: ".modal .o_review_difference tr:contains(100):contains(50)",
        },
        {
            content: "Another version instead of what stands there now",
            trigger: ".modal .o_field_widget[name=other_id] input",
            run: "click",
        },
        {
            content: "What was approved",
            trigger: ".o-autocomplete--dropdown-item a:contains(Approved)",
            run: "click",
        },
        {
            content: "It is what was submitted",
            trigger:
                ".modal .o_field_widget[name=difference]:contains(Nothing differs)",
        },
        {
            content: "Close",
            trigger: ".modal footer button:contains(Close)",
            run: "click",
        },
        {
            content: "Begin a new version",
            trigger: `${NO_DIALOG} button[name=action_review_version]`,
            run: "click",
        },
        {
            content: "Yes",
            trigger: ".modal footer .btn-primary",
            run: "click",
        },
        expectReview("Not Submitted"),
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_custom", {
    steps: () => [
        {
            content: "Choose the customer",
            trigger: ".o_field_widget[name=partner_id] input",
            run: "edit Tour Facades",
        },
        {
            content: "Take it",
            trigger: ".o-autocomplete--dropdown-item a:contains(Tour Facades)",
            run: "click",
        },
        {
            content: "It is for custom work",
            trigger: ".o_field_widget[name=is_quote_item_offer] input",
            run: "click",
        },
        {
            content: "The quote item is there",
            trigger:
                ".o_field_widget[name=order_line] .o_data_row:contains(Custom Work)",
        },
        ...stepUtils.saveForm(),
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_portal_held", {
    steps: () => [
        {
            content: "The customer is asked to wait",
            trigger: ".o_quotation_held:contains(being worked on)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_portal", {
    steps: () => [
        {
            content: "The customer sees what was approved",
            trigger: "#quote_content:contains(Pump)",
        },
        {
            content: "And may sign it",
            trigger: "#quote_content a[data-bs-target='#modalaccept']",
            run: "click",
        },
        {
            content: "With their name",
            trigger: ".modal .o_web_sign_name_and_signature input",
            run: "fill Harbour Buyer",
        },
        {
            trigger: ".modal canvas.o_web_sign_signature",
            run: "canvasNotEmpty",
        },
        {
            content: "Accept",
            trigger: ".modal .o_portal_sign_submit:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Thank you",
            trigger: "#quote_content .alert-success",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_quote_settings", {
    steps: () => [
        {
            content: "The levels of review",
            trigger: ".o_list_view .o_data_row:contains(Director)",
        },
        {
            content: "Open one",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Director)",
            run: "click",
        },
        {
            content: "Who reviews",
            trigger:
                ".o_form_view .o_field_widget[name=reviewer]:contains(Named people)",
        },
    ],
});
