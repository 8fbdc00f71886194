import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {StageItem} from "./stage_item";

export const STAGE_ERROR = "odoo.addons.jl_crm_pipeline.exceptions.StageError";

/**
 * Lists what an opportunity lacks for its stage; it is filled in here, and the step is
 * taken again. A director may go on without, with a reason.
 */
export class StageDialog extends Component {
    static template = "jl_crm_pipeline.StageDialog";
    static components = {Dialog, StageItem};
    // the error service hands over more than is used here
    static props = {
        data: Object,
        close: Function,
        onGoOn: {type: Function, optional: true},
        "*": true,
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            context: this.props.data.context,
            values: {},
            waiver: "",
            isAsked: false,
            isBusy: false,
        });
    }

    get leads() {
        return this.state.context.leads;
    }

    get leadId() {
        return this.state.context.retry ? this.state.context.retry.id : false;
    }

    get stageId() {
        return this.state.context.retry
            ? this.state.context.retry.vals.stage_id
            : false;
    }

    /** Several opportunities at once are only told of. */
    get mayGoOn() {
        const hasWay = this.props.onGoOn || this.state.context.retry;
        return Boolean(this.leads.length === 1 && hasWay);
    }

    get title() {
        return _t("What “%s” asks for", this.state.context.stage);
    }

    get mayWaive() {
        return this.mayGoOn && this.state.context.may_waive;
    }

    setValue(key, value) {
        if (value === undefined || value === "" || value === false) {
            delete this.state.values[key];
        } else {
            this.state.values[key] = value;
        }
    }

    async goOn() {
        this.state.isBusy = true;
        const entry = {items: {...this.state.values}, waiver: this.state.waiver.trim()};
        try {
            const refusal = await (this.props.onGoOn || this.retry.bind(this))(entry);
            if (refusal) {
                // all was taken back: what was entered stays here
                this.state.context = refusal.data.context;
            } else {
                this.props.close();
            }
        } finally {
            this.state.isBusy = false;
        }
    }

    /**
     * Keeps what was filled in while the step itself waits for somebody's approval.
     */
    async saveEntry() {
        const items = {...this.state.values};
        if (Object.keys(items).length) {
            const entry = {items, waiver: ""};
            await this.orm.write("crm.lead", [this.leadId], {stage_entry: entry});
            for (const lead of this.leads) {
                lead.items = lead.items.filter((item) => !(item.key in items));
            }
            this.state.values = {};
        }
        this.state.isAsked = true;
    }

    async leave() {
        this.props.close();
        if (this.state.isAsked) {
            await this.action.doAction("soft_reload");
        }
    }

    async retry(entry) {
        const {id, vals} = this.state.context.retry;
        try {
            await this.orm.write("crm.lead", [id], {...vals, stage_entry: entry});
        } catch (error) {
            if (error.exceptionName === STAGE_ERROR) {
                return error;
            }
            throw error;
        }
        await this.action.doAction("soft_reload");
        return null;
    }
}

registry.category("error_dialogs").add(STAGE_ERROR, StageDialog);
