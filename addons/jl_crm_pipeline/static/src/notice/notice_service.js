import {reactive} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

const NOTICE = "jl_crm_pipeline.notice";
/** Milliseconds that a notice stays. */
export const STAY = 8000;

/**
 * @typedef {Object} Notice
 * @property {number} id of the message
 * @property {string} title
 * @property {string} text
 * @property {string} customer
 * @property {string} model
 * @property {number} res_id
 */

/** Keeps the notices that have come in and are not yet read, and lets them go by themselves. */
export const noticeService = {
    dependencies: ["action", "bus_service"],

    start(env, {action, bus_service: bus}) {
        /** @type {{notices: Notice[]}} */
        const state = reactive({notices: []});
        let timer = null;

        function close() {
            browser.clearTimeout(timer);
            state.notices = [];
        }

        function wait() {
            browser.clearTimeout(timer);
            timer = browser.setTimeout(close, STAY);
        }

        function hold() {
            browser.clearTimeout(timer);
        }

        /** Open the one record, or the message centre with all of them. */
        function open() {
            const [notice, another] = state.notices;
            close();
            if (another || !notice.model) {
                return action.doAction("mail.action_discuss", {
                    additionalContext: {active_id: "mail.box_inbox"},
                });
            }
            return action.doAction({
                type: "ir.actions.act_window",
                res_model: notice.model,
                res_id: notice.res_id,
                views: [[false, "form"]],
            });
        }

        /** @param {Notice} notice */
        function add(notice) {
            if (!state.notices.some((one) => one.id === notice.id)) {
                state.notices.push(notice);
            }
            wait();
        }

        bus.subscribe(NOTICE, add);
        bus.start();

        return {state, add, close, hold, open, wait};
    },
};

registry.category("services").add("jl_crm_pipeline.notice", noticeService);
