import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {Record} from "@web/model/relational_model/record";
import {Many2XAutocomplete} from "@web/views/fields/relational_utils";
import {DUPLICATE_ERROR, DuplicateDialog} from "./duplicate_dialog";

function isDuplicate(error) {
    return error.exceptionName === DUPLICATE_ERROR;
}

/**
 * A form, a form in a dialog, or a list: wherever a customer is saved, a refusal opens
 * the dialog, and what was typed stays. Other models only tell of it.
 */
patch(Record.prototype, {
    _getChanges() {
        const changes = super._getChanges(...arguments);
        if (this.duplicateReason) {
            changes.duplicate_reason = this.duplicateReason;
        }
        return changes;
    },

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

    async _save(options = {}) {
        let refusal = null;
        const catchRefusal = (error, resolve) => {
            if (this.resModel === "res.partner" && isDuplicate(error)) {
                refusal = error;
                return false;
            }
            return resolve(error);
        };
        const params = {...options};
        if (options.onError) {
            params.onError = (error, choices) =>
                catchRefusal(error, () => options.onError(error, choices));
        }
        let saved = false;
        try {
            saved = await super._save(params);
        } catch (error) {
            saved = catchRefusal(error, () => {
                throw error;
            });
        } finally {
            this.duplicateReason = "";
        }
        if (!refusal) {
            return saved;
        }
        this.duplicateReason = await this._askDuplicateReason(refusal);
        return this.duplicateReason ? this._save(options) : false;
    },

    /** Resolves to an empty reason when the user goes back to the form. */
    _askDuplicateReason(error) {
        return new Promise((resolve) => {
            const onSave = resolve;
            const onClose = () => resolve("");
            const props = {data: error.data, onSave};
            this.model.dialog.add(DuplicateDialog, props, {onClose});
        });
    },
});

patch(Many2XAutocomplete.prototype, {
    /** The name that was typed is not lost: it stands in the form that opens. */
    onQuickCreateError(error, request) {
        if (isDuplicate(error)) {
            return this.slowCreate(request);
        }
        return super.onQuickCreateError(error, request);
    },
});
