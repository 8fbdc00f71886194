import {reactive} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

const NOTICE = "jl_crm_pipeline.notice";
/** Milliseconds in which several that come in are asked for together. */
const GATHER = 200;
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

/**
 * Keeps the notices that have come in and are not yet read, and lets them go by themselves.
 *
 * The server keeps each until somebody looks: what came in while its reader was away is
 * shown when the client starts or its window is looked at again, and never twice.
 */
export const noticeService = {
    dependencies: ["action", "bus_service", "orm"],

    start(env, {action, bus_service: bus, orm}) {
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

        let gathering = null;

        /** Take what waits, where somebody looks: another window takes nothing then. */
        async function take() {
            if (document.visibilityState !== "visible") {
                return;
            }
            let taken = [];
            try {
                taken = await orm.silent.call("res.users", "take_notices", []);
            } catch {
                // without a connection they wait on the server for the next look
            }
            taken.forEach(add);
        }

        function gather() {
            browser.clearTimeout(gathering);
            gathering = browser.setTimeout(take, GATHER);
        }

        bus.subscribe(NOTICE, gather);
        bus.start();
        document.addEventListener("visibilitychange", take);
        gather();

        return {state, add, close, hold, open, take, wait};
    },
};

registry.category("services").add("jl_crm_pipeline.notice", noticeService);
