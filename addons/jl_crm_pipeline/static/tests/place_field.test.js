import {expect, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Visit extends models.Model {
    place = fields.Json();

    _records = [{id: 1, place: false}];
}

defineMailModels();
defineModels([Visit]);

function mountForm() {
    onRpc("visit", "web_save", ({args}) => expect.step(args[1]));
    return mountView({
        resModel: "visit",
        resId: 1,
        type: "form",
        arch: '<form><field name="place" widget="place"/></form>',
    });
}

function answer(locate) {
    patchWithCleanup(navigator.geolocation, {getCurrentPosition: locate});
}

test("one tap notes where the phone is", async () => {
    answer((resolve) =>
        resolve({coords: {latitude: 22.27, longitude: 113.57, accuracy: 12.4}})
    );
    await mountForm();

    await contains(".o_place button").click();
    await contains(".o_form_button_save").click();

    expect.verifySteps([{place: {latitude: 22.27, longitude: 113.57, accuracy: 12.4}}]);
    expect(".o_place a").toHaveText("22.27000, 113.57000");
    expect(".o_place span").toHaveText("to 12 m");
});

test("where the browser does not tell, the user is told what to do", async () => {
    answer((resolve, reject) => reject(new Error("denied")));
    await mountForm();

    await contains(".o_place button").click();

    expect(".o_notification:contains(settings of the browser)").toHaveCount(1);
    expect(".o_place a").toHaveCount(0);
});
