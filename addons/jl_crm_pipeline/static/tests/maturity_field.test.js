import {expect, queryAllTexts, test} from "@odoo/hoot";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Customer extends models.Model {
    maturity = fields.Selection({
        selection: [
            ["a", "A Ordered"],
            ["b_plus", "B+ Nearly sure"],
            ["f", "F Not now"],
        ],
    });
    name = fields.Char();

    _records = [
        {id: 1, maturity: "b_plus", name: "Harbour Pumps"},
        {id: 2, maturity: false, name: "River Valves"},
    ];
}

defineMailModels();
defineModels([Customer]);

const PILL = ".o_maturity_pills button";

async function mountCustomers(type, attributes = "", options = {}) {
    onRpc("customer", "web_save", ({args}) => expect.step(args));
    const field = `<field name="maturity" widget="maturity" ${attributes}/>`;
    await mountView({
        resModel: "customer",
        type,
        arch: `<${type}><field name="name"/>${field}</${type}>`,
        ...options,
    });
}

test("a form shows the letters, and what the current one means", async () => {
    await mountCustomers("form", "", {resId: 1});

    expect(queryAllTexts(PILL)).toEqual(["A", "B+", "F"]);
    expect(`${PILL}[aria-checked=true]`).toHaveText("B+");
    expect(`${PILL}[aria-checked=true]`).toHaveClass("text-bg-primary");
    expect(".o_maturity_meaning").toHaveText("Nearly sure");
});

test("one click on another letter saves it", async () => {
    await mountCustomers("form", "", {resId: 1});

    await contains(`${PILL}[data-value=a]`).click();

    expect(`${PILL}[aria-checked=true]`).toHaveText("A");
    expect(".o_maturity_meaning").toHaveText("Ordered");
    expect.verifySteps([[[1], {maturity: "a"}]]);
});

test("a click on the current letter asks nothing of the server", async () => {
    await mountCustomers("form", "", {resId: 1});

    await contains(`${PILL}[data-value=b_plus]`).click();

    expect.verifySteps([]);
});

test("where it is saved with the rest, a click only marks it", async () => {
    await mountCustomers("form", `options="{'save': false}"`, {resId: 2});

    await contains(`${PILL}[data-value=f]`).click();
    expect(`${PILL}[aria-checked=true]`).toHaveText("F");
    expect.verifySteps([]);
    await clickSave();

    expect.verifySteps([[[2], {maturity: "f"}]]);
});

test("who may only read sees the letter", async () => {
    await mountCustomers("form", `readonly="1"`, {resId: 1});

    expect(".o_field_widget[name=maturity] .badge").toHaveText("B+");
    expect(`${PILL}, .o_maturity_toggle`).toHaveCount(0);
});

test("a list offers the letters in a menu and saves at once", async () => {
    await mountCustomers("list");
    expect(queryAllTexts(".o_maturity_toggle")).toEqual(["B+", "–"]);

    await contains(".o_maturity_toggle:last").click();
    expect(".o_maturity_menu .selected").toHaveCount(0);
    await contains(".o_maturity_menu [data-value=a]").click();

    expect(queryAllTexts(".o_maturity_toggle")).toEqual(["B+", "A"]);
    expect.verifySteps([[[2], {maturity: "a"}]]);
});
