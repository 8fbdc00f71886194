import {expect, queryAllAttributes, queryAllTexts, test} from "@odoo/hoot";
import {contains, mockService} from "@web/../tests/web_test_helpers";
import {
    ROW,
    TALK,
    THIS_YEAR,
    WON,
    defineFunnelModels,
    makeFunnel,
    makeTotals,
    openFunnel,
} from "./funnel_test_helpers";

defineFunnelModels();

test("it opens with this year, and its stages are as wide as what reached them", async () => {
    await openFunnel();

    expect.verifySteps([THIS_YEAR]);
    expect(queryAllTexts(".o_funnel_name")).toEqual(["Talk", "Won"]);
    expect(queryAllTexts(".o_funnel_reached .fs-5")).toEqual(["8", "4"]);
    expect(queryAllAttributes("polygon", "points")).toEqual([
        "0,0 600,0 450,62 150,62",
        "150,0 450,0 450,62 150,62",
    ]);
    expect(".o_funnel_conversion").toHaveCount(1);
    expect(".o_funnel_conversion").toHaveText("50 %");
    expect(".o_funnel_lost").toHaveText("lost from here: 2");
});

test("a stage that nobody reached is still seen", async () => {
    await openFunnel(makeFunnel({stages: [TALK, {...WON, reached: 0}]}));

    expect(queryAllAttributes("polygon", "points")[1]).toBe(
        "282,0 318,0 318,62 282,62"
    );
    expect.verifySteps([THIS_YEAR]);
});

test("without an opportunity it says what to do", async () => {
    await openFunnel(makeFunnel({totals: makeTotals(0), stages: [], groups: []}));

    expect(".o_view_nocontent").toHaveText(/No opportunity in this period/);
    expect(".o_funnel_chart, .o_funnel_table").toHaveCount(0);
    expect.verifySteps([THIS_YEAR]);
});

test("who decided nothing has no rate", async () => {
    await openFunnel(
        makeFunnel({groups: [ROW, {...ROW, id: 8, won_count: 0, lost: 0}]})
    );

    expect(".o_funnel_table tr:eq(1) td:last").toHaveText("75 %");
    expect(".o_funnel_table tr:eq(2) td:last").toHaveText("");
    expect.verifySteps([THIS_YEAR]);
});

/** What is opened from the funnel is a step from now on. */
function listen() {
    mockService("action", {
        doAction(action, options) {
            if (action.type === "ir.actions.client") {
                return super.doAction(action, options);
            }
            expect.step([action.name, action.views[0][1], action.domain]);
        },
    });
}

test("each number opens its opportunities", async () => {
    listen();
    await openFunnel();
    expect.verifySteps([THIS_YEAR]);

    await contains(".o_funnel_total[data-state=won]").click();
    await contains("[data-stage='1'] .o_funnel_reached").click();
    await contains("[data-stage='1'] .o_funnel_here").click();
    await contains("[data-stage='1'] .o_funnel_lost").click();
    for (const cell of [1, 2, 5, 7]) {
        await contains(`.o_funnel_table td:eq(${cell}) button`).click();
    }

    expect.verifySteps([
        ["Won", "list", [["won", "=", 1]]],
        ["Talk", "list", TALK.reached_domain],
        ["Talk", "list", TALK.domain],
        ["Talk", "list", TALK.lost_domain],
        ["Mario", "list", ROW.all_domain],
        ["Mario", "list", ROW.open_domain],
        ["Mario", "list", ROW.won_domain],
        ["Mario", "list", ROW.lost_domain],
    ]);
});

test("it is analysed as a table and as a graph", async () => {
    const contexts = [];
    mockService("action", {
        doAction(action, options) {
            if (action.type === "ir.actions.client") {
                return super.doAction(action, options);
            }
            expect.step(action.views.map(([, view]) => view).join(" "));
            contexts.push(action.context.pivot_row_groupby);
        },
    });
    await openFunnel();
    expect.verifySteps([THIS_YEAR]);

    await contains(".o_funnel_pivot:visible").click();
    await contains("[data-group=product]").click();
    await contains(".o_funnel_graph:visible").click();

    expect.verifySteps([
        "pivot graph list form",
        "year create_date 2026-01-01 2026-12-31 product",
        "graph pivot list form",
    ]);
    expect(contexts).toEqual([["user_id"], ["main_product_id"]]);
});
