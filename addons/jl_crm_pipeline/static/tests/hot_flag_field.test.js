import {expect, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Lead extends models.Model {
    is_hot = fields.Boolean();
    name = fields.Char();

    _records = [
        {id: 1, is_hot: true, name: "Pump Station"},
        {id: 2, is_hot: false, name: "Dock"},
    ];
}

defineMailModels();
defineModels([Lead]);

const FLAG = ".o_hot_flag";
const LABEL = `${FLAG} .text-bg-danger`;

async function mountList(attributes = "") {
    onRpc("lead", "web_save", ({args}) => expect.step(args));
    await mountView({
        resModel: "lead",
        type: "list",
        arch: `<list><field name="is_hot" widget="hot_flag" ${attributes}/></list>`,
    });
}

test("only what is hot has the red label", async () => {
    await mountList();

    expect(FLAG).toHaveCount(2);
    expect(LABEL).toHaveText("Hot");
    expect(`${FLAG}:first`).toHaveAttribute("aria-pressed", "true");
    expect(`${FLAG}:last`).toHaveAttribute("aria-pressed", "false");
    expect(`${FLAG}:last`).toHaveAttribute("aria-label", "Mark as hot");
});

test("one click puts it on, one takes it off, both are saved at once", async () => {
    await mountList();

    await contains(`${FLAG}:last`).click();
    expect(LABEL).toHaveCount(2);
    await contains(`${FLAG}:first`).click();

    expect(LABEL).toHaveCount(1);
    expect.verifySteps([
        [[2], {is_hot: true}],
        [[1], {is_hot: false}],
    ]);
});

test("who may only read changes nothing, and sees no empty flame", async () => {
    await mountList(`readonly="1"`);

    await contains(`${FLAG}:first`).click();

    expect(`${FLAG}:first`).toHaveClass("pe-none");
    expect(`${FLAG}:last .fa-fire`).toHaveCount(0);
    expect.verifySteps([]);
});
