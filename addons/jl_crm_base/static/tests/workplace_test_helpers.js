import {animationFrame, expect, mockDate} from "@odoo/hoot";
import {
    getService,
    mockService,
    mountWithCleanup,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";

export const LATE = {
    id: 1,
    code: "late",
    name: "Late Orders",
    definition: "Orders whose day is over.",
    tone: "danger",
    empty: "No order is late",
    value: 3,
    is_more: false,
    is_money: false,
    target: 0,
};
export const PEOPLE = {
    columns: [LATE, {...LATE, id: 2, code: "calls", name: "Calls", tone: "normal"}],
    rows: [
        {id: 7, name: "Mario", values: [2, 0]},
        {id: 8, name: "Luigi", values: [0, 1200]},
    ],
    more: 3,
};
/** The same before it is counted. */
export const WAITING = {columns: PEOPLE.columns, waiting: 2, more: 3};

/**
 * What the server says of the page.
 *
 * @param {Object} [figure] what differs from three late orders
 * @param {Object} [page] what differs from one section; `counted` is the table of
 *  people, or a promise of it
 * @returns {Object}
 */
export function makePage(figure = {}, page = {}) {
    return {
        today: "2026-11-30",
        currency_id: serverState.companies[0].currency_id,
        buttons: [
            {code: "call", name: "Record a Call", icon: "fa-phone", action: "x.call"},
        ],
        sections: [{code: "mine", name: "My Work", figures: [{...LATE, ...figure}]}],
        people: {},
        blocks: {},
        ...page,
    };
}

/**
 * Open the page; what is asked of the server, and opened, is a step.
 *
 * @param {...Object} pages the answers, one after the other; the last one stays
 */
export async function openWorkplace(...pages) {
    let page = null;
    mockDate("2026-11-30 09:00:00");
    onRpc("crm.workplace", "get_workplace", () => {
        expect.step("read");
        page = pages.length > 1 ? pages.shift() : pages[0];
        return page;
    });
    onRpc("crm.workplace", "get_people", () => {
        expect.step("people");
        return page.counted ?? PEOPLE;
    });
    onRpc("crm.figure", "action_open", ({args}) => {
        expect.step(`figure ${args[0]} of ${args[1]}`);
        return {type: "ir.actions.act_window_close"};
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "jl_crm_base.workplace",
    });
    await animationFrame();
}

/** What is opened from the page is a step from now on; a dialogue ends at once. */
export function listen() {
    mockService("action", {
        doAction(action, options) {
            if (action.type === "ir.actions.client") {
                return super.doAction(action, options);
            }
            expect.step(action.type || action);
            return options?.onClose?.();
        },
    });
}
