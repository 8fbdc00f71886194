import {animationFrame, expect, test} from "@odoo/hoot";
import {
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    mountViewInDialog,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineDuplicateModels} from "./duplicate_test_helpers";

class Customer extends models.Model {
    merged_into_id = fields.Many2one({relation: "customer"});
    name = fields.Char();

    _records = [
        {id: 1, name: "Harbour Pumps"},
        {id: 2, name: "Harbour Pump Co", merged_into_id: 1},
    ];
}

defineDuplicateModels();
defineModels([Customer]);

const VIEW = {
    resModel: "customer",
    type: "form",
    arch: `<form><widget name="merged_redirect"/><field name="name"/></form>`,
};

function listen(survivor) {
    onRpc("res.partner", "get_merge_survivor", ({args}) => {
        expect.step(args[0]);
        return survivor;
    });
    mockService("action", {
        doAction({res_id, name}, {stackPosition}) {
            expect.step([res_id, name, stackPosition]);
        },
    });
    mockService("notification", {add: (message) => expect.step(message)});
}

test("whoever opens a merged customer is led to the one that remained", async () => {
    listen({id: 1, display_name: "Harbour Pumps"});

    await mountView({...VIEW, resId: 2});
    await animationFrame();

    expect.verifySteps([
        [2],
        "Harbour Pump Co was merged into this customer.",
        [1, "Harbour Pumps", "replaceCurrentAction"],
    ]);
});

test("a customer that was not merged stays", async () => {
    listen(false);

    await mountView({...VIEW, resId: 1});
    await animationFrame();

    expect.verifySteps([]);
});

test("who may not see the one that remained stays", async () => {
    listen(false);

    await mountView({...VIEW, resId: 2});
    await animationFrame();

    expect.verifySteps([[2]]);
});

test("who asks for the merged one sees it", async () => {
    listen({id: 1, display_name: "Harbour Pumps"});

    await mountView({...VIEW, resId: 2, context: {jl_show_merged: true}});
    await animationFrame();

    expect.verifySteps([]);
});

test("a dialogue does not send the page behind it away", async () => {
    listen({id: 1, display_name: "Harbour Pumps"});

    await mountViewInDialog({...VIEW, resId: 2});
    await animationFrame();

    expect.verifySteps([]);
});
