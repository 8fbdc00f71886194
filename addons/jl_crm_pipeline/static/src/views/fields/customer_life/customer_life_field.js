import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** The life of a customer in a line: what happened first, and last, and on which day. */
export class CustomerLifeField extends Component {
    static template = "jl_crm_pipeline.CustomerLifeField";
    static props = {...standardFieldProps};

    get events() {
        const events = this.props.record.data[this.props.name] || [];
        return events.map((event) => ({
            ...event,
            date: deserializeDate(event.day).toLocaleString(),
        }));
    }
}

registry.category("fields").add("customer_life", {
    component: CustomerLifeField,
    displayName: _t("Life"),
    supportedTypes: ["json"],
});
