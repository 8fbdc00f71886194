import {animationFrame, describe, expect, runAllTimers, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    makeServerError,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineDuplicateModels, makeDuplicateError} from "./duplicate_test_helpers";

describe.current.tags("desktop");

class Deal extends models.Model {
    partner_id = fields.Many2one({relation: "res.partner"});

    _records = [{id: 1}];
}

defineDuplicateModels();
defineModels([Deal]);

/** Type a customer's name in a deal, and create it by its name alone. */
async function quickCreate(error) {
    onRpc("res.partner", "name_create", () => {
        throw error;
    });
    await mountView({
        resModel: "deal",
        resId: 1,
        type: "form",
        arch: `<form><field name="partner_id"/></form>`,
    });
    await contains("[name=partner_id] input").edit("Harbour", {confirm: false});
    await runAllTimers();
    await contains(".o_m2o_dropdown_option_create").click();
    await animationFrame();
}

test("a name that is refused in another form is not lost", async () => {
    await quickCreate(makeDuplicateError());

    expect(".modal .o_form_view .o_field_widget[name=name] input").toHaveValue(
        "Harbour"
    );
});

test("a name that fails otherwise is told of as ever", async () => {
    expect.errors(1);

    await quickCreate(makeServerError({message: "No such language"}));

    expect(".modal .o_form_view").toHaveCount(0);
    expect(".o_error_dialog").toHaveCount(1);
    expect.verifyErrors(["RPC_ERROR"]);
});
