import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

const COLORS = {
    free: "text-bg-light border text-muted",
    good: "text-bg-success",
    soon: "text-bg-warning",
    late: "text-bg-danger",
};

/** Working days in the stage, of those allowed, coloured by how near the end is. */
export class StageDaysField extends Component {
    static template = "jl_crm_pipeline.StageDaysField";
    static props = {...standardFieldProps};

    get days() {
        return this.props.record.data[this.props.name] || 0;
    }

    get allowed() {
        return this.props.record.data.days_allowed || 0;
    }

    get color() {
        return COLORS[this.props.record.data.stage_pace || "free"];
    }

    get label() {
        return this.allowed ? `${this.days}/${this.allowed}` : `${this.days}`;
    }

    get tooltip() {
        return this.allowed
            ? _t("%s working days in this stage, allowed: %s", this.days, this.allowed)
            : _t("%s working days in this stage", this.days);
    }
}

export const stageDaysField = {
    component: StageDaysField,
    displayName: _t("Days in Stage"),
    supportedTypes: ["integer"],
    listViewWidth: 90,
    fieldDependencies: [
        {name: "days_allowed", type: "integer", readonly: true},
        {name: "stage_pace", type: "selection", readonly: true},
    ],
};

registry.category("fields").add("stage_days", stageDaysField);
