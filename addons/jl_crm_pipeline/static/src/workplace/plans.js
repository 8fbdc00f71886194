import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {sayDay} from "@jl_crm_base/workplace/day";
import {useService} from "@web/core/utils/hooks";
import {Component} from "@odoo/owl";

/** The user's plans: late ones, today's, and those of the next days. */
export class WorkplacePlans extends Component {
    static template = "jl_crm_pipeline.WorkplacePlans";
    static props = {content: Object, today: String, reload: Function};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get groups() {
        const {today} = this.props;
        const {rows} = this.props.content;
        const groups = [
            ["late", _t("Overdue"), rows.filter((row) => row.date < today)],
            ["today", _t("Today"), rows.filter((row) => row.date === today)],
            ["later", _t("Next Days"), rows.filter((row) => row.date > today)],
        ];
        return groups.filter(([, , found]) => found.length);
    }

    sayDay(row) {
        return sayDay(row.date, this.props.today);
    }

    openRecord(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: row.res_model,
            res_id: row.res_id,
            views: [[false, "form"]],
        });
    }

    getStep(row) {
        return {record: _t("Record"), done: _t("Finish"), open: _t("View")}[row.step];
    }

    /** A call is recorded, a to-do is marked as done, a decision is made where it is. */
    async take(row) {
        if (row.step === "open") {
            return this.openRecord(row);
        }
        const action =
            row.step === "record"
                ? await this.orm.call("mail.activity", "action_record_contact", [
                      row.id,
                  ])
                : this.prepareForm(row);
        return this.action.doAction(action, {onClose: () => this.props.reload()});
    }

    prepareForm(row) {
        return {
            type: "ir.actions.act_window",
            name: row.what,
            res_model: "mail.activity",
            res_id: row.id,
            views: [[false, "form"]],
            target: "new",
        };
    }
}

registry.category("jl_crm_workplace_blocks").add("plans", WorkplacePlans);
