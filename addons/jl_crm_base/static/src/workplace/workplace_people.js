import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {Component} from "@odoo/owl";

/** The people below somebody, a line each; a number opens its list. */
export class WorkplacePeople extends Component {
    static template = "jl_crm_base.WorkplacePeople";
    static props = {people: Object, open: Function};

    /** A line for each person whose numbers are still to come. */
    get waiting() {
        return Array.from({length: this.props.people.waiting}, (_line, place) => place);
    }

    say(value) {
        return formatInteger(value);
    }

    get more() {
        return _t("and %s more", formatInteger(this.props.people.more));
    }

    isRed(column, value) {
        return column.tone === "danger" && value > 0;
    }
}
