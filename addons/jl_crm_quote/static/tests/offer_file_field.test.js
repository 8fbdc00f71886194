import {animationFrame, expect, runAllTimers, setInputFiles, test} from "@odoo/hoot";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Offer extends models.Model {
    file = fields.Binary();
    file_name = fields.Char();

    _records = [{id: 1}];
}

defineMailModels();
defineModels([Offer]);

const MEGABYTE = 1024 * 1024;

/** A file that only says how large it is. */
function makeFile(size, content = "offer") {
    const file = new File([content], "offer.xlsx");
    Object.defineProperty(file, "size", {value: size});
    return file;
}

async function upload(file) {
    mockService("notification", {
        add: (message, {type}) => expect.step(`${type}: ${message}`),
    });
    onRpc("offer", "web_save", ({args}) => expect.step(args[1]));
    await mountView({
        resModel: "offer",
        resId: 1,
        type: "form",
        arch: `
            <form>
                <field name="file" widget="jl_crm_offer_file" filename="file_name"/>
                <field name="file_name" invisible="1"/>
            </form>`,
    });
    await contains("[name=file] .o_select_file_button").click();
    await setInputFiles([file]);
    await animationFrame();
    await runAllTimers();
}

test("a file as large as the server reads is taken with its name", async () => {
    await upload(makeFile(20 * MEGABYTE));
    await animationFrame();

    await clickSave();

    expect.verifySteps([{file: btoa("offer"), file_name: "offer.xlsx"}]);
});

test("a larger one is not even sent, and it is said what to do", async () => {
    await upload(makeFile(20 * MEGABYTE + 1));

    expect("[name=file] .o_select_file_button").toHaveCount(1);
    expect.verifySteps([
        "danger: The file is larger than 20 MB. Take out pictures and sheets that are not needed, and save it again.",
    ]);
});
