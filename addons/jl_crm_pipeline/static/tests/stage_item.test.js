import {
    expect,
    manuallyDispatchProgrammaticEvent,
    queryAllTexts,
    queryOne,
    runAllTimers,
    setInputFiles,
    test,
} from "@odoo/hoot";
import {Component, useState, xml} from "@odoo/owl";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {StageItem} from "@jl_crm_pipeline/stage_dialog/stage_item";

class Reason extends models.Model {
    name = fields.Char();

    _records = [
        {id: 1, name: "Price"},
        {id: 2, name: "Term"},
    ];
}

defineMailModels();
defineModels([Reason]);

/** Holds the values as the dialogue does. */
class Parent extends Component {
    static components = {StageItem};
    static template = xml`
        <StageItem
            item="props.item"
            values="state.values"
            leadId="props.leadId"
            stageId="props.stageId"
            isOpen="props.isOpen"
            setValue.bind="setValue"
        />`;
    static props = ["*"];

    setup() {
        this.state = useState({values: {}});
    }

    setValue(key, value) {
        expect.step([key, value]);
        this.state.values[key] = value;
    }
}

function mountItem(input, props = {}) {
    const item = {key: "it", kind: "field", label: "It", input};
    return mountWithCleanup(Parent, {props: {item, isOpen: true, leadId: 1, ...props}});
}

/** Enter a value at once, as a browser's own picker does. */
async function enter(selector, value) {
    const input = queryOne(selector);
    input.value = value;
    await manuallyDispatchProgrammaticEvent(input, "input");
    await manuallyDispatchProgrammaticEvent(input, "change");
}

test("what is not filled in here is seen to in the opportunity", async () => {
    await mountItem({});

    expect("small").toHaveText("Do it in the opportunity.");
    expect("input, select, button").toHaveCount(0);
});

test("a dialogue that only tells shows no input and no advice", async () => {
    await mountItem({type: "text"}, {isOpen: false});

    expect("input, small").toHaveCount(0);
});

test("a text and a number keep their kinds", async () => {
    await mountItem({type: "text"});
    await contains("input[type=text]").edit("12", {confirm: "blur"});
    expect.verifySteps([["it", "12"]]);
});

test("a number that is taken away is empty, not zero", async () => {
    await mountItem({type: "number"});

    await contains("input[type=number]").edit("12", {confirm: "blur"});
    await contains("input[type=number]").edit("", {confirm: "blur"});

    expect.verifySteps([
        ["it", 12],
        ["it", ""],
    ]);
});

test("a moment is sent in the server's time", async () => {
    await mountItem({type: "datetime"});

    await enter("input[type=datetime-local]", "2026-03-02T10:30");

    // the tests' users live an hour east of Greenwich
    expect.verifySteps([["it", "2026-03-02 09:30:00"]]);
});

test("one of several words is chosen", async () => {
    await mountItem({
        type: "selection",
        choices: [
            ["hot", "Hot"],
            ["cold", "Cold"],
        ],
    });
    expect(queryAllTexts("option")).toEqual(["", "Hot", "Cold"]);

    await contains("select").select("cold");
    expect("select").toHaveValue("cold");
    await contains("select").select("");

    expect.verifySteps([
        ["it", "cold"],
        ["it", ""],
    ]);
});

test("a question is answered with yes or no", async () => {
    await mountItem({type: "question"});

    await contains(".o_stage_yes").click();
    expect(".o_stage_yes").toHaveClass("btn-success");
    await contains(".o_stage_no").click();

    expect(".o_stage_yes").not.toHaveClass("btn-success");
    expect(".o_stage_no").toHaveClass("btn-danger");
    expect.verifySteps([
        ["it", "yes"],
        ["it", "no"],
    ]);
});

test("the director is asked with one click", async () => {
    onRpc("crm.lead", "action_ask_stage_approval", ({args}) => {
        expect.step(args);
        return true;
    });
    const input = {type: "approval", isAsked: false};
    const item = {key: "12", kind: "approval", label: "Approval", input};
    await mountItem(input, {item, leadId: 5, stageId: 8});

    await contains(".o_stage_ask").click();

    expect.verifySteps([[[5], 12, 8]]);
    expect(".o_stage_ask").toHaveCount(0);
    expect(".o_stage_asked").toHaveCount(1);
});

test("whoever has asked sees that", async () => {
    await mountItem({type: "approval", isAsked: true});

    expect(".o_stage_ask").toHaveCount(0);
    expect(".o_stage_asked").toHaveCount(1);
});

test("a box is ticked", async () => {
    await mountItem({type: "boolean"});

    await contains("input[type=checkbox]").click();

    expect.verifySteps([["it", true]]);
});

test.tags("desktop");
test("a record is chosen by its name", async () => {
    await mountItem({type: "record", model: "reason"});

    await contains(".o_record_selector input").click();
    await runAllTimers();
    await contains(".o-autocomplete--dropdown-item:contains(Term)").click();

    expect.verifySteps([["it", 2]]);
});

test.tags("desktop");
test("several records replace those that were chosen", async () => {
    await mountItem({type: "records", model: "reason"});

    await contains(".o_multi_record_selector input").click();
    await runAllTimers();
    await contains(".o-autocomplete--dropdown-item:contains(Price)").click();
    expect(".o_tag").toHaveText("Price");
    await contains(".o_tag .o_delete").click();

    expect.verifySteps([
        ["it", [[6, 0, [1]]]],
        ["it", ""],
    ]);
});

test("a file goes with its name", async () => {
    await mountItem({type: "file"});

    await contains("input[type=file]").click();
    await setInputFiles([new File(["signed"], "contract.txt", {type: "text/plain"})]);

    // the browser reads the file in its own time
    await expect.waitForSteps([["it", {name: "contract.txt", data: btoa("signed")}]]);
});

test("a file that is taken back is none", async () => {
    await mountItem({type: "file"});

    await manuallyDispatchProgrammaticEvent(queryOne("input[type=file]"), "change");

    expect.verifySteps([["it", ""]]);
});

test("what was done needs its day and its words", async () => {
    await mountItem({type: "activity", date: "2026-03-02"});

    await enter(".o_stage_activity", "  Met the director ");
    await enter("input[type=date]", "2026-03-01");
    await enter("input[type=date]", "");

    expect.verifySteps([
        ["it", {note: "Met the director", date: "2026-03-02"}],
        ["it", {note: "Met the director", date: "2026-03-01"}],
        ["it", ""],
    ]);
});

test("words without more than blanks are none", async () => {
    await mountItem({type: "activity", date: "2026-03-02"});

    await enter(".o_stage_activity", "  ");

    expect.verifySteps([["it", ""]]);
});

test("there may be another way", async () => {
    await mountItem({type: "text", alternative: {key: "nobody", label: "Nobody won"}});

    await contains("label:contains(Nobody won)").click();
    await contains("label:contains(Nobody won)").click();

    expect.verifySteps([
        ["nobody", true],
        ["nobody", false],
    ]);
});

test("a quotation is written beside the dialogue", async () => {
    onRpc("crm.lead", "action_new_quotation", ({args}) => {
        expect.step(args);
        return {context: {default_opportunity_id: 1}};
    });
    mockService("action", {
        doAction({res_model, target, context}) {
            expect.step([res_model, target, context]);
        },
    });
    await mountItem({type: "quotation"});

    await contains(".o_stage_quotation").click();

    expect.verifySteps([[[1]], ["sale.order", "new", {default_opportunity_id: 1}]]);
});

test("an opportunity that is not saved yet has no quotation", async () => {
    await mountItem({type: "quotation"}, {leadId: false});

    expect("button").toHaveCount(0);
});
