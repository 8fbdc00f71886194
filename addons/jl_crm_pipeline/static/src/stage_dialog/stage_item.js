import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {serializeDateTime} from "@web/core/l10n/dates";
import {MultiRecordSelector} from "@web/core/record_selectors/multi_record_selector";
import {RecordSelector} from "@web/core/record_selectors/record_selector";
import {useService} from "@web/core/utils/hooks";
import {getDataURLFromFile} from "@web/core/utils/urls";

const {DateTime} = luxon;

/** One thing that a stage asks for, with the input that it is filled in with. */
export class StageItem extends Component {
    static template = "jl_crm_pipeline.StageItem";
    static components = {RecordSelector, MultiRecordSelector};
    static props = {
        item: Object,
        values: Object,
        leadId: {type: [Number, Boolean]},
        stageId: {type: [Number, Boolean], optional: true},
        isOpen: Boolean,
        setValue: Function,
        saveEntry: {type: Function, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        const {date, isAsked} = this.props.item.input;
        this.state = useState({note: "", date: date || "", isAsked: isAsked || false});
    }

    get key() {
        return this.props.item.key;
    }

    get input() {
        return this.props.item.input;
    }

    get value() {
        return this.props.values[this.key];
    }

    get isFillable() {
        return this.props.isOpen && Boolean(this.input.type);
    }

    get advice() {
        return this.props.isOpen && !this.input.type
            ? _t("Do it in the opportunity.")
            : "";
    }

    get inputType() {
        return this.input.type === "datetime" ? "datetime-local" : this.input.type;
    }

    set(value) {
        this.props.setValue(this.key, value);
    }

    onInput(ev) {
        const {value} = ev.target;
        if (this.input.type === "number") {
            this.set(value === "" ? "" : Number(value));
        } else if (this.input.type === "datetime") {
            this.set(value && serializeDateTime(DateTime.fromISO(value)));
        } else {
            this.set(value);
        }
    }

    onOr(ev) {
        this.props.setValue(this.input.alternative.key, ev.target.checked);
    }

    setRecords(ids) {
        this.set(ids.length ? [[6, 0, ids]] : "");
    }

    get recordIds() {
        return this.value ? this.value[0][2] : [];
    }

    async onFile(ev) {
        const [file] = ev.target.files;
        if (!file) {
            this.set("");
            return;
        }
        const url = await getDataURLFromFile(file);
        this.set({name: file.name, data: url.split(",")[1] || ""});
    }

    onActivity() {
        const {note, date} = this.state;
        this.set(note.trim() && date ? {note: note.trim(), date} : "");
    }

    async askApproval() {
        const {leadId, stageId} = this.props;
        const args = [[leadId], Number(this.key), stageId || false];
        await this.props.saveEntry?.();
        await this.orm.call("crm.lead", "action_ask_stage_approval", args);
        this.state.isAsked = true;
    }

    async makeQuotation() {
        const args = [[this.props.leadId]];
        const {context} = await this.orm.call("crm.lead", "action_new_quotation", args);
        await this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("New Quotation"),
            res_model: "sale.order",
            views: [[false, "form"]],
            target: "new",
            context,
        });
    }
}
