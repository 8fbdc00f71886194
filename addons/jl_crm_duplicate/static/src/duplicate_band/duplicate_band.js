import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {DuplicateHits, hasCertain} from "../duplicate_hits/duplicate_hits";
import {Component, status, useExternalListener, useRef, useState} from "@odoo/owl";

const COMPARED = [
    "name",
    "phone",
    "mobile",
    "fax",
    "email",
    "website",
    "city",
    "street",
    "vat",
    "company_registry",
];
const TYPING_MS = 300;
// what may stop a customer that is saved
const STOPPING = ["certain", "likely"];

/** Shows, while a customer is typed, who is in the base already and looks the same. */
export class DuplicateBand extends Component {
    static template = "jl_crm_duplicate.DuplicateBand";
    static components = {DuplicateHits};
    static props = {
        ...standardWidgetProps,
        // what a form asks under another name: {compared: name of its field}
        names: {type: Object, optional: true},
    };

    setup() {
        this.root = useRef("root");
        this.typed = {};
        this.orm = useService("orm");
        this.state = useState({hits: [], showsWeak: false});
        this.asked = "";
        this.answered = "";
        this.analyse = useDebounced(
            (values, key) => this._analyse(values, key),
            TYPING_MS
        );
        useRecordObserver((record) => this.onRecordChange(record));
        for (const name of ["input", "compositionend"]) {
            useExternalListener(document, name, (ev) => this.onTyping(ev), true);
        }
        useExternalListener(document, "change", (ev) => this.onTyped(ev), true);
        // what is typed last is looked at by nobody any more when the tab is closed
        this.props.record.isDoubtful = () => this.isDoubtful;
    }

    /** Whether it is not sure that the server will take what is typed. */
    get isDoubtful() {
        const {record} = this.props;
        const values = this.getValues(record);
        if (!record.dirty || !this.isCustomer(record) || !values.name) {
            return false;
        }
        const isUnknown = JSON.stringify(values) !== this.answered;
        return isUnknown || this.strong.some((hit) => STOPPING.includes(hit.verdict));
    }

    /** What nobody would call similar is shown to those who ask for it. */
    get strong() {
        return this.state.hits.filter((hit) => hit.verdict !== "unlikely");
    }

    get weak() {
        return this.state.hits.filter((hit) => hit.verdict === "unlikely");
    }

    get shown() {
        return this.state.showsWeak ? this.state.hits : this.strong;
    }

    get title() {
        const count = this.strong.length;
        return count === 1
            ? _t("One similar customer")
            : _t("%s similar customers", count);
    }

    get level() {
        return hasCertain(this.strong) ? "danger" : "warning";
    }

    /** A record asks once when it is opened, then only when a compared value changes. */
    onRecordChange(record) {
        const values = this.getValues(record);
        const key = JSON.stringify(values);
        if (key === this.asked) {
            return;
        }
        if (!this.isCustomer(record) || !values.name) {
            this.asked = key;
            this.state.hits = [];
            return;
        }
        this.analyse(values, key);
    }

    /** The name of the compared field that an event is about, in this form alone. */
    findTyped({target}) {
        const form = this.root.el?.closest(".o_form_renderer");
        const field = target.closest?.(".o_field_widget[name]");
        const isOurs = field && field.closest(".o_form_renderer") === form;
        if (!isOurs || field.closest(".o_field_x2many")) {
            return null;
        }
        const name = field.getAttribute("name");
        return this.compared.find((one) => this.nameOf(one) === name);
    }

    /** What is typed counts at once, not when the field is left. */
    onTyping(ev) {
        const name = this.findTyped(ev);
        if (name && (ev.type === "compositionend" || !ev.isComposing)) {
            this.typed[name] = ev.target.value.trim();
            this.onRecordChange(this.props.record);
        }
    }

    /** From now on the record has it. */
    onTyped(ev) {
        delete this.typed[this.findTyped(ev)];
    }

    get compared() {
        return [...COMPARED, ...Object.keys(this.props.names || {})];
    }

    nameOf(name) {
        return this.props.names?.[name] || name;
    }

    isCustomer(record) {
        return record.data.is_company || !record.data.parent_id;
    }

    getValues(record) {
        const values = {
            id: record.resId || false,
            is_company: record.data.is_company || false,
        };
        for (const name of new Set(this.compared)) {
            const value = this.typed[name] ?? record.data[this.nameOf(name)];
            if (value) {
                values[name] = value;
            }
        }
        return values;
    }

    async _analyse(values, key) {
        // a form that is left before it is mounted cancels no debounced call
        if (status(this) === "destroyed") {
            return;
        }
        this.asked = key;
        const hits = await this.orm.silent.call("res.partner", "analyse_duplicates", [
            values,
        ]);
        // an answer that was overtaken by more typing is old news
        if (key === this.asked) {
            this.state.hits = hits;
            this.answered = key;
        }
    }
}

export const duplicateBand = {
    component: DuplicateBand,
    extractProps: ({options}) => ({names: options.names}),
    fieldDependencies: [
        {name: "is_company", type: "boolean"},
        {name: "parent_id", type: "many2one"},
    ],
};

registry.category("view_widgets").add("duplicate_band", duplicateBand);
