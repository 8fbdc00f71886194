import {defineModels, makeServerError} from "@web/../tests/web_test_helpers";
import {mailModels} from "@mail/../tests/mail_test_helpers";
import {DUPLICATE_ERROR} from "@jl_crm_duplicate/duplicate_dialog/duplicate_dialog";

/** A customer that is there already, as the server tells of it. */
export const HIT = {
    partner_id: 7,
    lead_id: false,
    display_name: "Harbour Pumps",
    score: 97,
    verdict: "certain",
    verdict_label: "Certain",
    reasons: ["Same name", "Same phone"],
    weights: [
        {text: "Same name", points: "+12.0"},
        {text: "Same phone", points: "+7.5"},
        {text: "but another city", points: "-1.5"},
    ],
    holder: "Mario",
    department: "Export",
    status: "Transacting",
    access_token: false,
};

/** The models of mail, with those of the server that this add-on extends. */
export function defineDuplicateModels() {
    defineModels({...mailModels});
}

/**
 * What the server answers when it takes no duplicate.
 *
 * @param {Object} [context] what differs from one certain hit that nobody may pass
 * @returns {Error}
 */
export function makeDuplicateError(context = {}) {
    const duplicates = [{name: "Harbour Pump", row: false, hits: [HIT]}];
    return makeServerError({
        errorName: DUPLICATE_ERROR,
        message: "Harbour Pump is in the base already",
        context: {may_go_on: false, duplicates, ...context},
    });
}
