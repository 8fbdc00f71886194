import {animationFrame, expect, mockDate} from "@odoo/hoot";
import {
    defineModels,
    fields,
    getService,
    models,
    mountWithCleanup,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {WebClient} from "@web/webclient/webclient";

class Lead extends models.Model {
    _name = "crm.lead";
    name = fields.Char();
}

class Team extends models.Model {
    _name = "crm.team";
    name = fields.Char();
    _records = [{id: 3, name: "Export"}];
}

class Region extends models.Model {
    _name = "customer.region";
    name = fields.Char();
}

class Industry extends models.Model {
    _name = "res.partner.industry";
    name = fields.Char();
}

class Product extends models.Model {
    _name = "product.template";
    name = fields.Char();
}

/** The models that the funnel and its filters read. */
export function defineFunnelModels() {
    defineMailModels();
    defineModels([Lead, Team, Region, Industry, Product]);
}

export const TALK = {
    id: 1,
    name: "Talk",
    state: "open",
    reached: 8,
    conversion: false,
    reached_domain: [["id", "in", [1, 2]]],
    count: 5,
    domain: [["stage_id", "=", 1]],
    amount: 12000,
    weighted: 3000,
    lost: 2,
    lost_domain: [["active", "=", false]],
};
export const WON = {
    ...TALK,
    id: 2,
    name: "Won",
    state: "won",
    reached: 4,
    conversion: 50,
    count: 3,
    lost: 0,
};
export const ROW = {
    id: 7,
    name: "Mario",
    count: 8,
    open: 5,
    amount: 12000,
    weighted: 3000,
    won_count: 3,
    won: 9000,
    lost: 1,
    rate: 75,
    all_domain: [["user_id", "=", 7]],
    open_domain: [
        ["user_id", "=", 7],
        ["active", "=", true],
    ],
    won_domain: [["won_status", "=", "won"]],
    lost_domain: [["won_status", "=", "lost"]],
};

/**
 * The same number of opportunities for each outcome.
 *
 * @param {number} count
 * @returns {Object}
 */
export function makeTotals(count) {
    const names = ["all", "open", "won", "lost", "closed"];
    return Object.fromEntries(
        names.map((name) => [
            name,
            {count, amount: 100 * count, domain: [[name, "=", 1]]},
        ])
    );
}

/**
 * What the server says of the funnel.
 *
 * @param {Object} [values] what differs from two stages and one person
 * @returns {Object}
 */
export function makeFunnel(values = {}) {
    return {
        domain: [["type", "=", "opportunity"]],
        stages: [TALK, WON],
        groups: [ROW],
        totals: makeTotals(8),
        currency_id: serverState.companies[0].currency_id,
        ...values,
    };
}

/**
 * Open the funnel on a day in May; each question to the server is a step.
 *
 * @param {...(Object|Promise<Object>)} funnels the answers, one after the other
 */
export async function openFunnel(...funnels) {
    mockDate("2026-05-20 12:00:00");
    onRpc("crm.funnel", "get_funnel", ({args}) => {
        const {period, date_field, date_from, date_to, group} = args[0];
        expect.step([period, date_field, date_from, date_to, group].join(" "));
        return funnels.shift() || makeFunnel();
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "jl_crm_pipeline.funnel",
    });
    await animationFrame();
}

/** What the funnel asks when it is opened. */
export const THIS_YEAR = "year create_date 2026-01-01 2026-12-31 person";
