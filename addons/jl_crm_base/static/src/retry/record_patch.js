import {patch} from "@web/core/utils/patch";
import {Record} from "@web/model/relational_model/record";
import {canBeRefused, findRefusal} from "./refusals";

/**
 * A form, a line of a list, a card: wherever a record is saved, a refusal that can be
 * answered asks the user; the answer goes with the next attempt, and what was typed stays.
 */
patch(Record.prototype, {
    _getChanges() {
        return {...super._getChanges(...arguments), ...this.answers};
    },

    async _save(options = {}) {
        const save = (params) => super._save(params);
        // an attempt that saves anew by itself is still the same attempt
        if (this.answers || !canBeRefused(this.resModel)) {
            return save(options);
        }
        let failure = null;
        const onError = (error, choices) => {
            if (options.onError) {
                return options.onError(error, choices);
            }
            failure = error;
            throw error;
        };
        const attempt = (answers) =>
            this._attemptToSave(save, {...options, onError}, answers);
        try {
            return await this._saveAnswering(attempt);
        } catch (error) {
            // Odoo does so after each error; an answer needs the changes until the end
            if (error === failure && !this.isInEdition) {
                await this._load({});
            }
            throw error;
        }
    },

    /** Save once; a refusal is handed over with its error instead of raised. */
    async _attemptToSave(save, options, answers) {
        let refused = {};
        const onError = (error, choices) => {
            const refusal = findRefusal(this.resModel, error);
            if (refusal) {
                refused = {error, refusal};
                return false;
            }
            return options.onError(error, choices);
        };
        this.answers = answers;
        try {
            const saved = await save({...options, onError});
            return {saved, ...refused};
        } finally {
            this.answers = null;
        }
    },

    /** Ask until nothing stands against it, or the user gives up. */
    async _saveAnswering(attempt) {
        const first = await attempt({});
        if (!first.refusal) {
            return first.saved;
        }
        const saved = await this._ask(attempt, first, {});
        if (!saved && !this.isInEdition) {
            // nobody could save later what a card or a line still shows
            this._discard();
        }
        return saved;
    },

    async _ask(attempt, {error, refusal}, given) {
        const retry = async (values) => {
            const answers = {...given, ...values};
            const next = await attempt(answers);
            if (next.refusal && next.refusal !== refusal) {
                // who asks knows its own refusal alone
                return {saved: await this._ask(attempt, next, answers)};
            }
            return {saved: next.saved, error: next.error};
        };
        return refusal.ask(this, error, retry);
    },
});
