import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Customer extends models.Model {
    is_transacting = fields.Boolean();
    name = fields.Char();

    _records = [
        {id: 1, is_transacting: true, name: "Harbour Pumps"},
        {id: 2, is_transacting: false, name: "River Valves"},
    ];
}

defineMailModels();
defineModels([Customer]);

const BADGE = ".o_field_widget[name=is_transacting] .badge";

test("a list says yes or no", async () => {
    await mountView({
        resModel: "customer",
        type: "list",
        arch: `<list><field name="is_transacting" widget="yes_no"/></list>`,
    });

    expect(BADGE).toHaveCount(2);
    expect(`${BADGE}:first`).toHaveText("Yes");
    expect(`${BADGE}:first`).toHaveClass("text-bg-success");
    expect(`${BADGE}:last`).toHaveText("No");
    expect(`${BADGE}:last`).not.toHaveClass("text-bg-success");
});

test("nobody edits it in a form", async () => {
    await mountView({
        resModel: "customer",
        resId: 2,
        type: "form",
        arch: `<form><field name="is_transacting" widget="yes_no"/></form>`,
    });

    await contains(BADGE).click();

    expect(BADGE).toHaveText("No");
    expect(".o_field_widget[name=is_transacting] input").toHaveCount(0);
});
