import {NO_DIALOG} from "./tour_steps";
import {registry} from "@web/core/registry";

const PLAN = ".o_workplace_plan:contains(Tour Pumps)";
const NO_PLAN = `${NO_DIALOG}:not(:has(${PLAN}))`;

function seeFigure(code, text) {
    return {
        content: `${code} says ${text}`,
        trigger: `.o_workplace [data-figure=${code}]:contains(${text})`,
    };
}

function goBack() {
    return {
        content: "Back to the workplace",
        trigger: ".o_back_button, .o_breadcrumb .breadcrumb-item a:contains(Workplace)",
        run: "click",
    };
}

/** Everything of the page is as wide as the screen, and no name is cut. */
function fits() {
    return {
        content: "Nothing is wider than the screen",
        trigger: ".o_workplace .o_content",
        run: ({anchor}) => {
            const inside = [anchor, ...anchor.querySelectorAll("button, li, h2, td")];
            const cut = inside.find((one) => one.scrollWidth > one.clientWidth + 1);
            if (cut) {
                throw new Error(`This is cut: ${cut.className} ${cut.textContent}`);
            }
        },
    };
}

function recordContact() {
    return [
        {
            content: "Record the call that is due",
            trigger: `${PLAN} .o_workplace_plan_record`,
            run: "click",
        },
        {
            content: "Say what was said",
            trigger: ".modal .o_field_widget[name=summary] textarea",
            run: "edit They want the drawing",
        },
        {
            content: "Save",
            trigger: ".modal footer button.btn-primary",
            run: "click",
        },
        {content: "The plan is done", trigger: NO_PLAN},
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_workplace_seller", {
    steps: () => [
        seeFigure("plans_today", "1"),
        fits(),
        ...recordContact(),
        seeFigure("plans_today", "Nothing planned for today"),
        {
            content: "A number opens its list",
            trigger: "[data-figure=customers_month]",
            run: "click",
        },
        {
            content: "The customer is in it",
            trigger: ".o_list_view .o_data_row:contains(Tour Pumps)",
        },
        goBack(),
        {
            content: "Look whether a customer is there",
            trigger: ".o_workplace_button_analysis",
            run: "click",
        },
        {
            content: "The window of the analysis",
            trigger: ".o_form_view .o_field_widget[name=name]",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_workplace_phone", {
    steps: () => [
        seeFigure("plans_today", "1"),
        fits(),
        ...recordContact(),
        {
            content: "A number opens its list",
            trigger: "[data-figure=customers_month]",
            run: "click",
        },
        {
            content: "The customer is in it",
            trigger: ".o_kanban_view .o_kanban_record:contains(Tour Pumps)",
        },
        goBack(),
        {content: "The workplace again", trigger: ".o_workplace_figures"},
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_workplace_clerk", {
    steps: () => [
        {
            content: "Customers without a responsible person",
            trigger:
                ".o_workplace_section_office [data-figure=customers_unassigned] .text-danger",
            run: "click",
        },
        {
            content: "They are in the list",
            trigger: ".o_list_view .o_data_row:contains(Nobody Pumps)",
        },
        goBack(),
        {
            content: "Enter another customer",
            trigger: ".o_workplace_button_customer",
            run: "click",
        },
        {
            content: "A new one",
            trigger: ".o_form_view .o_field_widget[name=name]",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_workplace_office", {
    steps: () => [
        {
            content: "A conversion waits",
            trigger:
                ".o_workplace_section_quality [data-figure=conversions_waiting] .o_workplace_number",
            run: "click",
        },
        {
            content: "It is in the list",
            trigger: ".o_list_view .o_data_row:contains(Tour Pumps)",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_workplace_director", {
    steps: () => [
        fits(),
        {
            content: "Who is behind stands first, and the number opens the list",
            trigger:
                ".o_workplace_people tbody tr:eq(0):contains(Seller Tester) button .text-danger",
            run: "click",
        },
        {
            content: "What is overdue",
            trigger: ".o_list_view .o_data_row:contains(Late call)",
        },
    ],
});
