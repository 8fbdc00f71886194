import {stepUtils} from "@web_tour/tour_utils";

/** @typedef {import("@web_tour/js/tour_step").TourStep} TourStep */

export const DONE = ".o_notification_bar.bg-success";
export const NO_DIALOG = "body:not(:has(.modal))";

// which entries stand in a folder that opens beside its menu
const FOLDERS = {
    "jl_crm_pipeline.customer_follow_up_menu": [
        "jl_crm_pipeline.res_partner_menu_subordinate",
        "jl_crm_pipeline.res_partner_menu_next_contact",
        "jl_crm_pipeline.res_partner_menu_board",
        "jl_crm_pipeline.crm_contact_record_menu",
    ],
    "jl_crm_pipeline.customer_case_menu": [
        "jl_crm_pipeline.crm_customer_conversion_menu_open",
        "jl_crm_pipeline.crm_customer_conversion_menu",
        "jl_crm_pipeline.crm_customer_trial_menu",
        "jl_crm_pipeline.res_partner_menu_bin",
    ],
    "jl_crm_pipeline.activity_menu": [
        "jl_crm_pipeline.mail_activity_menu_pending",
        "jl_crm_pipeline.mail_activity_menu_promised",
        "jl_crm_pipeline.mail_activity_menu_done",
    ],
    "jl_crm_pipeline.customer_report_menu": [
        "jl_crm_pipeline.customer_completeness_report_menu",
    ],
    "jl_crm_pipeline.customer_settings_menu": [
        "jl_crm_pipeline.customer_requirement_menu",
    ],
    "jl_crm_pipeline.opportunity_settings_menu": ["jl_crm_pipeline.crm_stage_menu"],
};

/** @returns {TourStep[]} what opens the folder of an entry, where it is in one */
function openFolder(entry) {
    const found = Object.entries(FOLDERS).find(([, entries]) =>
        entries.includes(entry)
    );
    return (found ? [found[0]] : []).map((folder) => ({
        content: "Open the folder",
        trigger: `.o-dropdown--menu .o_menu_folder[data-menu-xmlid='${folder}']`,
        run: "click",
    }));
}

/**
 * Steps from anywhere to an entry of the application's menu.
 *
 * @param {string} menu xml id of the menu in the bar
 * @param {string} entry xml id of the entry below it
 * @returns {TourStep[]}
 */
export function openMenu(menu, entry) {
    return [
        ...stepUtils.goToAppSteps("crm.crm_menu_root"),
        {
            content: "Open the menu of the application",
            trigger: `.o_menu_sections button[data-menu-xmlid='${menu}']`,
            run: "click",
        },
        ...openFolder(entry),
        {
            content: "Choose the entry",
            trigger: `.o-dropdown--menu [data-menu-xmlid='${entry}']`,
            run: "click",
        },
    ];
}

/**
 * Steps to an entry of the menu of customers.
 *
 * @param {string} entry its xml id, without the module
 * @returns {TourStep[]}
 */
export function openCustomerMenu(entry) {
    return openMenu("jl_crm_pipeline.customer_menu", `jl_crm_pipeline.${entry}`);
}

/**
 * The step that fills in a field of the form that registers customers.
 *
 * @param {string} name of the field
 * @param {string} value
 * @returns {TourStep}
 */
export function fillCard(name, value) {
    const field = `.o_register_customer .o_field_widget[name=${name}]`;
    return {
        content: `Fill in ${name}`,
        trigger: `${field} input, ${field} textarea`,
        run: `edit ${value}`,
    };
}

/**
 * Steps that register a potential customer with its contact.
 *
 * @param {string} name
 * @returns {TourStep[]}
 */
export function registerCustomer(name) {
    return [
        ...openCustomerMenu("res_partner_menu_potential"),
        {
            content: "Register a customer",
            trigger: ".o_list_button_add",
            run: "click",
        },
        fillCard("name", name),
        fillCard("entry_contact_name", "Mei Lin"),
        fillCard("entry_contact_mobile", "13800138000"),
        {
            content: "Save",
            trigger: ".o_register_buttons button[name=register]",
            run: "click",
        },
        {
            content: "The customer is shown",
            trigger: ".o_form_view:not(.o_register_customer) .o_arrow_button_current",
        },
    ];
}

/**
 * Steps that leave in a list what carries a name.
 *
 * @param {string} name
 * @returns {TourStep[]}
 */
export function searchFor(name) {
    return [
        {
            content: `Look for ${name}`,
            trigger: ".o_list_view .o_searchview_input",
            run: `edit ${name}`,
        },
        {
            content: "Take the first field that is offered",
            trigger: ".o_searchview_autocomplete .o-dropdown-item:first",
            run: "click",
        },
        {
            content: "The list is filtered",
            trigger: `.o_searchview_facet:contains(${name})`,
        },
    ];
}

/**
 * Steps that look for a row of a list and open it.
 *
 * @param {string} name
 * @returns {TourStep[]}
 */
export function openRow(name) {
    return [
        ...searchFor(name),
        {
            content: `Open ${name}`,
            trigger: `.o_data_row .o_data_cell:contains(${name})`,
            run: "click",
        },
    ];
}

/**
 * Steps that decide with a reason in the open dialogue.
 *
 * @param {string} reason
 * @returns {TourStep[]}
 */
export function giveReason(reason) {
    return [
        {
            content: "Write the reason down",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: `edit ${reason}`,
        },
        {
            content: "Decide",
            trigger: ".modal footer button[name=action_decide]",
            run: "click",
        },
    ];
}

/**
 * The step that waits for a status, with no dialogue left open.
 *
 * @param {string} value of the field
 * @returns {TourStep}
 */
export function expectStatus(value) {
    return {
        content: `The status is ${value}`,
        trigger: `${NO_DIALOG} .o_arrow_button_current[data-value=${value}]`,
    };
}
