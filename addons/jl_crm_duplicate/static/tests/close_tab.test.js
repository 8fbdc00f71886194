import {
    advanceTime,
    animationFrame,
    expect,
    mockSendBeacon,
    test,
    unload,
} from "@odoo/hoot";
import {
    clickCancel,
    fieldInput,
    mountView,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";
import {HIT, defineDuplicateModels} from "./duplicate_test_helpers";

defineDuplicateModels();

const BAND = `
    <form>
        <widget name="duplicate_band"/>
        <field name="name"/>
        <field name="is_company"/>
        <field name="parent_id"/>
    </form>`;

/** Type a customer, let the band answer, close the tab. */
async function closeTab(hits) {
    onRpc("res.partner", "analyse_duplicates", () => hits);
    mockSendBeacon(() => {
        expect.step("beacon");
        return true;
    });
    await mountView({
        resModel: "res.partner",
        resId: serverState.partnerId,
        type: "form",
        arch: BAND,
    });
    await fieldInput("name").edit("Harbour");
    await animationFrame();
    if (hits) {
        await advanceTime(300);
        await animationFrame();
    }
    const [event] = await unload();
    await animationFrame();
    return event;
}

test("a closed tab saves what is like nobody", async () => {
    const event = await closeTab([{...HIT, verdict: "possible"}]);

    expect(event.defaultPrevented).toBe(false);
    expect.verifySteps(["beacon"]);
});

test("a closed tab does not lose what might be refused", async () => {
    const event = await closeTab([{...HIT, verdict: "likely"}]);

    expect(event.defaultPrevented).toBe(true);
    expect(".o_notification").toHaveText(/it is not saved automatically/);
    await clickCancel();
});

test("a closed tab does not send what nobody has looked at yet", async () => {
    const event = await closeTab(null);

    expect(event.defaultPrevented).toBe(true);
    await clickCancel();
});
