import {FormController} from "@web/views/form/form_controller";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {onMounted, useEffect} from "@odoo/owl";

/** The dialogue that records a contact says what it has kept, and leads there. */
export class ContactRecordController extends FormController {
    setup() {
        super.setup();
        this.notification = useService("notification");
        if (this.env.isSmall) {
            onMounted(() => this.askForCustomer());
            useEffect(
                () => this.goOn(),
                () => [this.model.root.data.partner_id?.id]
            );
        }
    }

    /** On a phone the list of customers opens by itself: nothing is said of nobody. */
    askForCustomer() {
        const {data, isNew} = this.model.root;
        if (isNew && !data.partner_id) {
            this.find("partner_id", "input")?.click();
        }
    }

    /** Whoever has chosen the customer says next what was said. */
    goOn() {
        if (this.model.root.data.partner_id) {
            this.find("summary", "textarea")?.focus();
        }
    }

    find(field, tag) {
        return this.rootRef.el?.querySelector(`.o_field_widget[name=${field}] ${tag}`);
    }

    async onRecordSaved(record) {
        await super.onRecordSaved(...arguments);
        if (!this.hasTold) {
            this.hasTold = true;
            this.tell(record.resId, record.data);
        }
    }

    tell(id, {next_date: day, step_stage_id: stage}) {
        const parts = [_t("Contact recorded.")];
        if (stage) {
            parts.push(_t("Stage: %(stage)s.", {stage: stage.display_name}));
        }
        if (day) {
            const next = day.toLocaleString({
                weekday: "long",
                month: "numeric",
                day: "numeric",
            });
            parts.push(_t("Next contact: %(day)s.", {day: next}));
        }
        this.notification.add(parts.join(" "), {
            type: "success",
            buttons: [{name: _t("Open Record"), onClick: () => this.open(id)}],
        });
    }

    open(id) {
        return this.env.services.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.contact.record",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("views").add("contact_record_form", {
    ...formView,
    Controller: ContactRecordController,
});
