import {Deferred, animationFrame, expect, runAllTimers, test} from "@odoo/hoot";
import {contains, getService, onRpc} from "@web/../tests/web_test_helpers";
import {
    TALK,
    THIS_YEAR,
    defineFunnelModels,
    makeFunnel,
    openFunnel,
} from "./funnel_test_helpers";

defineFunnelModels();

const PERIODS = [
    ["month", "2026-05-01 2026-05-31"],
    ["last_month", "2026-04-01 2026-04-30"],
    ["quarter", "2026-04-01 2026-06-30"],
    ["last_year", "2025-01-01 2025-12-31"],
    ["all", "false false"],
];

for (const [period, days] of PERIODS) {
    test(`the period ${period} has its first and its last day`, async () => {
        await openFunnel();

        await contains(".o_funnel_period").select(period);

        expect.verifySteps([THIS_YEAR, `${period} create_date ${days} person`]);
    });
}

test("a period of one's own begins with the days that were shown", async () => {
    await openFunnel();

    await contains(".o_funnel_period").select("custom");

    expect(".o_funnel_filters .o_datetime_input").toHaveCount(2);
    expect.verifySteps([THIS_YEAR, "custom create_date 2026-01-01 2026-12-31 person"]);

    await contains(".o_funnel_filters .o_datetime_input:first").edit("02/01/2026");
    expect.verifySteps(["custom create_date 2026-02-01 2026-12-31 person"]);
});

test("another date and another grouping are asked for", async () => {
    await openFunnel();

    await contains(".o_funnel_date_field").select("date_closed");
    await contains("[data-group=team]").click();

    expect("[data-group=team]").toHaveClass("btn-primary");
    expect("[data-group=person]").not.toHaveClass("btn-primary");
    expect.verifySteps([
        THIS_YEAR,
        "year date_closed 2026-01-01 2026-12-31 person",
        "year date_closed 2026-01-01 2026-12-31 team",
    ]);
});

test.tags("desktop");
test("it is filtered by records", async () => {
    await openFunnel();
    onRpc("crm.funnel", "get_funnel", ({args}) => {
        expect.step(args[0].team_ids);
        return makeFunnel();
    });

    await contains("[data-name=team_ids] input").click();
    await runAllTimers();
    await contains(".o-autocomplete--dropdown-item:contains(Export)").click();

    expect("[data-name=team_ids] .o_tag").toHaveText("Export");
    expect.verifySteps([THIS_YEAR, [3]]);
});

test("an answer that comes late does not push out the newer one", async () => {
    const late = new Deferred();
    await openFunnel(
        makeFunnel(),
        late,
        makeFunnel({stages: [{...TALK, name: "Newer"}]})
    );
    await contains(".o_funnel_period").select("month");
    await contains(".o_funnel_period").select("quarter");

    late.resolve(makeFunnel({stages: [{...TALK, name: "Older"}]}));
    await animationFrame();

    expect(".o_funnel_name").toHaveText("Newer");
    expect.verifySteps([
        THIS_YEAR,
        "month create_date 2026-05-01 2026-05-31 person",
        "quarter create_date 2026-04-01 2026-06-30 person",
    ]);
});

test("who comes back finds the filters that were left", async () => {
    await openFunnel();
    await contains(".o_funnel_period").select("month");
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "jl_crm_pipeline.funnel",
    });
    await animationFrame();
    await getService("action").restore();
    await animationFrame();

    expect(".o_funnel_period").toHaveValue("month");
    expect.verifySteps([
        THIS_YEAR,
        "month create_date 2026-05-01 2026-05-31 person",
        THIS_YEAR,
        "month create_date 2026-05-01 2026-05-31 person",
    ]);
});
