import {registry} from "@web/core/registry";

/**
 * @typedef {Object} Outcome of one more attempt to save
 * @property {boolean} saved
 * @property {Error} [error] the server refuses for the same kind of reason again
 *
 * @callback Retry saves once more
 * @param {Object} values what the user has answered; it goes with this attempt alone
 * @returns {Promise<Outcome>} rejected when something else goes wrong
 *
 * @callback Ask opens a dialogue, and retries with the user's answer
 * @param {import("@web/model/relational_model/record").Record} record
 * @param {Error} error the refusal of the server
 * @param {Retry} retry
 * @returns {Promise<boolean>} whether the record was saved in the end
 *
 * @typedef {Object} Refusal
 * @property {string[]} resModels whose records can be saved with an answer
 * @property {Ask} ask
 */

/** What a user can answer while a record is saved, by the name of the server's error. */
export const refusals = registry.category("jl_crm_refusals");

refusals.addValidation({resModels: {type: Array, element: String}, ask: Function});

/**
 * Whether there is a refusal that records of a model can be saved in spite of.
 *
 * @param {string} resModel
 * @returns {boolean}
 */
export function canBeRefused(resModel) {
    return refusals.getAll().some(({resModels}) => resModels.includes(resModel));
}

/**
 * The refusal that an error is to the records of a model.
 *
 * @param {string} resModel
 * @param {Error} error
 * @returns {Refusal|null} null when nobody is to be asked
 */
export function findRefusal(resModel, error) {
    const refusal = refusals.get(error.exceptionName, null);
    return refusal?.resModels.includes(resModel) ? refusal : null;
}
