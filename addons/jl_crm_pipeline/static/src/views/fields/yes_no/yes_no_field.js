import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/** A flag that nobody edits, written out as people say it. */
export class YesNoField extends Component {
    static template = "jl_crm_pipeline.YesNoField";
    static props = {...standardFieldProps};

    get isYes() {
        return Boolean(this.props.record.data[this.props.name]);
    }

    get label() {
        return this.isYes ? _t("Yes") : _t("No");
    }
}

export const yesNoField = {
    component: YesNoField,
    displayName: _t("Yes or No"),
    supportedTypes: ["boolean"],
};

registry.category("fields").add("yes_no", yesNoField);
