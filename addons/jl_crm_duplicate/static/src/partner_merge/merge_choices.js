import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/** The customers of a merge side by side: per value, one chooses whose is taken. */
export class MergeChoices extends Component {
    static template = "jl_crm_duplicate.MergeChoices";
    static props = {...standardFieldProps};

    get comparison() {
        return this.props.record.data[this.props.name] || {members: [], rows: []};
    }

    get isOpen() {
        // the field itself is computed: what is chosen goes into another one
        return this.props.record.data.state === "draft";
    }

    isTaken(row, index) {
        const chosen = (this.props.record.data.choices || {})[row.unit];
        const position = this.comparison.members.findIndex(({id}) => id === chosen);
        return index === (position < 0 ? row.taken : position);
    }

    choose(row, member) {
        const choices = {...this.props.record.data.choices, [row.unit]: member.id};
        return this.props.record.update({choices});
    }

    takeAll(member) {
        const choices = Object.fromEntries(
            this.comparison.rows.map(({unit}) => [unit, member.id])
        );
        return this.props.record.update({choices});
    }

    letRemain(member) {
        const {id, name} = member;
        return this.props.record.update({survivor_id: {id, display_name: name}});
    }
}

export const mergeChoices = {
    component: MergeChoices,
    supportedTypes: ["json"],
    fieldDependencies: [
        {name: "state", type: "selection"},
        {name: "survivor_id", type: "many2one", relation: "res.partner"},
    ],
};

registry.category("fields").add("merge_choices", mergeChoices);
