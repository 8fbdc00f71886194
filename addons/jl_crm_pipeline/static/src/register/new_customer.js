import {FormController} from "@web/views/form/form_controller";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {patch} from "@web/core/utils/patch";

export const REGISTER_ACTION = "jl_crm_pipeline.action_register_customer";

/** Where customers are listed, New opens the form that registers one. */
function registers({resModel, context}) {
    return resModel === "res.partner" && context.jl_crm_pipeline_register;
}

patch(ListController.prototype, {
    async createRecord() {
        if (!registers(this.props)) {
            return super.createRecord(...arguments);
        }
        await this.actionService.doAction(REGISTER_ACTION);
    },
});
patch(KanbanController.prototype, {
    async createRecord() {
        if (!registers(this.props)) {
            return super.createRecord(...arguments);
        }
        await this.actionService.doAction(REGISTER_ACTION);
    },
});
patch(FormController.prototype, {
    async create() {
        if (!registers(this.props)) {
            return super.create(...arguments);
        }
        await this.actionService.doAction(REGISTER_ACTION);
    },
});
