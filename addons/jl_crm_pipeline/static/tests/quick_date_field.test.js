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
import {mockDate} from "@odoo/hoot-mock";

class Visit extends models.Model {
    next_date = fields.Date();

    _records = [{id: 1, next_date: false}];
}

defineMailModels();
defineModels([Visit]);

function mountForm() {
    onRpc("visit", "web_save", ({args}) => expect.step(args[1]));
    return mountView({
        resModel: "visit",
        resId: 1,
        type: "form",
        arch: '<form><field name="next_date" widget="quick_date"/></form>',
    });
}

async function choose(name) {
    await contains(`[data-choice=${name}]`).click();
    await contains(".o_form_button_save").click();
}

test("the days that people mean are one tap away", async () => {
    // a Thursday: three days on is a Sunday, so the Monday after
    mockDate("2026-12-03 10:00:00");
    await mountForm();

    await choose("tomorrow");
    await choose("monday");

    expect.verifySteps([{next_date: "2026-12-04"}, {next_date: "2026-12-07"}]);
    expect("[data-choice=soon]").toHaveAttribute("aria-pressed", "true");
});

test("a second tap takes the day away", async () => {
    mockDate("2026-11-30 10:00:00");
    await mountForm();

    await choose("soon");
    await choose("soon");

    expect.verifySteps([{next_date: "2026-12-03"}, {next_date: false}]);
});
