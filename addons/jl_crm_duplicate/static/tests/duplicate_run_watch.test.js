import {advanceTime, animationFrame, expect, test} from "@odoo/hoot";
import {
    MockServer,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineDuplicateModels} from "./duplicate_test_helpers";

class Run extends models.Model {
    progress = fields.Integer();
    state = fields.Selection({
        selection: [
            ["waiting", "Waiting"],
            ["running", "Running"],
            ["done", "Done"],
        ],
    });

    _records = [
        {id: 1, progress: 10, state: "running"},
        {id: 2, progress: 100, state: "done"},
    ];
}

defineDuplicateModels();
defineModels([Run]);

async function mountRun(resId) {
    onRpc("run", "web_read", () => expect.step("read"));
    const view = await mountView({
        resModel: "run",
        resId,
        type: "form",
        arch: `
            <form>
                <widget name="duplicate_run_watch"/>
                <field name="state"/>
                <field name="progress"/>
            </form>`,
    });
    expect.verifySteps(["read"]);
    return view;
}

async function wait() {
    await advanceTime(2000);
    await animationFrame();
}

test("a run at work is read again until it is done", async () => {
    await mountRun(1);

    MockServer.env.run.write(1, {progress: 60});
    await wait();
    expect.verifySteps(["read"]);
    expect(".o_field_widget[name=progress] input").toHaveValue("60");

    MockServer.env.run.write(1, {progress: 100, state: "done"});
    await wait();
    expect.verifySteps(["read"]);

    await wait();
    expect.verifySteps([]);
});

test("a run that is done is left alone", async () => {
    await mountRun(2);

    await wait();

    expect.verifySteps([]);
});

test("a run that is left is read no more", async () => {
    const view = await mountRun(1);

    view.__owl__.app.destroy();
    await wait();

    expect.verifySteps([]);
});
