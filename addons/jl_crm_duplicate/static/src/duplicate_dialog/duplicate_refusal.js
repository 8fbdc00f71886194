import {refusals} from "@jl_crm_base/retry/refusals";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {Record} from "@web/model/relational_model/record";
import {Many2XAutocomplete} from "@web/views/fields/relational_utils";
import {DUPLICATE_ERROR, DuplicateDialog} from "./duplicate_dialog";

/** Resolves to an empty reason when the user goes back to the form. */
function askReason(record, error) {
    return new Promise((resolve) => {
        const props = {data: error.data, onSave: resolve};
        record.model.dialog.add(DuplicateDialog, props, {onClose: () => resolve("")});
    });
}

refusals.add(DUPLICATE_ERROR, {
    resModels: ["res.partner"],
    async ask(record, refusal, retry) {
        let outcome = {error: refusal};
        while (outcome.error) {
            const reason = await askReason(record, outcome.error);
            if (!reason) {
                return false;
            }
            outcome = await retry({duplicate_reason: reason});
        }
        return outcome.saved;
    },
});

patch(Record.prototype, {
    /**
     * A tab that is closed saves what was typed and waits for no answer: of a refusal
     * nobody would hear, and what was typed were lost. So the browser asks first.
     */
    async urgentSave() {
        if (this.isDoubtful?.()) {
            this.model.notification.add(
                _t(
                    "This customer may already be in the system, so it is not saved automatically. Save it first, or discard it."
                ),
                {type: "warning"}
            );
            return false;
        }
        return super.urgentSave(...arguments);
    },
});

patch(Many2XAutocomplete.prototype, {
    /** The name that was typed is not lost: it stands in the form that opens. */
    onQuickCreateError(error, request) {
        if (error.exceptionName === DUPLICATE_ERROR) {
            return this.slowCreate(request);
        }
        return super.onQuickCreateError(error, request);
    },
});
