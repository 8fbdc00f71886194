import {registry} from "@web/core/registry";
import {openCustomerMenu} from "./tour_steps";

const TOAST = ".o_jl_notice";
const NOTICE = "jl_crm_pipeline.notice";

function tell(...notices) {
    const {services} = odoo.__WOWL_DEBUG__.root.env;
    notices.forEach((notice) => services[NOTICE].add(notice));
}

/** Nothing of the toast lies over what people search and press. */
function ensureFree() {
    const toast = document.querySelector(TOAST).getBoundingClientRect();
    const used = document.querySelectorAll(
        ".o_control_panel button, .o_searchview, .o_navbar button, .o_list_view button"
    );
    for (const element of used) {
        const box = element.getBoundingClientRect();
        const apart =
            box.right <= toast.left ||
            box.left >= toast.right ||
            box.bottom <= toast.top ||
            box.top >= toast.bottom;
        if (!apart) {
            throw new Error(`The notice lies over ${element.className}`);
        }
    }
}

function makeNotice(id) {
    return {
        id,
        title: `REQ/${id}: approved`,
        text: "It can be sent.",
        customer: "Tour Pumps",
        model: false,
        res_id: false,
    };
}

registry.category("web_tour.tours").add("jl_crm_pipeline_notice", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_potential"),
        {
            content: "Several notices come in",
            trigger: ".o_list_view .o_data_row:contains(Tour Pumps)",
            run: () => tell(makeNotice(1), makeNotice(2), makeNotice(2)),
        },
        {
            content: "They are one window, which names the customer",
            trigger: `${TOAST}:contains(2 messages):contains(Tour Pumps)`,
            run: ensureFree,
        },
        {
            content: "It leads to the message centre",
            trigger: `${TOAST} .o_jl_notice_open`,
            run: "click",
        },
        {
            content: "All of them are there",
            trigger: `.o-mail-Discuss:has(.o-mail-DiscussContent), .o-mail-Discuss-content`,
        },
        {
            content: "One more comes in",
            trigger: `body:not(:has(${TOAST}))`,
            run: () => tell(makeNotice(3)),
        },
        {
            content: "It shows what it says",
            trigger: `${TOAST}:contains(It can be sent)`,
        },
        {
            content: "It goes by itself",
            trigger: `body:not(:has(${TOAST}))`,
            timeout: 12000,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_notice_away", {
    steps: () => [
        {
            content: "What was told meanwhile is shown",
            trigger: `${TOAST}:contains(Quotation approved):contains(It can be sent)`,
            run: ensureFree,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_notice_again", {
    steps: () => [
        {
            content: "Look for what waits",
            trigger: ".o_main_navbar",
            run: () => odoo.__WOWL_DEBUG__.root.env.services[NOTICE].take(),
        },
        {
            content: "It was shown already",
            trigger: `body:not(:has(${TOAST}))`,
        },
    ],
});
