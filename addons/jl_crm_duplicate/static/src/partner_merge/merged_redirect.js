import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component, status, xml} from "@odoo/owl";

/** Whoever opens a customer that was merged is led to the one that remained. */
export class MergedRedirect extends Component {
    static template = xml``;
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.asked = false;
        useRecordObserver((record) => this.onRecordChange(record));
    }

    onRecordChange(record) {
        const isShown = record.context.jl_show_merged || this.env.inDialog;
        if (record.data.merged_into_id && !isShown && record.resId !== this.asked) {
            this.asked = record.resId;
            return this.redirect(record);
        }
    }

    async redirect({resId, data}) {
        const survivor = await this.orm.call("res.partner", "get_merge_survivor", [
            [resId],
        ]);
        if (!survivor || status(this) === "destroyed") {
            return;
        }
        this.notification.add(
            _t("%(old)s was merged into this customer.", {old: data.name}),
            {type: "info"}
        );
        await this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: survivor.display_name,
                res_model: "res.partner",
                res_id: survivor.id,
                views: [[false, "form"]],
            },
            {stackPosition: "replaceCurrentAction"}
        );
    }
}

export const mergedRedirect = {
    component: MergedRedirect,
    fieldDependencies: [
        {name: "merged_into_id", type: "many2one", relation: "res.partner"},
        {name: "name", type: "char"},
    ],
};

registry.category("view_widgets").add("merged_redirect", mergedRedirect);
