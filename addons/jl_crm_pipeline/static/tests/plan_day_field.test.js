import {expect, test} from "@odoo/hoot";
import {mockDate} from "@odoo/hoot-mock";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Plan extends models.Model {
    day = fields.Date();

    _records = [
        {id: 1, day: "2026-11-29"},
        {id: 2, day: "2026-11-30"},
        {id: 3, day: "2026-12-01"},
        {id: 4, day: "2026-12-03"},
        {id: 5, day: "2027-01-04"},
        {id: 6, day: false},
    ];
}

defineMailModels();
defineModels([Plan]);

test("a plan's day is named as people say it, across the end of a month", async () => {
    mockDate("2026-11-30 10:00:00");
    await mountView({
        resModel: "plan",
        type: "list",
        arch: `<list><field name="day" widget="plan_day"/></list>`,
    });

    expect(".o_data_row:eq(0)").toHaveText("Yesterday");
    expect(".o_data_row:eq(1)").toHaveText("Today");
    expect(".o_data_row:eq(2)").toHaveText("Tomorrow");
    expect(".o_data_row:eq(3)").toHaveText("Thu 12-03");
    expect(".o_data_row:eq(4)").toHaveText("2027-01-04");
    expect(".o_data_row:eq(5)").toHaveText("");
    expect(".o_data_row .text-danger").toHaveCount(1);
    expect(".o_data_row .text-warning").toHaveCount(1);
});
