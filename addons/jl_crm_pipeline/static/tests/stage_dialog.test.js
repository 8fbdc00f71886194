import {Deferred, animationFrame, expect, queryAllTexts, test} from "@odoo/hoot";
import {
    contains,
    getService,
    makeMockEnv,
    makeServerError,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {StageDialog} from "@jl_crm_pipeline/stage_dialog/stage_dialog";
import {ANSWER, REVENUE, makeStageError} from "./stage_test_helpers";

defineMailModels();

const DIALOG = ".o_stage_dialog";
const GO_ON = ".o_stage_go_on";

async function openDialog({data}, props = {}) {
    await makeMockEnv();
    await mountWithCleanup(MainComponentsContainer);
    getService("dialog").add(
        StageDialog,
        {data, ...props},
        {onClose: () => expect.step("closed")}
    );
    await animationFrame();
}

const labels = () => queryAllTexts(`${DIALOG} .o_stage_item > div:first-child`);

test("what is missing is listed and filled in, and sent together", async () => {
    await openDialog(makeStageError(), {
        onGoOn: async (entry) => {
            expect.step(entry);
        },
    });
    expect(".modal-title").toHaveText("What “Offer” asks for");
    expect(labels()).toEqual(["Does the budget stand?", "Expected revenue"]);

    await contains(".o_stage_yes").click();
    await contains(`${DIALOG} input[type=number]`).edit("1200", {confirm: "blur"});
    await contains(GO_ON).click();

    expect(DIALOG).toHaveCount(0);
    expect.verifySteps([
        {items: {question_1: "yes", expected_revenue: 1200}, waiver: ""},
        "closed",
    ]);
});

test("an answer that is taken back is not sent", async () => {
    await openDialog(makeStageError([REVENUE]), {
        onGoOn: async ({items}) => {
            expect.step(items);
        },
    });

    await contains(`${DIALOG} input[type=number]`).edit("0", {confirm: "blur"});
    await contains(GO_ON).click();
    expect.verifySteps([{expected_revenue: 0}, "closed"]);
});

test("an empty answer is none", async () => {
    await openDialog(makeStageError([REVENUE]), {
        onGoOn: async ({items}) => {
            expect.step(items);
        },
    });

    await contains(`${DIALOG} input[type=number]`).edit("12", {confirm: "blur"});
    await contains(`${DIALOG} input[type=number]`).edit("", {confirm: "blur"});
    await contains(GO_ON).click();

    expect.verifySteps([{}, "closed"]);
});

test("refused again, the dialogue shows what is left and keeps what was entered", async () => {
    const refusals = [makeStageError([REVENUE]), null];
    await openDialog(makeStageError(), {
        onGoOn: async ({items}) => {
            expect.step(items);
            return refusals.shift();
        },
    });

    await contains(".o_stage_no").click();
    await contains(GO_ON).click();
    expect(labels()).toEqual(["Expected revenue"]);
    await contains(`${DIALOG} input[type=number]`).edit("5", {confirm: "blur"});
    await contains(GO_ON).click();

    expect.verifySteps([
        {question_1: "no"},
        {question_1: "no", expected_revenue: 5},
        "closed",
    ]);
});

test("nobody goes on twice at once", async () => {
    const saving = new Deferred();
    await openDialog(makeStageError(), {
        onGoOn: () => {
            expect.step("go on");
            return saving;
        },
    });

    await contains(GO_ON).click();
    expect(GO_ON).not.toBeEnabled();
    saving.resolve(null);
    await animationFrame();

    expect.verifySteps(["go on", "closed"]);
});

test("another error leaves the dialogue open, and one can try again", async () => {
    expect.errors(1);
    await openDialog(makeStageError(), {
        onGoOn: () => {
            throw makeServerError({message: "No such currency"});
        },
    });

    await contains(GO_ON).click();
    await animationFrame();

    expect(`${DIALOG} ${GO_ON}`).toBeEnabled();
    expect.verifyErrors(["RPC_ERROR"]);
});

test("leaving it sends nothing", async () => {
    await openDialog(makeStageError(), {onGoOn: () => expect.step("go on")});

    await contains(".o_stage_back").click();

    expect.verifySteps(["closed"]);
});

test("who may go on without it gives a reason", async () => {
    await openDialog(makeStageError([ANSWER], {may_waive: true}), {
        onGoOn: async ({waiver}) => {
            expect.step(waiver);
        },
    });

    await contains("#o_stage_waiver").edit("  Old friend ", {confirm: false});
    await contains(GO_ON).click();

    expect.verifySteps(["Old friend", "closed"]);
});

test("others are offered no way around it", async () => {
    await openDialog(makeStageError(), {onGoOn: () => {}});

    expect("#o_stage_waiver").toHaveCount(0);
});

test("several opportunities at once are only told of", async () => {
    const leads = [
        {id: 1, name: "Pump Station", items: [ANSWER]},
        {id: 2, name: "Dock", items: [REVENUE]},
    ];
    await openDialog(makeStageError([], {leads, may_waive: true}), {onGoOn: () => {}});

    expect(queryAllTexts(`${DIALOG} .mb-3 > .fw-bold`)).toEqual([
        "Pump Station",
        "Dock",
    ]);
    expect(`${GO_ON}, #o_stage_waiver, .o_stage_yes, ${DIALOG} input`).toHaveCount(0);
});

const RETRY = {id: 1, vals: {active: false}};

test("a button's refusal is filled in and the step taken again", async () => {
    onRpc("crm.lead", "write", ({args}) => {
        expect.step(args);
        return true;
    });
    mockService("action", {doAction: (action) => expect.step(action)});
    await openDialog(makeStageError([ANSWER], {retry: RETRY}));

    await contains(".o_stage_yes").click();
    await contains(GO_ON).click();
    await animationFrame();

    const stage_entry = {items: {question_1: "yes"}, waiver: ""};
    expect.verifySteps([[[1], {active: false, stage_entry}], "soft_reload", "closed"]);
});

test("a button's step that is refused again stays in the dialogue", async () => {
    onRpc("crm.lead", "write", () => {
        throw makeStageError([REVENUE], {retry: RETRY});
    });
    mockService("action", {doAction: () => expect.step("reload")});
    await openDialog(makeStageError([ANSWER, REVENUE], {retry: RETRY}));

    await contains(GO_ON).click();
    await animationFrame();

    expect(labels()).toEqual(["Expected revenue"]);
    expect.verifySteps([]);
});

test("a button's step that fails otherwise is told as ever", async () => {
    expect.errors(1);
    onRpc("crm.lead", "write", () => {
        throw makeServerError({message: "No such stage"});
    });
    await openDialog(makeStageError([ANSWER], {retry: RETRY}));

    await contains(GO_ON).click();
    await animationFrame();

    expect(DIALOG).toHaveCount(1);
    expect.verifyErrors(["RPC_ERROR"]);
});

test("where no step can be taken again, it is only told of", async () => {
    await openDialog(makeStageError());

    expect(`${GO_ON}, ${DIALOG} input`).toHaveCount(0);
    expect(labels()).toHaveLength(2);
});

test("what was filled in is kept when the director is asked", async () => {
    onRpc("crm.lead", "write", ({args}) => {
        expect.step(args);
        return true;
    });
    onRpc("crm.lead", "action_ask_stage_approval", () => {
        expect.step("asked");
        return true;
    });
    mockService("action", {doAction: (action) => expect.step(action)});
    const approval = {
        key: "12",
        kind: "approval",
        label: "Approval",
        input: {type: "approval", isAsked: false},
    };
    const retry = {id: 5, vals: {stage_id: 8}};
    await openDialog(makeStageError([REVENUE, approval], {retry}));

    await contains(`${DIALOG} input[type=number]`).edit("1200", {confirm: "blur"});
    await contains(".o_stage_ask").click();

    const entry = {items: {expected_revenue: 1200}, waiver: ""};
    expect.verifySteps([[[5], {stage_entry: entry}], "asked"]);
    expect(labels()).toEqual(["Approval"]);
    expect(".o_stage_asked").toHaveCount(1);
    expect(".o_stage_back").toHaveText("Close");

    await contains(".o_stage_back").click();
    expect.verifySteps(["closed", "soft_reload"]);
});
