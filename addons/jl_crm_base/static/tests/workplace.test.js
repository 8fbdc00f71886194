import {
    Deferred,
    advanceTime,
    animationFrame,
    expect,
    queryAllTexts,
    queryOne,
    test,
} from "@odoo/hoot";
import {contains, makeMockEnv} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {Component, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {sayDay} from "@jl_crm_base/workplace/day";
import {
    LATE,
    PEOPLE,
    WAITING,
    listen,
    makePage,
    openWorkplace,
} from "./workplace_test_helpers";

defineMailModels();

test("a number is red while there is something to do, and says what it counts", async () => {
    await openWorkplace(makePage());

    expect.verifySteps(["read"]);
    expect(queryAllTexts(".o_workplace h2")).toEqual(["My Work"]);
    expect(".o_workplace_number").toHaveText("3");
    expect(".o_workplace_number").toHaveClass("text-danger");
    expect("[data-figure=late]").toHaveAttribute("data-tooltip", LATE.definition);
});

test("zero says what that means, in no alarming colour", async () => {
    await openWorkplace(makePage({value: 0}));

    expect(".o_workplace_none").toHaveText("No order is late");
    expect(".o_workplace_number, .text-danger").toHaveCount(0);
    expect.verifySteps(["read"]);
});

test("a list counts no further than it says", async () => {
    await openWorkplace(makePage({value: 10000, is_more: true}));

    expect(".o_workplace_number").toHaveText("10,000+");
    expect.verifySteps(["read"]);
});

test("money stands beside its target", async () => {
    await openWorkplace(
        makePage({value: 2500, is_money: true, tone: "normal", target: 10000})
    );

    expect(".o_workplace_number").toHaveText(/2,500/);
    expect(".o_workplace_target").toHaveText(/25/);
    expect(".o_workplace_target").toHaveText(/10,000/);
    expect.verifySteps(["read"]);
});

test("a number opens its list", async () => {
    await openWorkplace(makePage());
    await contains("[data-figure=late]").click();

    expect.verifySteps(["read", "figure 1 of false"]);
});

test("a section without a figure says so", async () => {
    const sections = [{code: "asked", name: "Waiting for Me", figures: []}];
    await openWorkplace(makePage({}, {sections}));

    expect(".o_workplace_nothing").toHaveText("Nothing at the moment.");
    expect.verifySteps(["read"]);
});

test("who has nothing there is told why", async () => {
    await openWorkplace(makePage({}, {sections: [], buttons: []}));

    expect(".o_workplace_empty").toHaveText(/Nothing is shown here for you yet/);
    expect(".o_workplace_buttons, .o_workplace_figure").toHaveCount(0);
    expect.verifySteps(["read"]);
});

test("a line for each person, whose numbers open their lists", async () => {
    await openWorkplace(makePage({}, {people: WAITING}));

    expect(queryAllTexts(".o_workplace_people tbody th")).toEqual(["Mario", "Luigi"]);
    expect(queryAllTexts(".o_workplace_people td")).toEqual(["2", "0", "0", "1,200"]);
    expect(".o_workplace_people td .text-danger").toHaveCount(1);
    expect(".o_workplace_people p").toHaveText("and 3 more");
    await contains(".o_workplace_people td button:contains(1,200)").click();
    expect.verifySteps(["read", "people", "figure 2 of 8"]);
});

test("the page is there before the people are counted, and nothing jumps", async () => {
    const counted = new Deferred();
    await openWorkplace(makePage({}, {people: WAITING, counted}));

    expect(".o_workplace_number").toHaveText("3");
    expect(".o_workplace_people tbody tr.o_workplace_waiting").toHaveCount(2);
    expect(".o_workplace_people p").toHaveText("and 3 more");
    const measure = () => queryOne(".o_workplace_people").getBoundingClientRect();
    const {height, width} = measure();

    counted.resolve(PEOPLE);
    await animationFrame();
    await animationFrame();

    expect(".o_workplace_waiting").toHaveCount(0);
    expect(queryAllTexts(".o_workplace_people tbody th")).toEqual(["Mario", "Luigi"]);
    expect(measure().height).toBe(height);
    expect(measure().width).toBe(width);
    expect.verifySteps(["read", "people"]);
});

test("the numbers of the people stay until there are new ones", async () => {
    listen();
    const counted = new Deferred();
    await openWorkplace(
        makePage({}, {people: WAITING}),
        makePage({}, {people: WAITING, counted})
    );
    await contains(".o_workplace_button_call").click();
    await animationFrame();

    expect(".o_workplace_waiting").toHaveCount(0);
    expect(queryAllTexts(".o_workplace_people td")).toEqual(["2", "0", "0", "1,200"]);

    counted.resolve({...PEOPLE, rows: [{id: 7, name: "Mario", values: [1, 0]}]});
    await animationFrame();
    await animationFrame();

    expect(queryAllTexts(".o_workplace_people td")).toEqual(["1", "0"]);
    expect.verifySteps(["read", "people", "x.call", "read", "people"]);
});

test("after a dialogue it is counted again", async () => {
    listen();
    await openWorkplace(makePage(), makePage({value: 4}));
    await contains(".o_workplace_button_call").click();
    await animationFrame();

    expect(".o_workplace_number").toHaveText("4");
    expect.verifySteps(["read", "x.call", "read"]);
});

test("who comes back to the window later sees new numbers", async () => {
    await openWorkplace(makePage(), makePage({value: 4}));
    document.dispatchEvent(new Event("visibilitychange"));
    await animationFrame();
    expect.verifySteps(["read"]);

    await advanceTime(60000);
    document.dispatchEvent(new Event("visibilitychange"));
    await animationFrame();
    await animationFrame();

    expect(".o_workplace_number").toHaveText("4");
    expect.verifySteps(["read"]);
});

test("an add-on brings a block", async () => {
    class Block extends Component {
        static template = xml`<p class="block" t-out="props.content.word"/>`;
        static props = ["*"];
    }
    registry.category("jl_crm_workplace_blocks").add("greeting", Block);
    await openWorkplace(makePage({}, {blocks: {greeting: {word: "Hello"}}}));

    expect(".o_workplace_blocks .block").toHaveText("Hello");
    expect.verifySteps(["read"]);
    registry.category("jl_crm_workplace_blocks").remove("greeting");
});

test("a day is said as people say it", async () => {
    await makeMockEnv();
    const today = "2026-11-30";

    expect(sayDay("2026-11-29", today)).toBe("Yesterday");
    expect(sayDay(today, today)).toBe("Today");
    expect(sayDay("2026-12-01", today)).toBe("Tomorrow");
    expect(sayDay("2026-12-03", today)).toBe("Thu 12-03");
    expect(sayDay("2027-01-04", today)).toBe("2027-01-04");
});
