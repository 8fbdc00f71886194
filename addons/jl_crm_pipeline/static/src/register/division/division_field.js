import {registry} from "@web/core/registry";
import {AutoComplete} from "@web/core/autocomplete/autocomplete";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/** A city or a district: chosen from those of the province, or typed. */
export class DivisionField extends Component {
    static template = "jl_crm_pipeline.DivisionField";
    static components = {AutoComplete};
    static props = {
        ...standardFieldProps,
        level: {type: String, optional: true},
        placeholder: {type: String, optional: true},
    };

    setup() {
        this.orm = useService("orm");
    }

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get sources() {
        return [{options: (typed) => this.suggest(typed)}];
    }

    async suggest(typed) {
        const {data} = this.props.record;
        const isDistrict = this.props.level === "district";
        if (isDistrict && !data.city) {
            return [];
        }
        const state = data.state_id ? data.state_id.id : false;
        const names = await this.orm.call("res.partner", "suggest_places", [
            state,
            isDistrict ? data.city : "",
        ]);
        return names
            .filter((name) => name.includes(typed))
            .map((label) => ({label, onSelect: () => this.set(label)}));
    }

    async set(value) {
        const changes = {[this.props.name]: value || false};
        await this.props.record.update(changes);
    }

    onChange({inputValue}) {
        return this.set(inputValue.trim());
    }
}

export const divisionField = {
    component: DivisionField,
    supportedTypes: ["char"],
    extractProps: ({options, placeholder}) => ({level: options.level, placeholder}),
};

registry.category("fields").add("division", divisionField);
