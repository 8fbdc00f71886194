import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component, useState} from "@odoo/owl";

/** What ends a registration; a dialogue has buttons of its own. */
export class RegisterButtons extends Component {
    static template = "jl_crm_pipeline.RegisterButtons";
    static props = {...standardWidgetProps};

    setup() {
        this.state = useState({isBusy: false});
    }

    get isShown() {
        return Boolean(this.env.registerCustomer) && !this.env.inDialog;
    }

    async register(next) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await this.env.registerCustomer(next);
        } finally {
            this.state.isBusy = false;
        }
    }
}

registry.category("view_widgets").add("register_buttons", {component: RegisterButtons});
