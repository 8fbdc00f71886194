import {onWillRender, useState} from "@odoo/owl";
import {ActionHelper} from "@web/views/action_helper";
import {patch} from "@web/core/utils/patch";
import {useService} from "@web/core/utils/hooks";

/**
 * Who finds nothing with the search box of customers is told so, and offered what they
 * would do next, with what was typed filled in (DUP-1, K3D-1).
 */
patch(ActionHelper.prototype, {
    setup() {
        super.setup(...arguments);
        this.orm = useService("orm");
        this.action = useService("action");
        this.missed = useState({text: "", steps: {}});
        onWillRender(() => this.lookUp());
    },

    /** What was typed into the search box of customers, if anything. */
    get typed() {
        const model = this.env.searchModel;
        const texts =
            (model?.resModel === "res.partner" && model.context.customer_search) || [];
        return texts.join(" ");
    },

    async lookUp() {
        const text = this.typed;
        if (text === this.missed.text) {
            return;
        }
        this.missed.text = text;
        this.missed.steps = {};
        if (text) {
            const steps = await this.orm.call("res.partner", "get_steps_after_search", [
                text,
            ]);
            if (text === this.missed.text) {
                this.missed.steps = steps;
            }
        }
    },
});
