import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/** A red label on what is hot; one click puts it on and takes it off. */
export class HotFlagField extends Component {
    static template = "jl_crm_pipeline.HotFlagField";
    static props = {...standardFieldProps};

    get isHot() {
        return Boolean(this.props.record.data[this.props.name]);
    }

    get tooltip() {
        return this.isHot ? _t("Take the red label off") : _t("Mark as hot");
    }

    async toggle() {
        if (!this.props.readonly) {
            const changes = {[this.props.name]: !this.isHot};
            await this.props.record.update(changes, {save: true});
        }
    }
}

export const hotFlagField = {
    component: HotFlagField,
    displayName: _t("Hot"),
    supportedTypes: ["boolean"],
    isEmpty: () => false,
    listViewWidth: 70,
    extractProps: (fieldInfo, {readonly}) => ({readonly}),
};

registry.category("fields").add("hot_flag", hotFlagField);
