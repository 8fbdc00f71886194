import {makeServerError} from "@web/../tests/web_test_helpers";
import {STAGE_ERROR} from "@jl_crm_pipeline/stage_dialog/stage_dialog";

export const ANSWER = {
    key: "question_1",
    kind: "question",
    label: "Does the budget stand?",
    input: {type: "question"},
};
export const REVENUE = {
    key: "expected_revenue",
    kind: "field",
    label: "Expected revenue",
    input: {type: "number"},
};

/**
 * What the server answers when an opportunity lacks something for its stage.
 *
 * @param {Object[]} items what it lacks
 * @param {Object} [context] what differs from a refusal of one opportunity
 * @returns {Error}
 */
export function makeStageError(items = [ANSWER, REVENUE], context = {}) {
    return makeServerError({
        errorName: STAGE_ERROR,
        message: "Something is missing",
        context: {
            stage: "Offer",
            leads: [{id: 1, name: "Pump Station", items}],
            may_waive: false,
            retry: false,
            ...context,
        },
    });
}
