import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component, useRef} from "@odoo/owl";

const INPUTS = ["input", "textarea", "[contenteditable=true]"];

function nextFrame() {
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** What a record still lacks; a click leads to where it is filled in. */
export class MissingDataField extends Component {
    static template = "jl_crm_pipeline.MissingDataField";
    static props = {
        ...standardFieldProps,
        percentField: {type: String, optional: true},
    };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.root = useRef("root");
    }

    get items() {
        return (
            (this.props.record.resId && this.props.record.data[this.props.name]) || []
        );
    }

    get percent() {
        return this.props.record.data[this.props.percentField] || 0;
    }

    get color() {
        return this.percent < 50 ? "bg-danger" : "bg-warning";
    }

    async fill(item) {
        if (item.kind !== "field") {
            await this.addContact();
        } else if (!(await this.focus(item.name))) {
            this.notification.add(
                _t("This form does not show %(field)s.", {field: item.label}),
                {type: "warning"}
            );
        }
    }

    async addContact() {
        const {record} = this.props;
        // the record is read anew afterwards: what was typed were lost
        if (!(await record.save())) {
            return;
        }
        const action = await this.orm.call(record.resModel, "action_add_contact", [
            [record.resId],
        ]);
        await this.action.doAction(action, {onClose: () => record.load()});
    }

    async focus(name) {
        const form = this.root.el.closest(".o_form_renderer");
        const selector = INPUTS.map(
            (input) => `.o_field_widget[name="${name}"] ${input}`
        ).join(", ");
        const tabs = [...form.querySelectorAll(".o_notebook_headers .nav-link")];
        for (const tab of [null, ...tabs]) {
            if (tab) {
                tab.click();
                await nextFrame();
            }
            const input = form.querySelector(selector);
            if (input) {
                input.scrollIntoView({block: "center"});
                input.focus();
                return true;
            }
        }
        return false;
    }
}

export const missingDataField = {
    component: MissingDataField,
    displayName: _t("Missing Data"),
    supportedTypes: ["json"],
    isEmpty: () => false,
    extractProps: ({options}) => ({percentField: options.percent_field}),
};

registry.category("fields").add("missing_data", missingDataField);
