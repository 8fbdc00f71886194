import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

const COLORS = {
    a: "text-bg-success",
    b: "text-bg-primary",
    c: "text-bg-warning",
    d: "text-bg-info",
    e: "text-bg-secondary",
    f: "text-bg-dark",
};

/** A maturity as its letter; one click sets another: pills on a form, else a menu. */
export class MaturityField extends Component {
    static template = "jl_crm_pipeline.MaturityField";
    static components = {Dropdown, DropdownItem};
    static props = {
        ...standardFieldProps,
        hasPills: {type: Boolean, optional: true},
        isSaved: {type: Boolean, optional: true},
    };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get options() {
        const {selection} = this.props.record.fields[this.props.name];
        return selection.map(([value, label]) => ({
            value,
            label,
            letter: label.split(" ")[0],
            meaning: label.split(" ").slice(1).join(" "),
            color: COLORS[value[0]],
            isCurrent: value === this.value,
        }));
    }

    get current() {
        return this.options.find((option) => option.isCurrent);
    }

    async set(value) {
        if (value !== this.value) {
            const save = this.props.isSaved;
            await this.props.record.update({[this.props.name]: value}, {save});
        }
    }
}

export const maturityField = {
    component: MaturityField,
    displayName: _t("Maturity"),
    supportedTypes: ["selection"],
    listViewWidth: 90,
    extractProps: ({viewType, options}, {readonly}) => ({
        readonly,
        // in a dialogue it is saved with the rest
        isSaved: options.save !== false,
        hasPills: viewType === "form",
    }),
};

registry.category("fields").add("maturity", maturityField);
