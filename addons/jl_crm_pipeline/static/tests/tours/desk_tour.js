import {registry} from "@web/core/registry";

const MENU_BUTTON = ".o_menu_sections button, .o_menu_toggle";

/** A step that sees a record in the list, or on a phone among the cards. */
function seeRecord(text) {
    return {
        content: `${text} is there`,
        trigger: `.o_data_row:contains(${text}), .o_kanban_record:contains(${text})`,
    };
}

function openFigure(code) {
    return {
        content: `The number of ${code} opens its list`,
        trigger: `.o_workplace [data-figure=${code}]`,
        run: "click",
    };
}

/** Nothing of the screen is wider than it. */
function fits() {
    return {
        content: "Nothing goes sideways",
        trigger: ".o_web_client .o_content",
        run: () => {
            const {scrollWidth, clientWidth} = document.documentElement;
            if (scrollWidth > clientWidth + 1) {
                throw new Error(`The page is ${scrollWidth} wide`);
            }
        },
    };
}

/** The days of those who work for those who sell, on a desk and on a phone. */
const DAYS = {
    clerk: ["customers_unassigned", "Nobody Pumps"],
    office: ["conversions_waiting", "Tour Pumps"],
    information: ["stages", "Signing by Tour"],
    legal: ["opportunities_told", "Tour Gate"],
};

for (const [desk, [code, text]] of Object.entries(DAYS)) {
    registry.category("web_tour.tours").add(`jl_crm_pipeline_desk_${desk}`, {
        steps: () => [
            {content: "There is a menu", trigger: MENU_BUTTON},
            fits(),
            openFigure(code),
            seeRecord(text),
            fits(),
        ],
    });
}

registry.category("web_tour.tours").add("jl_crm_pipeline_desk_director", {
    steps: () => [
        fits(),
        {
            content: "Who is behind stands first, and the number opens the list",
            trigger:
                ".o_workplace_people tbody tr:eq(0):contains(Seller Tester) button .text-danger",
            run: "click",
        },
        seeRecord("Late call"),
        fits(),
    ],
});
