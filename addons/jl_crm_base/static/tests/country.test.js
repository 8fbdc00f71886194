import {animationFrame, expect, test} from "@odoo/hoot";
import {contains} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {listen, makePage, openWorkplace} from "./workplace_test_helpers";

defineMailModels();

test("an administrator of a new base is asked where the company is", async () => {
    listen();
    const asking = makePage({}, {blocks: {country: {action: "x.country"}}});
    await openWorkplace(asking, makePage());

    expect(".o_country_question").toHaveCount(1);
    await contains(".o_country_question button").click();
    await animationFrame();

    expect(".o_country_question").toHaveCount(0);
    expect.verifySteps(["read", "x.country", "read"]);
});
