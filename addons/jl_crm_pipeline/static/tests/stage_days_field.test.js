import {expect, test} from "@odoo/hoot";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

const PACES = ["free", "good", "soon", "late"].map((pace) => [pace, pace]);

class Lead extends models.Model {
    days_allowed = fields.Integer();
    stage_days = fields.Integer();
    stage_pace = fields.Selection({selection: PACES});

    _records = [
        {id: 1, stage_days: 4, days_allowed: 0, stage_pace: "free"},
        {id: 2, stage_days: 4, days_allowed: 10, stage_pace: "good"},
        {id: 3, stage_days: 9, days_allowed: 10, stage_pace: "soon"},
        {id: 4, stage_days: 12, days_allowed: 10, stage_pace: "late"},
        {id: 5},
    ];
}

defineMailModels();
defineModels([Lead]);

const CASES = [
    [1, "4", "text-bg-light", "4 working days in this stage"],
    [2, "4/10", "text-bg-success", "4 working days in this stage, allowed: 10"],
    [3, "9/10", "text-bg-warning", "9 working days in this stage, allowed: 10"],
    [4, "12/10", "text-bg-danger", "12 working days in this stage, allowed: 10"],
    [5, "0", "text-bg-light", "0 working days in this stage"],
];

for (const [resId, label, color, tooltip] of CASES) {
    test(`the badge says ${label} in ${color}`, async () => {
        await mountView({
            resModel: "lead",
            resId,
            type: "form",
            arch: `<form><field name="stage_days" widget="stage_days"/></form>`,
        });

        expect(".o_stage_days").toHaveText(label);
        expect(".o_stage_days").toHaveClass(color);
        expect(".o_stage_days").toHaveAttribute("data-tooltip", tooltip);
    });
}
