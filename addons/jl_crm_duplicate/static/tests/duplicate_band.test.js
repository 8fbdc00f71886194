import {Deferred, advanceTime, animationFrame, edit, expect, test} from "@odoo/hoot";
import {
    contains,
    fieldInput,
    mountView,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";
import {HIT, defineDuplicateModels} from "./duplicate_test_helpers";

defineDuplicateModels();

const FORM = `
    <form>
        <widget name="duplicate_band"/>
        <field name="name"/>
        <field name="phone"/>
        <field name="is_company"/>
        <field name="parent_id"/>
        <field name="function"/>
    </form>`;
const WEAK = {...HIT, partner_id: 8, verdict: "unlikely", display_name: "Harbour Inn"};

function mountForm(options) {
    return mountView({resModel: "res.partner", type: "form", arch: FORM, ...options});
}

/** The answers of the server, one after the other; what it is asked is a step. */
function answer(...answers) {
    onRpc("res.partner", "analyse_duplicates", ({args}) => {
        const {name, phone} = args[0];
        expect.step(phone ? `${name}, ${phone}` : name);
        return answers.shift();
    });
}

async function type(name, text) {
    await fieldInput(name).edit(text);
    await settle();
}

async function settle() {
    await animationFrame();
    await advanceTime(300);
    await animationFrame();
}

test("an empty form asks nothing", async () => {
    answer();
    await mountForm();
    await settle();

    await type("phone", "0760 88123456");

    expect.verifySteps([]);
    expect(".o_duplicate_band").toHaveCount(0);
});

test("who looks the same is shown while a customer is typed", async () => {
    answer([HIT], [HIT, {...HIT, partner_id: 9, verdict: "likely"}]);
    await mountForm();

    await type("name", "Harbour");

    expect(".o_duplicate_band").toHaveClass("alert-danger");
    expect(".o_duplicate_band .fw-bold:first").toHaveText("One similar customer");

    await type("phone", "0760 88123456");

    expect(".o_duplicate_band .fw-bold:first").toHaveText("2 similar customers");
    expect.verifySteps(["Harbour", "Harbour, 0760 88123456"]);
});

test("what is typed without a stop is asked for once", async () => {
    answer([]);
    await mountForm();

    await fieldInput("name").edit("Har");
    await animationFrame();
    await advanceTime(200);
    await fieldInput("name").edit("Harbour");
    await settle();

    expect.verifySteps(["Harbour"]);
    expect(".o_duplicate_band").toHaveCount(0);
});

test("a field that is not compared asks nothing", async () => {
    answer([]);
    await mountForm();
    await type("name", "Harbour");

    await type("function", "Buyer");

    expect.verifySteps(["Harbour"]);
});

test("a person of a company is no customer", async () => {
    answer([HIT]);
    await mountForm({context: {default_parent_id: serverState.partnerId}});

    await type("name", "Anna");

    expect.verifySteps([]);
});

test("an empty name takes the band away", async () => {
    answer([HIT]);
    await mountForm();
    await type("name", "Harbour");

    await type("name", "");

    expect(".o_duplicate_band").toHaveCount(0);
    expect.verifySteps(["Harbour"]);
});

test("an answer that comes late does not push out the newer one", async () => {
    const late = new Deferred();
    answer(late, [{...HIT, display_name: "Newer"}]);
    await mountForm();
    await type("name", "Harbour");
    await type("name", "Harbour Pumps");

    late.resolve([{...HIT, display_name: "Older"}]);
    await animationFrame();

    expect(".o_duplicate_hit").toHaveCount(1);
    expect(".o_duplicate_hit").toHaveText(/Newer/);
    expect.verifySteps(["Harbour", "Harbour Pumps"]);
});

test("what nobody calls similar is shown to those who ask for it", async () => {
    answer([{...HIT, verdict: "possible"}, WEAK]);
    await mountForm();
    await type("name", "Harbour");

    expect(".o_duplicate_band").toHaveClass("alert-warning");
    expect(".o_duplicate_hit").toHaveCount(1);
    expect(".o_duplicate_weak").toHaveText("1 less similar");

    await contains(".o_duplicate_weak").click();

    expect(".o_duplicate_hit").toHaveCount(2);
    expect(".o_duplicate_weak").toHaveCount(0);
    expect.verifySteps(["Harbour"]);
});

test("weak hits alone make no band", async () => {
    answer([WEAK]);
    await mountForm();

    await type("name", "Harbour");

    expect(".o_duplicate_band").toHaveCount(0);
    expect.verifySteps(["Harbour"]);
});

test("a saved customer tells the server which one it is", async () => {
    onRpc("res.partner", "analyse_duplicates", ({args}) => {
        expect.step([args[0].id, args[0].name]);
        return [];
    });
    const {partnerId, partnerName} = serverState;
    await mountForm({resId: partnerId});
    await settle();

    expect.verifySteps([[partnerId, partnerName]]);
});

test("a form that is left asks nothing any more", async () => {
    answer();
    const view = await mountForm();
    await fieldInput("name").edit("Harbour");
    await animationFrame();

    view.__owl__.app.destroy();
    await advanceTime(300);

    expect.verifySteps([]);
});

test("what is typed is looked at before the field is left", async () => {
    answer([HIT]);
    await mountForm();

    await fieldInput("name").click();
    await edit("Harbour", {confirm: false});
    await settle();

    expect(".o_field_widget[name=name] input").toBeFocused();
    expect(".o_duplicate_band").toHaveCount(1);
    expect.verifySteps(["Harbour"]);
});

test("a form may ask for a number under another name", async () => {
    answer([], [HIT]);
    const arch = FORM.replace(
        'name="duplicate_band"',
        `name="duplicate_band" options="{'names': {'phone': 'function'}}"`
    );
    await mountForm({arch});
    await type("name", "Harbour");

    await type("function", "13800138000");

    expect.verifySteps(["Harbour", "Harbour, 13800138000"]);
});
