import {after, animationFrame, before, expect, test} from "@odoo/hoot";
import {
    clickSave,
    contains,
    defineModels,
    fieldInput,
    fields,
    makeServerError,
    models,
    mountView,
    pagerNext,
} from "@web/../tests/web_test_helpers";
import {answerSaves} from "./retry_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {refusals} from "@jl_crm_base/retry/refusals";

class Order extends models.Model {
    approval = fields.Char();
    is_urgent = fields.Boolean();
    name = fields.Char();
    reason = fields.Char();

    _records = [
        {id: 1, name: "Pump"},
        {id: 2, name: "Valve"},
    ];
}

class Invoice extends models.Model {
    name = fields.Char();

    _records = [{id: 1, name: "Pump"}];
}

defineMailModels();
defineModels([Order, Invoice]);

const LIMIT = "test.LimitError";
const PRICE = "test.PriceError";
const NAME = ".o_field_widget[name=name] input";

const limit = () => makeServerError({errorName: LIMIT, message: "Over the limit"});
const price = () => makeServerError({errorName: PRICE, message: "Below the price"});
const other = () => makeServerError({message: "No such unit"});

let replies = {};

/** Answers as the test says; nothing said is as if the user gives up. */
function makeAsk(field, name) {
    return async (record, error, retry) => {
        expect.step(`asked: ${name}`);
        let outcome = {saved: false, error};
        while (outcome.error && replies[field]?.length) {
            outcome = await retry({[field]: replies[field].shift()});
        }
        return outcome.saved;
    };
}

before(() => {
    replies = {};
    refusals.add(LIMIT, {resModels: ["order"], ask: makeAsk("reason", "limit")});
    refusals.add(PRICE, {resModels: ["order"], ask: makeAsk("approval", "price")});
    after(() => {
        refusals.remove(LIMIT);
        refusals.remove(PRICE);
    });
});

async function typeName(resModel = "order", options = {}) {
    await mountView({
        resModel,
        resId: 1,
        type: "form",
        arch: `<form><field name="name"/></form>`,
        ...options,
    });
    await fieldInput("name").edit("Dock");
}

async function mountCard() {
    await mountView({
        resModel: "order",
        type: "kanban",
        arch: `
            <kanban>
                <templates>
                    <t t-name="card">
                        <field name="name"/>
                        <field name="is_urgent" widget="boolean_favorite"/>
                    </t>
                </templates>
            </kanban>`,
        domain: [["id", "=", 1]],
    });
}

test("nobody is asked where the server saves", async () => {
    answerSaves("order", null);
    await typeName();

    await clickSave();

    expect.verifySteps([{name: "Dock"}]);
});

test("the answer goes with the next attempt, and with no other", async () => {
    replies.reason = ["Old friend"];
    answerSaves("order", limit(), null, null);
    await typeName();
    await clickSave();

    await fieldInput("name").edit("Quay");
    await clickSave();

    expect.verifySteps([
        {name: "Dock"},
        "asked: limit",
        {name: "Dock", reason: "Old friend"},
        {name: "Quay"},
    ]);
});

test("who gives no answer has saved nothing and lost nothing", async () => {
    answerSaves("order", limit());
    await typeName();

    await clickSave();

    expect(NAME).toHaveValue("Dock");
    expect(".o_form_button_save").toBeVisible();
    expect.verifySteps([{name: "Dock"}, "asked: limit"]);
});

test("the same refusal comes back to who asks, with the last answer alone", async () => {
    replies.reason = ["Old friend", "New friend"];
    answerSaves("order", limit(), limit(), null);
    await typeName();

    await clickSave();

    expect.verifySteps([
        {name: "Dock"},
        "asked: limit",
        {name: "Dock", reason: "Old friend"},
        {name: "Dock", reason: "New friend"},
    ]);
});

test("two refusals of two kinds are both answered", async () => {
    replies = {reason: ["Old friend"], approval: ["The director"]};
    answerSaves("order", limit(), price(), null);
    await typeName();

    await clickSave();

    expect(".o_form_saved").toHaveCount(1);
    expect.verifySteps([
        {name: "Dock"},
        "asked: limit",
        {name: "Dock", reason: "Old friend"},
        "asked: price",
        {name: "Dock", reason: "Old friend", approval: "The director"},
    ]);
});

test("the second refusal may be given up too", async () => {
    replies.reason = ["Old friend"];
    answerSaves("order", limit(), price());
    await typeName();

    await clickSave();

    expect(NAME).toHaveValue("Dock");
    expect.verifySteps([
        {name: "Dock"},
        "asked: limit",
        {name: "Dock", reason: "Old friend"},
        "asked: price",
    ]);
});

test("another error of the second attempt is raised", async () => {
    expect.errors(1);
    replies.reason = ["Old friend"];
    answerSaves("order", limit(), other(), null);
    await typeName();

    await clickSave();
    await animationFrame();
    expect(".o_error_dialog").toHaveText(/No such unit/);
    await contains(".o_error_dialog footer button").click();
    await clickSave();

    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([
        {name: "Dock"},
        "asked: limit",
        {name: "Dock", reason: "Old friend"},
        {name: "Dock"},
    ]);
});

test("another model is only told of a refusal", async () => {
    expect.errors(1);
    answerSaves("invoice", limit());
    await typeName("invoice");

    await clickSave();
    await animationFrame();

    expect(".o_error_dialog").toHaveCount(1);
    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([{name: "Dock"}]);
});

test.tags("desktop");
test("who leaves with another error is asked by Odoo", async () => {
    answerSaves("order", other());
    await typeName("order", {resIds: [1, 2]});

    await pagerNext();
    expect(".o_error_dialog, .modal").toHaveText(/No such unit/);
    await contains(".modal button:contains(Discard)").click();

    expect(NAME).toHaveValue("Pump");
    expect.verifySteps([{name: "Dock"}]);
});

test.tags("desktop");
test("an answer is not lost when Odoo saves anew by itself", async () => {
    const company = makeServerError({
        type: "AccessError",
        context: {suggested_company: {id: 5, display_name: "Export"}},
    });
    replies.reason = ["Old friend"];
    answerSaves("order", limit(), company, null);
    await typeName();

    await clickSave();

    expect(".o_form_saved").toHaveCount(1);
    expect.verifySteps([
        {name: "Dock"},
        "asked: limit",
        {name: "Dock", reason: "Old friend"},
        {name: "Dock", reason: "Old friend"},
    ]);
});

test.tags("desktop");
test("a card is saved with its change", async () => {
    replies.reason = ["Old friend"];
    answerSaves("order", limit(), null);
    await mountCard();

    await contains(".o_favorite a").click();

    expect(".o_favorite .fa-star").toHaveCount(1);
    expect.verifySteps([
        {is_urgent: true},
        "asked: limit",
        {is_urgent: true, reason: "Old friend"},
    ]);
});

test.tags("desktop");
test("a card that is given up shows what the server has", async () => {
    answerSaves("order", limit());
    await mountCard();

    await contains(".o_favorite a").click();

    expect(".o_favorite .fa-star").toHaveCount(0);
    expect.verifySteps([{is_urgent: true}, "asked: limit"]);
});

test.tags("desktop");
test("a card whose second attempt fails shows what the server has", async () => {
    expect.errors(1);
    replies.reason = ["Old friend"];
    answerSaves("order", limit(), other());
    await mountCard();

    await contains(".o_favorite a").click();
    await animationFrame();

    expect(".o_favorite .fa-star").toHaveCount(0);
    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([
        {is_urgent: true},
        "asked: limit",
        {is_urgent: true, reason: "Old friend"},
    ]);
});
