import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

/** An administrator of a new base is asked where the company is. */
export class CountryQuestion extends Component {
    static template = "jl_crm_base.CountryQuestion";
    static props = {
        content: {type: Object, shape: {action: String}},
        today: String,
        reload: Function,
    };

    setup() {
        this.action = useService("action");
    }

    answer() {
        return this.action.doAction(this.props.content.action, {
            onClose: () => this.props.reload(),
        });
    }
}

registry
    .category("jl_crm_workplace_blocks")
    .add("country", CountryQuestion, {sequence: 1});
