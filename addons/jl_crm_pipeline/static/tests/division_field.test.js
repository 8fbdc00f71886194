import {animationFrame, expect, queryAllTexts, runAllTimers, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Customer extends models.Model {
    city = fields.Char();
    district = fields.Char();
    state_id = fields.Many2one({relation: "customer"});
}

defineMailModels();
defineModels([Customer]);

const ARCH = `
    <form>
        <field name="state_id"/>
        <field name="city" widget="division" options="{'level': 'city'}"/>
        <field name="district" widget="division" options="{'level': 'district'}"/>
    </form>`;
const ITEM = ".o-autocomplete--dropdown-item";

function answer() {
    onRpc("res.partner", "suggest_places", ({args}) => {
        expect.step(args[1] || "cities");
        return args[1] ? ["石岐街道", "小榄镇"] : ["中山市", "珠海市"];
    });
}

function mountForm() {
    return mountView({resModel: "customer", type: "form", arch: ARCH});
}

async function open(name) {
    await contains(`.o_field_widget[name=${name}] input`).click();
    await runAllTimers();
    await animationFrame();
}

test("a city is chosen from a list, then its district", async () => {
    answer();
    await mountForm();

    await open("city");
    expect(queryAllTexts(ITEM)).toEqual(["中山市", "珠海市"]);
    await contains(`${ITEM}:contains(中山)`).click();
    await open("district");

    expect(queryAllTexts(ITEM)).toEqual(["石岐街道", "小榄镇"]);
    expect(".o_field_widget[name=city] input").toHaveValue("中山市");
    expect.verifySteps(["cities", "中山市"]);
});

test("a district without a city asks nothing", async () => {
    answer();
    await mountForm();

    await open("district");

    expect(ITEM).toHaveCount(0);
    expect.verifySteps([]);
});

test("what stands in no table is typed", async () => {
    answer();
    await mountForm();

    await contains(".o_field_widget[name=city] input").edit("古镇");
    await animationFrame();

    expect(".o_field_widget[name=city] input").toHaveValue("古镇");
});
