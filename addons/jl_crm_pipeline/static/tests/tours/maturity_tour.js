import {openCustomerMenu} from "./tour_steps";
import {registry} from "@web/core/registry";

const ROW = ".o_data_row:has(.o_data_cell:contains(Tour Pumps))";
const CARD = ".o_kanban_record:contains(Tour Pumps)";

function setOnForm(value, letter) {
    return [
        {
            content: `Set ${letter} on the form`,
            trigger: `.o_maturity_pills button[data-value=${value}]`,
            run: "click",
        },
        {
            content: `It is ${letter}, and saved`,
            trigger: `.o_form_view:not(:has(.o_form_button_save:visible)) .o_maturity_pills button[aria-checked=true]:contains(${letter})`,
        },
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_maturity", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_potential"),
        {
            content: "Mark it as hot",
            trigger: `${ROW} .o_hot_flag`,
            run: "click",
        },
        {
            content: "It carries the red label",
            trigger: `${ROW} .o_hot_flag .text-bg-danger`,
        },
        {
            content: "Open the menu of its maturity",
            trigger: `${ROW} .o_maturity_toggle:contains(D)`,
            run: "click",
        },
        {
            content: "Choose C+",
            trigger: ".o_maturity_menu [data-value=c_plus]",
            run: "click",
        },
        {
            content: "It is C+",
            trigger: `${ROW} .o_maturity_toggle:contains(C+)`,
        },
        {
            content: "Open the customer",
            trigger: `${ROW} .o_data_cell:contains(Tour Pumps)`,
            run: "click",
        },
        ...setOnForm("b_plus", "B+"),
        ...openCustomerMenu("res_partner_menu_board"),
        {
            content: "It stands in its column of the board",
            trigger: `.o_kanban_group:has(.o_column_title:contains(B+)) ${CARD}`,
        },
        {
            content: "Open the menu of the card",
            trigger: `${CARD} .o_maturity_toggle`,
            run: "click",
        },
        {
            content: "Choose A-",
            trigger: ".o_maturity_menu [data-value=a_minus]",
            run: "click",
        },
        {
            content: "The card shows it",
            trigger: `${CARD} .o_maturity_toggle:contains(A-)`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_maturity_on_form", {
    steps: () => setOnForm("b_plus", "B+"),
});
