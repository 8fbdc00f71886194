import {animationFrame, expect, test} from "@odoo/hoot";
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
    pagerNext,
    serverState,
} from "@web/../tests/web_test_helpers";
import {answerSaves} from "@jl_crm_base/../tests/retry_test_helpers";
import {defineDuplicateModels, makeDuplicateError} from "./duplicate_test_helpers";

class Deal extends models.Model {
    name = fields.Char();

    _records = [{id: 1, name: "Pump Station"}];
}

defineDuplicateModels();
defineModels([Deal]);

const DIALOG = ".o_duplicate_dialog";
const NAME = ".o_field_widget[name=name] input";
const FORM = `<form><field name="name"/><field name="function"/></form>`;
const ID = serverState.partnerId;

const stop = () => makeDuplicateError({may_go_on: true});

async function giveReason(reason) {
    await contains(`${DIALOG} textarea`).edit(reason, {confirm: false});
    await contains(".o_duplicate_save").click();
    await animationFrame();
}

async function typeCustomer(options = {}) {
    await mountView({
        resModel: "res.partner",
        resId: ID,
        type: "form",
        arch: FORM,
        ...options,
    });
    await fieldInput("name").edit("Harbour");
}

test("a customer that nobody stops is saved as ever", async () => {
    answerSaves("res.partner", null);
    await typeCustomer();

    await clickSave();

    expect(DIALOG).toHaveCount(0);
    expect.verifySteps([{name: "Harbour"}]);
});

test("a refusal opens the dialogue; back in the form, all is as it was typed", async () => {
    answerSaves("res.partner", stop());
    await typeCustomer();

    await clickSave();
    expect(`${DIALOG} .o_duplicate_hit`).toHaveText(/Harbour Pumps/);
    await contains(".o_duplicate_back").click();

    expect(DIALOG).toHaveCount(0);
    expect(NAME).toHaveValue("Harbour");
    expect(".o_form_button_save").toBeVisible();
    expect.verifySteps([{name: "Harbour"}]);
});

test("the reason goes with the next attempt, and with no other", async () => {
    answerSaves("res.partner", stop(), null, null);
    await typeCustomer();
    await clickSave();

    await giveReason("Another company");
    expect(DIALOG).toHaveCount(0);
    await fieldInput("function").edit("Buyer");
    await clickSave();

    expect.verifySteps([
        {name: "Harbour"},
        {name: "Harbour", duplicate_reason: "Another company"},
        {function: "Buyer"},
    ]);
});

test("a new customer is sent whole, once with the reason", async () => {
    answerSaves("res.partner", stop(), null);
    await typeCustomer({resId: false});
    await clickSave();

    await giveReason("Another company");

    expect.verifySteps([
        {name: "Harbour", function: false},
        {name: "Harbour", function: false, duplicate_reason: "Another company"},
    ]);
});

test("two refusals in a row ask twice", async () => {
    answerSaves("res.partner", stop(), stop(), null);
    await typeCustomer();
    await clickSave();

    await giveReason("Another company");
    expect(`${DIALOG} textarea`).toHaveValue("");
    await giveReason("Really");

    expect(DIALOG).toHaveCount(0);
    expect.verifySteps([
        {name: "Harbour"},
        {name: "Harbour", duplicate_reason: "Another company"},
        {name: "Harbour", duplicate_reason: "Really"},
    ]);
});

test("whoever gives up after the second refusal has lost nothing", async () => {
    answerSaves("res.partner", stop(), stop(), null);
    await typeCustomer();
    await clickSave();
    await giveReason("Another company");

    await contains(".o_duplicate_back").click();
    await clickSave();

    expect.verifySteps([
        {name: "Harbour"},
        {name: "Harbour", duplicate_reason: "Another company"},
        {name: "Harbour"},
    ]);
});

test("another error of the second attempt is shown, and the reason is forgotten", async () => {
    expect.errors(1);
    answerSaves(
        "res.partner",
        stop(),
        makeServerError({message: "No such phone"}),
        null
    );
    await typeCustomer();
    await clickSave();

    await giveReason("Another company");
    expect(".o_error_dialog").toHaveText(/No such phone/);
    await contains(".o_error_dialog footer button").click();
    await clickSave();

    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([
        {name: "Harbour"},
        {name: "Harbour", duplicate_reason: "Another company"},
        {name: "Harbour"},
    ]);
});

test("another error of the first attempt opens no dialogue of ours", async () => {
    expect.errors(1);
    answerSaves("res.partner", makeServerError({message: "No such phone"}));
    await typeCustomer();

    await clickSave();
    await animationFrame();

    expect(DIALOG).toHaveCount(0);
    expect(".o_error_dialog").toHaveText(/No such phone/);
    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([{name: "Harbour"}]);
});

test("another model only tells of it", async () => {
    expect.errors(1);
    onRpc("deal", "web_save", () => {
        throw stop();
    });
    await mountView({
        resModel: "deal",
        resId: 1,
        type: "form",
        arch: `<form><field name="name"/></form>`,
    });
    await fieldInput("name").edit("Dock");

    await clickSave();
    await animationFrame();

    expect(DIALOG).toHaveText(/create it in the form of customers/);
    expect(".o_duplicate_save").toHaveCount(0);
    expect.verifyErrors(["RPC_ERROR"]);
});

test.tags("desktop");
test("who leaves the form is asked by the same dialogue", async () => {
    answerSaves("res.partner", stop(), null);
    await typeCustomer({resIds: [ID, serverState.publicPartnerId]});

    await pagerNext();
    expect(".o_form_error_dialog, .o_error_dialog").toHaveCount(0);
    await giveReason("Another company");

    expect(NAME).not.toHaveValue("Harbour");
    expect.verifySteps([
        {name: "Harbour"},
        {name: "Harbour", duplicate_reason: "Another company"},
    ]);
});

test.tags("desktop");
test("who leaves the form and goes back stays in it", async () => {
    answerSaves("res.partner", stop());
    await typeCustomer({resIds: [ID, serverState.publicPartnerId]});

    await pagerNext();
    await contains(".o_duplicate_back").click();

    expect(NAME).toHaveValue("Harbour");
    expect.verifySteps([{name: "Harbour"}]);
});

test.tags("desktop");
test("a line of a list keeps what was typed, and is saved with a reason", async () => {
    answerSaves("res.partner", stop(), stop(), null);
    await mountView({
        resModel: "res.partner",
        type: "list",
        arch: `<list editable="top"><field name="name"/></list>`,
        domain: [["id", "=", ID]],
    });
    await contains(".o_data_cell[name=name]").click();
    await contains(".o_selected_row .o_data_cell input").edit("Harbour", {
        confirm: false,
    });

    await contains(".o_list_button_save").click();
    await contains(".o_duplicate_back").click();
    expect(".o_selected_row .o_data_cell input").toHaveValue("Harbour");
    await contains(".o_list_button_save").click();
    await giveReason("Another company");

    expect(".o_selected_row").toHaveCount(0);
    expect(".o_data_cell").toHaveText("Harbour");
    expect.verifySteps([
        {name: "Harbour"},
        {name: "Harbour"},
        {name: "Harbour", duplicate_reason: "Another company"},
    ]);
});

test.tags("desktop");
test("a refused card is saved with its change when a reason is given", async () => {
    answerSaves("res.partner", stop(), null);
    await mountView({
        resModel: "res.partner",
        type: "kanban",
        arch: `
            <kanban>
                <templates>
                    <t t-name="card">
                        <field name="name"/>
                        <field name="is_company" widget="boolean_favorite"/>
                    </t>
                </templates>
            </kanban>`,
        domain: [["id", "=", ID]],
    });

    await contains(".o_favorite a").click();
    await giveReason("Another company");

    expect.verifySteps([
        {is_company: true},
        {is_company: true, duplicate_reason: "Another company"},
    ]);
});
