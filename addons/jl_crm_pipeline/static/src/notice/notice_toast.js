import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

/** One small window for all that has come in: it goes by itself, and leads there. */
export class NoticeToast extends Component {
    static template = "jl_crm_pipeline.NoticeToast";
    static props = {};

    setup() {
        this.service = useService("jl_crm_pipeline.notice");
        this.state = useState(this.service.state);
    }

    /** @returns {string} */
    get heading() {
        const {notices} = this.state;
        return notices.length > 1
            ? _t("%s messages", notices.length)
            : notices[0].title;
    }

    /** @returns {string[]} the text of the one, or what each of the first is about */
    get lines() {
        const {notices} = this.state;
        if (notices.length > 1) {
            return notices.slice(0, 3).map((notice) => this.describe(notice));
        }
        const [{title, text, customer}] = notices;
        return [title.includes(customer) ? "" : customer, text].filter(Boolean);
    }

    describe({title, customer}) {
        return title.includes(customer) ? title : `${customer}: ${title}`;
    }
}

registry.category("main_components").add("jl_crm_pipeline.NoticeToast", {
    Component: NoticeToast,
});
