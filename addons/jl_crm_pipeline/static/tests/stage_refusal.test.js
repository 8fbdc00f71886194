import {animationFrame, expect, queryAllTexts, test} from "@odoo/hoot";
import {
    clickSave,
    contains,
    defineModels,
    fieldInput,
    fields,
    makeServerError,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {answerSaves} from "@jl_crm_base/../tests/retry_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {ANSWER, REVENUE, makeStageError} from "./stage_test_helpers";

class Stage extends models.Model {
    _name = "crm.stage";

    name = fields.Char();

    _records = [
        {id: 1, name: "Talk"},
        {id: 2, name: "Offer"},
    ];
}

class Lead extends models.Model {
    _name = "crm.lead";

    name = fields.Char();
    probability = fields.Float();
    stage_entry = fields.Json();
    stage_id = fields.Many2one({
        relation: "crm.stage",
        onChange: (lead) => {
            lead.probability = 10 * (lead.stage_id || 1);
        },
    });

    _records = [
        {id: 1, name: "Pump Station", probability: 10, stage_id: 1},
        {id: 2, name: "Crane", probability: 20, stage_id: 2},
    ];
}

defineMailModels();
defineModels([Stage, Lead]);

onRpc("crm.lead", "get_rainbowman_message", () => {
    expect.step("rainbow");
    return false;
});

const other = () => makeServerError({message: "No such unit"});

const DIALOG = ".o_stage_dialog";
const CURRENT = ".o_statusbar_status .o_arrow_button_current";
const YES = {items: {question_1: "yes"}, waiver: ""};

async function mountForm(options = {}) {
    await mountView({
        resModel: "crm.lead",
        resId: 1,
        type: "form",
        arch: `
            <form js_class="crm_form">
                <header>
                    <field name="stage_id" widget="statusbar" options="{'clickable': '1'}"/>
                </header>
                <field name="name"/>
                <field name="probability"/>
            </form>`,
        ...options,
    });
}

async function setStage(name) {
    await contains(`.o_statusbar_status button:contains(${name})`).click();
    await animationFrame();
}

async function goOn() {
    await contains(".o_stage_go_on").click();
    await animationFrame();
}

async function leave() {
    await contains(".o_stage_back").click();
    await animationFrame();
}

const STEP = {stage_id: 2, probability: 20};

test.tags("desktop");
test("a step that nobody stops opens nothing", async () => {
    answerSaves("crm.lead", null);
    await mountForm();

    await setStage("Offer");

    expect(DIALOG).toHaveCount(0);
    expect(CURRENT).toHaveText("Offer");
    expect.verifySteps([STEP, "rainbow"]);
});

test.tags("desktop");
test("what is filled in goes with the step, and the step is cheered once", async () => {
    answerSaves("crm.lead", makeStageError([ANSWER]), null);
    await mountForm();
    await setStage("Offer");

    await contains(".o_stage_yes").click();
    await goOn();

    expect(DIALOG).toHaveCount(0);
    expect(CURRENT).toHaveText("Offer");
    expect.verifySteps([STEP, {...STEP, stage_entry: YES}, "rainbow"]);
});

test.tags("desktop");
test("two refusals in a row stay in one dialogue", async () => {
    answerSaves(
        "crm.lead",
        makeStageError([ANSWER, REVENUE]),
        makeStageError([REVENUE]),
        null,
        null
    );
    await mountForm();
    await setStage("Offer");
    await contains(".o_stage_yes").click();
    await goOn();
    expect(`${DIALOG} .o_stage_item`).toHaveCount(1);

    await contains(`${DIALOG} input[type=number]`).edit("5", {confirm: "blur"});
    await goOn();
    expect(DIALOG).toHaveCount(0);
    await fieldInput("name").edit("Dock");
    await clickSave();

    const items = {question_1: "yes", expected_revenue: 5};
    expect.verifySteps([
        STEP,
        {...STEP, stage_entry: YES},
        {...STEP, stage_entry: {items, waiver: ""}},
        "rainbow",
        {name: "Dock"},
    ]);
});

test.tags("desktop");
test("who leaves the dialogue is where the opportunity was", async () => {
    answerSaves("crm.lead", makeStageError());
    await mountForm();
    await setStage("Offer");

    await leave();

    expect(CURRENT).toHaveText("Talk");
    expect(".o_field_widget[name=probability] input").toHaveValue("10.00");
    expect(".o_form_button_save:visible").toHaveCount(0);
    expect.verifySteps([STEP, "rainbow"]);
});

test.tags("desktop");
test("who leaves it loses nothing that was typed besides", async () => {
    answerSaves("crm.lead", makeStageError());
    await mountForm();
    await fieldInput("name").edit("Dock");
    await setStage("Offer");

    await leave();

    expect(CURRENT).toHaveText("Talk");
    expect(".o_field_widget[name=name] input").toHaveValue("Dock");
    expect(".o_form_button_save").toBeVisible();
    expect.verifySteps([{name: "Dock", ...STEP}, "rainbow"]);
});

test.tags("desktop");
test("another error of the second attempt keeps the dialogue and what it holds", async () => {
    expect.errors(1);
    answerSaves("crm.lead", makeStageError([ANSWER]), other(), null);
    await mountForm();
    await setStage("Offer");
    await contains(".o_stage_yes").click();
    await goOn();
    await contains(".o_error_dialog footer button").click();

    await goOn();

    expect(DIALOG).toHaveCount(0);
    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([
        STEP,
        {...STEP, stage_entry: YES},
        {...STEP, stage_entry: YES},
        "rainbow",
    ]);
});

test("a new opportunity is refused and filled in too", async () => {
    answerSaves("crm.lead", makeStageError([ANSWER]), null);
    await mountForm({resId: false, context: {default_stage_id: 2}});
    await fieldInput("name").edit("Dock");
    await clickSave();

    await contains(".o_stage_yes").click();
    await goOn();

    const values = {name: "Dock", stage_id: 2, probability: 20};
    expect.verifySteps([values, {...values, stage_entry: YES}]);
});

async function mountKanban() {
    await mountView({
        resModel: "crm.lead",
        type: "kanban",
        arch: `
            <kanban js_class="crm_kanban" default_group_by="stage_id">
                <templates><t t-name="card"><field name="name"/></t></templates>
            </kanban>`,
        groupBy: ["stage_id"],
    });
}

async function drag() {
    await contains(".o_kanban_record").dragAndDrop(".o_kanban_group:last");
    await animationFrame();
}

const columns = () =>
    queryAllTexts(".o_kanban_group").map((text) => text.includes("Pump Station"));

test.tags("desktop");
test("a card that is left goes back to its column", async () => {
    answerSaves("crm.lead", makeStageError());
    await mountKanban();
    await drag();
    expect(DIALOG).toHaveCount(1);

    await leave();

    expect(columns()).toEqual([true, false]);
    expect(".o_error_dialog").toHaveCount(0);
    expect.verifySteps([{stage_id: 2}]);
});

test.tags("desktop");
test("a card moves when what it lacks is filled in", async () => {
    answerSaves("crm.lead", makeStageError([ANSWER]), null);
    await mountKanban();
    await drag();

    await contains(".o_stage_yes").click();
    await goOn();

    expect(columns()).toEqual([false, true]);
    expect.verifySteps([{stage_id: 2}, {stage_id: 2, stage_entry: YES}, "rainbow"]);
});

test.tags("desktop");
test("a card keeps its step when the second attempt fails otherwise", async () => {
    expect.errors(1);
    answerSaves("crm.lead", makeStageError([ANSWER]), other(), null);
    await mountKanban();
    await drag();
    await contains(".o_stage_yes").click();
    await goOn();
    await contains(".o_error_dialog footer button").click();

    await goOn();

    expect(columns()).toEqual([false, true]);
    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([
        {stage_id: 2},
        {stage_id: 2, stage_entry: YES},
        {stage_id: 2, stage_entry: YES},
        "rainbow",
    ]);
});

test.tags("desktop");
test("a card that fails at once goes back, as in Odoo", async () => {
    expect.errors(1);
    answerSaves("crm.lead", other());
    await mountKanban();

    await drag();

    expect(columns()).toEqual([true, false]);
    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([{stage_id: 2}]);
});
