import {
    animationFrame,
    expect,
    hover,
    queryAllTexts,
    runAllTimers,
    test,
} from "@odoo/hoot";
import {
    contains,
    makeServerError,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {DuplicateHits} from "@jl_crm_duplicate/duplicate_hits/duplicate_hits";
import {HIT, defineDuplicateModels} from "./duplicate_test_helpers";

defineDuplicateModels();

const HIDDEN = {...HIT, partner_id: false, access_token: "secret"};

function mountHits(...hits) {
    return mountWithCleanup(DuplicateHits, {props: {hits}});
}

test("a hit says how sure it is, why, and whose it is", async () => {
    await mountHits(HIT, {...HIT, verdict: "likely", verdict_label: "Likely"});

    expect(".o_duplicate_hit").toHaveCount(2);
    expect(".o_duplicate_hit:first .badge").toHaveText("Certain");
    expect(".o_duplicate_hit:first .badge").toHaveClass("text-bg-danger");
    expect(".o_duplicate_hit:last .badge").toHaveClass("text-bg-warning");
    expect(".o_duplicate_reasons:first").toHaveText("Same name+12.0 · Same phone+7.5");
    expect(".o_duplicate_hit:first").toHaveText(/Mario · Export/);
    expect(".o_duplicate_ask").toHaveCount(0);
});

test("a verdict that stops nobody has a quiet badge, and nobody may hold it", async () => {
    await mountHits({...HIT, verdict: "possible", holder: false, department: false});

    expect(".badge").toHaveClass("text-bg-secondary");
    expect(".fa-user").toHaveCount(0);
});

test.tags("desktop");
test("the tooltip tells the score and what each reason weighs", async () => {
    await mountHits(HIT);

    await hover(".o_duplicate_reasons");
    await runAllTimers();
    await animationFrame();

    expect(".o_popover").toHaveText(/97 %/);
    expect(queryAllTexts(".o_popover li")).toEqual([
        "Same name: +12.0",
        "Same phone: +7.5",
        "but another city: -1.5",
    ]);
    expect(".o_popover").toHaveText(/Transacting/);
});

test("a click opens the customer beside what is typed", async () => {
    mockService("action", {
        doAction: (action) =>
            expect.step([action.res_model, action.res_id, action.target]),
    });
    await mountHits(HIT);

    await contains(".o_duplicate_hit a").click();

    expect.verifySteps([["res.partner", 7, "new"]]);
});

test("a hit may be a lead", async () => {
    mockService("action", {
        doAction: (action) => expect.step([action.res_model, action.res_id]),
    });
    await mountHits({...HIT, partner_id: false, lead_id: 9});

    await contains(".o_duplicate_hit a").click();

    expect.verifySteps([["crm.lead", 9]]);
});

test("who may not open a hit asks its holder, once", async () => {
    onRpc("res.partner", "ask_duplicate_access", ({args}) => {
        expect.step(args);
        return true;
    });
    mockService("notification", {add: (message) => expect.step(message)});
    await mountHits(HIDDEN, {...HIDDEN, access_token: "other"});
    expect(".o_duplicate_hit a").toHaveCount(0);

    await contains(".o_duplicate_ask:first").click();

    expect.verifySteps([["secret"], "Mario has a to-do with your request."]);
    expect(".o_duplicate_asked").toHaveCount(1);
    expect(".o_duplicate_ask").toHaveCount(1);
});

test("without a holder those who decide on duplicates are asked", async () => {
    onRpc("res.partner", "ask_duplicate_access", () => true);
    mockService("notification", {add: (message) => expect.step(message)});
    await mountHits({...HIDDEN, holder: false});

    await contains(".o_duplicate_ask").click();

    expect.verifySteps([
        "Those who decide on duplicates has a to-do with your request.",
    ]);
});

test("a request that fails can be made again", async () => {
    expect.errors(1);
    onRpc("res.partner", "ask_duplicate_access", () => {
        throw makeServerError({message: "No mail server"});
    });
    await mountHits(HIDDEN);

    await contains(".o_duplicate_ask").click();
    await animationFrame();

    expect.verifyErrors(["RPC_ERROR"]);
    expect(".o_duplicate_ask").toHaveCount(1);
    expect(".o_duplicate_asked").toHaveCount(0);
});
