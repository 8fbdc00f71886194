import {expect, queryAllTexts, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";
import {defineDuplicateModels} from "./duplicate_test_helpers";

// customers that the mock server has
const {partnerId: FIRST, publicPartnerId: SECOND} = serverState;
const COMPARISON = {
    members: [
        {id: FIRST, name: "Harbour Pumps", is_survivor: true},
        {id: SECOND, name: "Harbour Pump Co", is_survivor: false},
    ],
    rows: [
        {
            unit: "name",
            label: "Name",
            texts: ["Harbour Pumps", "Harbour Pump Co"],
            taken: 0,
        },
        {unit: "phone", label: "Phone", texts: ["", "0760 88123456"], taken: 1},
    ],
};

class Merge extends models.Model {
    choices = fields.Json();
    comparison = fields.Json();
    state = fields.Selection({
        selection: [
            ["draft", "Draft"],
            ["done", "Done"],
        ],
    });
    survivor_id = fields.Many2one({relation: "res.partner"});

    _records = [
        {id: 1, comparison: COMPARISON, state: "draft"},
        {id: 2, comparison: COMPARISON, state: "done", choices: {name: SECOND}},
        {id: 3, comparison: {...COMPARISON, rows: []}, state: "draft"},
        {id: 4, comparison: false, state: "draft"},
    ];
}

defineDuplicateModels();
defineModels([Merge]);

const TAKEN = ".o_merge_choices td.table-success";

async function mountMerge(resId) {
    onRpc("merge", "web_save", ({args}) => expect.step(args[1]));
    await mountView({
        resModel: "merge",
        resId,
        type: "form",
        arch: `
            <form>
                <field name="choices" invisible="1"/>
                <field name="survivor_id" invisible="1"/>
                <field name="comparison" widget="merge_choices"/>
            </form>`,
    });
}

const save = () => contains(".o_form_button_save").click();

test("what the server proposes is taken, an empty value is said so", async () => {
    await mountMerge(1);

    expect(queryAllTexts(TAKEN)).toEqual(["Harbour Pumps", "0760 88123456"]);
    expect(".o_merge_member:first .badge").toHaveText("Remains");
    expect("tr[data-unit=phone] td:eq(0)").toHaveText("empty");
});

test("one value is chosen, the others stay as they are", async () => {
    await mountMerge(1);

    await contains("tr[data-unit=name] td:eq(1) input").click();
    expect(queryAllTexts(TAKEN)).toEqual(["Harbour Pump Co", "0760 88123456"]);

    await contains("tr[data-unit=phone] td:eq(0) input").click();
    await save();

    expect.verifySteps([{choices: {name: SECOND, phone: FIRST}}]);
});

test("all values of one customer are taken at once", async () => {
    await mountMerge(1);

    await contains(".o_merge_member:last button:contains(Take all)").click();
    await save();

    expect.verifySteps([{choices: {name: SECOND, phone: SECOND}}]);
});

test("another customer can be the one that remains", async () => {
    await mountMerge(1);
    expect(".o_merge_member:first button:contains(Keep this one)").toHaveCount(0);

    await contains(".o_merge_member:last button:contains(Keep this one)").click();
    await save();

    expect.verifySteps([{survivor_id: SECOND}]);
});

test("a merge that is done shows what was chosen and changes no more", async () => {
    await mountMerge(2);

    expect(queryAllTexts(TAKEN)).toEqual(["Harbour Pump Co", "0760 88123456"]);
    expect(".o_merge_choices input:enabled").toHaveCount(0);
    expect(".o_merge_choices button").toHaveCount(0);
});

test("customers without a difference are said so", async () => {
    await mountMerge(3);

    expect(".o_merge_choices tbody").toHaveText("All values are the same.");
    expect(".o_merge_member button:contains(Take all)").toHaveCount(0);
});

test("a merge of nobody yet is an empty table", async () => {
    await mountMerge(4);

    expect(".o_merge_choices tbody tr, .o_merge_member").toHaveCount(0);
});
