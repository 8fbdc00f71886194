import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useAutofocus} from "@web/core/utils/hooks";
import {DuplicateHits, hasCertain} from "../duplicate_hits/duplicate_hits";

export const DUPLICATE_ERROR = "odoo.addons.jl_crm_duplicate.exceptions.DuplicateError";

/** Says why a customer was not saved; whoever may gives a reason and saves it. */
export class DuplicateDialog extends Component {
    static template = "jl_crm_duplicate.DuplicateDialog";
    static components = {Dialog, DuplicateHits};
    // the error service hands over more than is used here
    static props = {
        data: Object,
        close: Function,
        onSave: {type: Function, optional: true},
        "*": true,
    };

    setup() {
        this.state = useState({reason: ""});
        useAutofocus();
    }

    get rows() {
        return this.props.data.context.duplicates;
    }

    get isCertain() {
        return this.rows.some((row) => hasCertain(row.hits));
    }

    get title() {
        return this.isCertain
            ? _t("This customer is already in the system")
            : _t("This customer may already be in the system");
    }

    get mayGoOn() {
        return Boolean(this.props.onSave && this.props.data.context.may_go_on);
    }

    get advice() {
        if (this.mayGoOn) {
            return _t(
                "Open the existing record if it is the same company. If it is another one, say why you save it; the reason is kept."
            );
        }
        if (this.props.data.context.may_go_on) {
            return _t(
                "Choose the existing record if it is the same company. If it is another one, create it in the form of customers, where you can give a reason."
            );
        }
        return _t(
            "Use the existing record, or ask its responsible person for access. Users with the right “Create in Spite of Duplicates” can save it with a reason."
        );
    }

    get reason() {
        return this.state.reason.trim();
    }

    heading(row) {
        return row.row ? _t("Row %s: %s", row.row, row.name) : row.name;
    }

    save() {
        this.props.onSave(this.reason);
        this.props.close();
    }
}

registry.category("error_dialogs").add(DUPLICATE_ERROR, DuplicateDialog);
