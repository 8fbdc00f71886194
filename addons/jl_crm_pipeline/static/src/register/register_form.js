import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {FormController} from "@web/views/form/form_controller";
import {formView} from "@web/views/form/form_view";
import {useSubEnv} from "@odoo/owl";

/** The form of a new customer: it saves once and leads on to what comes next. */
export class RegisterFormController extends FormController {
    setup() {
        super.setup();
        this.notification = useService("notification");
        useSubEnv({
            registerCustomer: (next) => this.register(next),
            discardCustomer: () => this.discard(),
        });
    }

    displayName() {
        return _t("New Customer");
    }

    /** Whoever looks up a number elsewhere has not registered anybody yet. */
    beforeVisibilityChange() {
        return undefined;
    }

    /**
     * Save the customer with its contact, and go on.
     *
     * @param {"open"|"new"|"record"} next what is shown afterwards
     */
    async register(next) {
        const record = this.model.root;
        if (!(await this.save()) || !record.resId) {
            return;
        }
        this.tell(record);
        if (next === "new") {
            await this.model.load({resId: false});
            this.focusName();
            return;
        }
        const {resModel, resId} = record;
        // this form is gone as soon as the customer is shown
        const contact =
            next === "record" &&
            (await this.orm.call(resModel, "action_record_contact", [[resId]]));
        await this.open(resId);
        if (contact) {
            await this.actionService.doAction(contact);
        }
    }

    tell({data}) {
        const values = {name: data.name, code: data.customer_code || ""};
        this.notification.add(_t("%(name)s is registered: %(code)s", values), {
            type: "success",
        });
    }

    open(resId) {
        const action = {
            type: "ir.actions.act_window",
            res_model: this.props.resModel,
            res_id: resId,
            views: [[false, "form"]],
            context: {jl_crm_pipeline_register: true},
        };
        return this.actionService.doAction(action, {
            stackPosition: "replaceCurrentAction",
        });
    }

    focusName() {
        this.rootRef.el?.querySelector(".o_field_widget[name=name] input")?.focus();
    }
}

registry.category("views").add("register_customer", {
    ...formView,
    Controller: RegisterFormController,
});
