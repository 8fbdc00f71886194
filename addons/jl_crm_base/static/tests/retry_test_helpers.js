import {expect} from "@odoo/hoot";
import {onRpc} from "@web/../tests/web_test_helpers";

/**
 * Let the server answer one save after the other. What each save sends is a step.
 *
 * @param {string} resModel
 * @param {...(Error|null)} errors what it refuses with, `null` where it saves
 */
export function answerSaves(resModel, ...errors) {
    onRpc(resModel, "web_save", ({args}) => {
        expect.step(args[1]);
        const error = errors.shift();
        if (error) {
            throw error;
        }
    });
}
