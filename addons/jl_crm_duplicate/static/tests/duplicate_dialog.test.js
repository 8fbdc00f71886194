import {animationFrame, expect, test} from "@odoo/hoot";
import {
    contains,
    getService,
    makeMockEnv,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {DuplicateDialog} from "@jl_crm_duplicate/duplicate_dialog/duplicate_dialog";
import {HIT, defineDuplicateModels, makeDuplicateError} from "./duplicate_test_helpers";

defineDuplicateModels();

async function openDialog(context, props = {}) {
    await makeMockEnv();
    await mountWithCleanup(MainComponentsContainer);
    const {data} = makeDuplicateError(context);
    getService("dialog").add(
        DuplicateDialog,
        {data, ...props},
        {onClose: () => expect.step("closed")}
    );
    await animationFrame();
}

const onSave = (reason) => expect.step(`save: ${reason}`);

test("who may not go on is told whom to ask", async () => {
    await openDialog({}, {onSave});

    expect(".modal-title").toHaveText("This customer is already in the system");
    expect(".o_duplicate_hit").toHaveText(/Harbour Pumps/);
    expect(".o_duplicate_dialog p").toHaveText(/ask its responsible person for access/);
    expect(".o_duplicate_save, textarea").toHaveCount(0);

    await contains(".o_duplicate_back").click();

    expect(".o_duplicate_dialog").toHaveCount(0);
    expect.verifySteps(["closed"]);
});

test("a duplicate that is likely only is said so", async () => {
    const hits = [{...HIT, verdict: "likely"}];
    await openDialog({duplicates: [{name: "Harbour Pump", row: false, hits}]});

    expect(".modal-title").toHaveText("This customer may already be in the system");
    expect(".o_duplicate_dialog .alert").toHaveClass("alert-warning");
});

test("a reason is asked for, and blanks are none", async () => {
    await openDialog({may_go_on: true}, {onSave});
    expect(".o_duplicate_save").not.toBeEnabled();

    await contains(".o_duplicate_dialog textarea").edit("   ", {confirm: false});
    expect(".o_duplicate_save").not.toBeEnabled();

    await contains(".o_duplicate_dialog textarea").edit("  Another one ", {
        confirm: false,
    });
    await contains(".o_duplicate_save").click();

    expect(".o_duplicate_dialog").toHaveCount(0);
    expect.verifySteps(["save: Another one", "closed"]);
});

test("where nothing can be saved again, the form of customers is named", async () => {
    await openDialog({may_go_on: true});

    expect(".o_duplicate_dialog p").toHaveText(/create it in the form of customers/);
    expect(".o_duplicate_save, textarea").toHaveCount(0);
});

test("several customers of a file are told with their rows", async () => {
    const duplicates = [
        {name: "Harbour Pump", row: 3, hits: [HIT]},
        {name: "River Valve", row: 5, hits: [{...HIT, display_name: "River Valves"}]},
    ];
    await openDialog({duplicates});

    expect(".o_duplicate_dialog .mb-1:first").toHaveText(/Row 3: Harbour Pump/);
    expect(".o_duplicate_dialog .mb-1:last").toHaveText(/Row 5: River Valve/);
    expect(".o_duplicate_hit").toHaveCount(2);
});
