import {animationFrame, expect, queryAllTexts, test} from "@odoo/hoot";
import {contains, onRpc} from "@web/../tests/web_test_helpers";
import {
    listen,
    makePage,
    openWorkplace,
} from "@jl_crm_base/../tests/workplace_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

defineMailModels();

const CALL = {
    id: 4,
    customer: "Harbour Pumps",
    about: "",
    what: "Ask for the drawing",
    icon: "fa-phone",
    date: "2026-11-29",
    step: "record",
    res_model: "res.partner",
    res_id: 9,
};
const SAMPLE = {
    ...CALL,
    id: 5,
    about: "Harbour-Hinge-Gate",
    what: "Send the sample",
    date: "2026-12-03",
    step: "done",
    res_model: "crm.lead",
};
const REVIEW = {...SAMPLE, id: 6, what: "Review", date: "2026-11-30", step: "open"};

function open(rows, ...more) {
    return openWorkplace(
        ...[rows, ...more].map((one) => makePage({}, {blocks: {plans: {rows: one}}}))
    );
}

test("plans are grouped by when they are due, late ones in red", async () => {
    await open([CALL, REVIEW, SAMPLE]);

    expect(queryAllTexts(".o_workplace_plans h3")).toEqual([
        "Overdue",
        "Today",
        "Next Days",
    ]);
    expect(queryAllTexts(".o_workplace_day")).toEqual([
        "Yesterday",
        "Today",
        "Thu 12-03",
    ]);
    expect(".o_workplace_plans_late .text-danger").toHaveCount(1);
    expect(queryAllTexts(".o_workplace_plan_record")).toEqual([
        "Record",
        "View",
        "Finish",
    ]);
    expect(".o_workplace_plans_later").toHaveText(/Harbour-Hinge-Gate/);
    expect.verifySteps(["read"]);
});

test("nothing planned says what to do", async () => {
    await open([]);

    expect(".o_workplace_plans_empty").toHaveText(/Press “Record a Contact”/);
    expect.verifySteps(["read"]);
});

test("a click records the call, and the list is read again", async () => {
    onRpc("mail.activity", "action_record_contact", ({args}) => {
        expect.step(`record ${args[0]}`);
        return {type: "ir.actions.act_window", target: "new"};
    });
    listen();
    await open([CALL], []);
    await contains(".o_workplace_plan_record").click();
    await animationFrame();

    expect(".o_workplace_plan").toHaveCount(0);
    expect.verifySteps(["read", "record 4", "ir.actions.act_window", "read"]);
});

test("a to-do is finished in its form, a decision is made in its document", async () => {
    listen();
    await open([SAMPLE, REVIEW]);
    await contains(".o_workplace_plans_later .o_workplace_plan_record").click();
    await animationFrame();
    expect.verifySteps(["read", "ir.actions.act_window", "read"]);

    await contains(".o_workplace_plans_today .o_workplace_plan_record").click();
    await contains(".o_workplace_plans_today .o_workplace_plan_open").click();

    // whatever is opened as a page comes back by the breadcrumb
    expect.verifySteps(["ir.actions.act_window", "ir.actions.act_window"]);
});
