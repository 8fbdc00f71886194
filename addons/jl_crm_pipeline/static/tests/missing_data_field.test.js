import {animationFrame, expect, queryAllTexts, runAllTimers, test} from "@odoo/hoot";
import {
    clickSave,
    contains,
    defineModels,
    fieldInput,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

const PHONE = {kind: "field", name: "phone", label: "Phone"};
const CITY = {kind: "field", name: "city", label: "City"};
const CONTACT = {kind: "contact", name: "", label: "Contact"};

class Customer extends models.Model {
    city = fields.Char();
    customer_status = fields.Selection({selection: [["potential", "Potential"]]});
    is_company = fields.Boolean({default: true});
    missing = fields.Json();
    name = fields.Char();
    percent = fields.Integer();
    phone = fields.Char();

    _records = [
        {id: 1, missing: [PHONE, CONTACT], name: "Harbour Pumps", percent: 40},
        {id: 2, missing: [CITY], name: "River Valves", percent: 80},
        {id: 3, missing: [], name: "Dock Cranes", percent: 100},
        {id: 4, missing: [{...PHONE, name: "fax", label: "Fax"}], percent: 90},
    ];
}

defineMailModels();
defineModels([Customer]);

const ARCH = `
    <form>
        <field name="missing" widget="missing_data" options="{'percent_field': 'percent'}"/>
        <field name="percent" invisible="1"/>
        <field name="is_company" invisible="1"/>
        <field name="customer_status" invisible="1"/>
        <field name="name"/>
        <notebook>
            <page string="Numbers" name="numbers"><field name="phone"/></page>
            <page string="Place" name="place"><field name="city"/></page>
        </notebook>
    </form>`;
const PILL = ".o_missing_data button";

function getView(options) {
    return {resModel: "customer", type: "form", arch: ARCH, ...options};
}

/** What is opened, and closed at once by the user. */
function listen() {
    onRpc("customer", "action_add_contact", ({args}) => {
        expect.step(`ask for ${args[0]}`);
        return {type: "ir.actions.act_window", res_model: "res.partner"};
    });
    mockService("action", {
        async doAction(action, {onClose}) {
            expect.step(`open ${action.res_model}`);
            await onClose();
        },
    });
}

test("what is missing is listed with the share that is there", async () => {
    await mountView(getView({resId: 1}));

    expect(queryAllTexts(PILL)).toEqual(["Phone", "Contact"]);
    expect(".o_missing_data").toHaveText(/40 % · Missing:/);
    expect(".progress-bar").toHaveClass("bg-danger");
    expect(".progress-bar").toHaveAttribute("style", /width: 40%/);
});

test("more than half of it is no alarm", async () => {
    await mountView(getView({resId: 2}));

    expect(".progress-bar").toHaveClass("bg-warning");
});

test("a whole record, and one that is new, show nothing", async () => {
    await mountView(getView({resId: 3}));
    expect(`${PILL}, .progress`).toHaveCount(0);
});

test("a click leads to the field", async () => {
    await mountView(getView({resId: 1}));

    await contains(`${PILL}[data-name=phone]`).click();
    await animationFrame();

    expect(".o_field_widget[name=phone] input").toBeFocused();
});

test("a field on another page is looked for there", async () => {
    await mountView(getView({resId: 2}));
    expect(".o_field_widget[name=city]").toHaveCount(0);

    await contains(`${PILL}[data-name=city]`).click();
    await animationFrame();
    await runAllTimers();
    await animationFrame();
    await runAllTimers();

    expect(".o_field_widget[name=city] input").toBeFocused();
});

test("a field that the form does not show is told", async () => {
    mockService("notification", {add: (message) => expect.step(message)});
    await mountView(getView({resId: 4}));

    await contains(`${PILL}[data-name=fax]`).click();
    for (let tab = 0; tab < 3; tab++) {
        await animationFrame();
        await runAllTimers();
    }

    expect.verifySteps(["This form does not show Fax."]);
});

test("a contact is added in a dialogue, and the record read anew", async () => {
    listen();
    await mountView(getView({resId: 1}));
    onRpc("customer", "web_read", () => expect.step("read"));

    await contains(`${PILL}[data-name=contact]`).click();
    await animationFrame();

    expect.verifySteps(["ask for 1", "open res.partner", "read"]);
});

test("what was typed is saved before a contact is added", async () => {
    listen();
    onRpc("customer", "web_save", ({args}) => expect.step(args[1]));
    await mountView(getView({resId: 1}));
    await fieldInput("name").edit("Harbour Pumps Co");

    await contains(`${PILL}[data-name=contact]`).click();
    await animationFrame();

    expect(".o_field_widget[name=name] input").toHaveValue("Harbour Pumps Co");
    expect.verifySteps([{name: "Harbour Pumps Co"}, "ask for 1", "open res.partner"]);
});

test("a company that was just entered is left alone", async () => {
    listen();
    const context = {
        default_customer_status: "potential",
        default_missing: [PHONE, CONTACT],
    };
    await mountView(getView({context}));
    await fieldInput("name").edit("New Pumps");
    expect(PILL).toHaveCount(0);

    await clickSave();
    await animationFrame();

    expect.verifySteps([]);
});
